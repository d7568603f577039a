package dev.pedigree.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.graph.Row;
import dev.pedigree.lineage.Direction;
import dev.pedigree.lineage.LineageLevel;
import dev.pedigree.lineage.Truncation;
import dev.pedigree.lineage.Walk;
import dev.pedigree.lineage.Walk.Step;
import dev.pedigree.lineage.WalkBulkhead;
import dev.pedigree.lineage.WalkQuestion;
import dev.pedigree.lineage.Walks;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Analyses the impact of a change: walks downstream from the roots and computes the use
 * and severity of each asset. The number of queries does not depend on the number of
 * affected assets.
 */
@Service
class ImpactAnalysis {

	/** Up to this number the affected assets are read at once. */
	private static final int FEW = 50;

	private final Catalog catalog;

	private final Walks walks;

	private final ImpactRepository repository;

	private final Severity severity;

	private final Packages packages;

	private final WalkBulkhead bulkhead;

	ImpactAnalysis(Catalog catalog, Walks walks, ImpactRepository repository, Severity severity, Packages packages,
			WalkBulkhead bulkhead) {
		this.catalog = catalog;
		this.walks = walks;
		this.repository = repository;
		this.severity = severity;
		this.packages = packages;
		this.bulkhead = bulkhead;
	}

	/**
	 * Analyses in turn; equal waiting questions share the result.
	 * @param people whether to return the contacts
	 */
	Impact of(ImpactQuestion question, boolean people) {
		return this.bulkhead.run(List.of(question, people), () -> analyse(question, people));
	}

	private Impact analyse(ImpactQuestion question, boolean people) {
		if (question.change() == Change.VULNERABILITY) {
			return vulnerable(question, people);
		}
		WalkQuestion parameters = walk(question, question.roots(), question.maxHops());
		if (question.isOfFields()) {
			Walk walk = this.walks.walkFields(parameters);
			return impact(new Reached(question.roots(), walk, walk.steps(), walk.starts(), walk.assumptions(),
					Optional.empty()), question.change().level(), people);
		}
		boolean now = parameters.isNowByDesign();
		List<Row> near = now ? this.repository.near(question.roots(), FEW, people) : List.of();
		Walk walk = now ? this.walks.walk(parameters, near) : this.walks.walk(parameters);
		Map<String, AssetKind> roots = roots(question, walk);
		if (!roots.keySet().containsAll(question.roots())) {
			return analyse(question.about(roots.keySet()), people);
		}
		Set<String> excluded = new HashSet<>(walk.starts());
		excluded.addAll(roots.keySet());
		return impact(new Reached(List.copyOf(roots.keySet()), walk, walk.steps(), excluded, assumptions(walk, roots),
				walk.complete() ? near.stream().filter((row) -> row.flag("whole")).findFirst() : Optional.empty()),
				question.change().level(), people);
	}

	/** Walks from packages to the versions that depend on them (one hop), and on. */
	private Impact vulnerable(ImpactQuestion question, boolean people) {
		Packages.Dependents found = this.packages.dependents("roots", question.roots());
		Map<String, List<String>> dependents = found.versions();
		List<String> versions = dependents.values().stream().flatMap(List::stream).distinct().sorted().toList();
		Integer hops = question.maxHops();
		List<String> assumptions = new ArrayList<>(List.of("a model version without stated dependencies is not found"));
		if (!found.unsure().isEmpty()) {
			assumptions.add(
					"what depends on these counts as affected, because their version is unknown or cannot be compared: "
							+ String.join(", ", found.unsure()));
		}
		if (versions.isEmpty()) {
			assumptions.add("no model version is known to depend on what is asked for");
		}
		Walk walk = versions.isEmpty() ? Walk.EMPTY : (hops != null && hops == 0)
				? Walk.cut(new Truncation(Truncation.TruncationReason.HOPS, null, List.copyOf(dependents.keySet())))
				: this.walks.walk(walk(question, versions, (hops != null) ? hops - 1 : null));
		assumptions.addAll(walk.assumptions());
		List<Step> steps = walk.steps()
			.stream()
			.map((step) -> new Step(step.urn(), step.kind(), step.hops() + 1, step.id()))
			.toList();
		return impact(
				new Reached(List.copyOf(dependents.keySet()), walk, steps, Set.of(), assumptions, Optional.empty()),
				LineageLevel.RECORDED, people);
	}

	/**
	 * The result of a walk, to be ranked.
	 *
	 * @param roots urns of the changed assets
	 * @param steps the reached assets, with the hops from the roots
	 * @param untouched urns of reached assets that do not count as affected
	 * @param use the row of {@code impact/use}, if the walk has read it
	 */
	private record Reached(List<String> roots, Walk walk, List<Step> steps, Set<String> untouched,
			List<String> assumptions, Optional<Row> use) {
	}

	private Impact impact(Reached reached, LineageLevel level, boolean people) {
		Map<String, Step> touched = LinkedHashMap.newLinkedHashMap(reached.steps().size());
		reached.steps()
			.stream()
			.filter((step) -> !reached.untouched().contains(step.urn()))
			.forEach((step) -> touched.put(step.urn(), step));
		boolean recorded = level == LineageLevel.RECORDED;
		List<Row> evaluations = recorded ? evaluations(reached, touched) : List.of();
		Set<Long> deployments = new LinkedHashSet<>(ids(touched.values(), AssetKind.DEPLOYMENT));
		evaluations.forEach((row) -> deployments.addAll(row.numbers("deployments")));
		Set<String> concerned = new HashSet<>(reached.untouched());
		concerned.addAll(touched.keySet());
		List<Long> all = touched.values().stream().map(Step::id).toList();
		Row use = reached.use()
			.orElseGet(() -> this.repository.use(deployments,
					recorded ? List.of() : ids(touched.values(), AssetKind.JOB),
					recorded ? ids(touched.values(), AssetKind.DATASET_VERSION, AssetKind.MODEL_VERSION) : List.of(),
					people ? all : List.of(), (all.size() <= FEW) ? all : List.of()));
		AffectedServing serving = new AffectedServing(concerned, use);
		evaluations.forEach((row) -> serving.evaluated(row.text("model"), row.text("data")));
		List<Affected> ranked = touched.values()
			.stream()
			.map((step) -> this.severity.of(step, serving))
			.sorted(Affected.ORDER)
			.toList();
		return new Impact(reached.roots(), ranked.size(), ranked,
				(affected) -> this.severity.reasons(affected.step(), serving), byKind(ranked),
				byEnvironment(ranked, serving), reached.assumptions(), reached.walk().complete(),
				reached.walk().truncation(), people ? new Contacts(ranked, use.rows("answering")) : null,
				Stream.concat(reached.steps().stream(), touched.values().stream()).map(Step::id).distinct().toList(),
				use.rows("shown").stream().map(Asset::of).collect(Collectors.toMap(Asset::urn, Function.identity())));
	}

	/** The kinds of the roots, from the starts of the walk or else from the catalog. */
	private Map<String, AssetKind> roots(ImpactQuestion question, Walk walk) {
		Map<String, AssetKind> starts = new HashMap<>();
		walk.steps()
			.stream()
			.takeWhile((step) -> step.hops() == 0)
			.forEach((step) -> starts.put(step.urn(), step.kind()));
		Map<String, Asset> others = this.catalog
			.mapByUrns(question.roots().stream().filter((root) -> !starts.containsKey(root)).toList());
		Map<String, AssetKind> roots = new LinkedHashMap<>();
		for (String id : question.roots()) {
			Asset other = others.get(id);
			AssetKind kind = (other != null) ? other.kind() : starts.get(id);
			if (kind == null) {
				throw InvalidRequestException.notFound("roots", id);
			}
			if (!question.change().roots().contains(kind)) {
				throw InvalidRequestException.invalid("roots",
						question.change() + " is not allowed for a " + kind + ", as '" + id + "' is");
			}
			roots.put((other != null) ? other.urn() : id, kind);
		}
		return roots;
	}

	private static WalkQuestion walk(ImpactQuestion question, List<String> roots, @Nullable Integer maxHops) {
		ImpactQuestion.@Nullable TimeWindow window = question.window();
		return new WalkQuestion(roots, Direction.DOWNSTREAM, question.change().level(),
				new WalkQuestion.Tense(question.scope().asOf(), question.includePast(), null,
						question.scope().knownAt()),
				new WalkQuestion.Start((window != null) ? window.from() : null, (window != null) ? window.to() : null,
						question.change().level() == LineageLevel.RECORDED),
				new WalkQuestion.Extent(maxHops, question.limit(), question.change().touched(),
						question.change() == Change.VULNERABILITY));
	}

	/** Adds the model versions evaluated on affected data, one hop behind it. */
	private List<Row> evaluations(Reached reached, Map<String, Step> touched) {
		List<Row> rows = this.repository.evaluations(ids(reached.steps(), AssetKind.DATASET_VERSION));
		if (rows.isEmpty()) {
			return rows;
		}
		Map<String, Integer> hops = new HashMap<>();
		reached.steps().forEach((step) -> hops.put(step.urn(), step.hops()));
		for (Row row : rows) {
			String model = row.text("model");
			if (!reached.untouched().contains(model)) {
				int near = hops.getOrDefault(row.text("data"), 0) + 1;
				touched.merge(model, new Step(model, AssetKind.MODEL_VERSION, near, row.number("id")),
						(known, other) -> (other.hops() < known.hops()) ? other : known);
			}
		}
		return rows;
	}

	private static List<Impact.KindCount> byKind(List<Affected> ranked) {
		Map<AssetKind, Integer> counts = new EnumMap<>(AssetKind.class);
		ranked.forEach((affected) -> counts.merge(affected.kind(), 1, Integer::sum));
		return counts.entrySet()
			.stream()
			.map((count) -> new Impact.KindCount(count.getKey(), count.getValue()))
			.sorted(Comparator.comparingInt(Impact.KindCount::count).reversed())
			.toList();
	}

	private static List<Impact.EnvironmentCount> byEnvironment(List<Affected> ranked, AffectedServing serving) {
		return ranked.stream()
			.filter((affected) -> affected.kind() == AssetKind.DEPLOYMENT)
			.map((affected) -> serving.of(affected.urn()).environment)
			.filter(Objects::nonNull)
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
			.entrySet()
			.stream()
			.map((count) -> new Impact.EnvironmentCount(count.getKey(), Math.toIntExact(count.getValue())))
			.sorted(Comparator.comparing((Impact.EnvironmentCount count) -> count.environment().tier())
				.thenComparing((count) -> count.environment().name()))
			.toList();
	}

	private static List<String> assumptions(Walk walk, Map<String, AssetKind> roots) {
		List<String> assumptions = new ArrayList<>(walk.assumptions());
		boolean written = roots.containsValue(AssetKind.JOB) || roots.containsValue(AssetKind.RUN);
		if (written && !walk.starts().isEmpty() && roots.keySet().stream().noneMatch(walk.starts()::contains)) {
			assumptions.add("what jobs and runs among the roots wrote stands for them and is not counted as affected: "
					+ walk.starts().stream().sorted().limit(10).collect(Collectors.joining(", "))
					+ ((walk.starts().size() > 10) ? ", ..." : ""));
		}
		return assumptions;
	}

	private static List<Long> ids(Collection<Step> steps, AssetKind kind, AssetKind... more) {
		Set<AssetKind> kinds = EnumSet.of(kind, more);
		return steps.stream().filter((step) -> kinds.contains(step.kind())).map(Step::id).toList();
	}

}
