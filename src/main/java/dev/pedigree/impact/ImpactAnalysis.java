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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Refusal;
import dev.pedigree.graph.Row;
import dev.pedigree.lineage.Direction;
import dev.pedigree.lineage.LineageLevel;
import dev.pedigree.lineage.Walk;
import dev.pedigree.lineage.Walk.Step;
import dev.pedigree.lineage.WalkQuestion;
import dev.pedigree.lineage.Walks;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Answers what a change touches: the walk downstream from the roots, what of it serves
 * now, and how bad each case is. The number of queries does not depend on how much is
 * touched.
 */
@Service
class ImpactAnalysis {

	private final Catalog catalog;

	private final Walks walks;

	private final ImpactRepository repository;

	private final Severity severity;

	ImpactAnalysis(Catalog catalog, Walks walks, ImpactRepository repository, Severity severity) {
		this.catalog = catalog;
		this.walks = walks;
		this.repository = repository;
		this.severity = severity;
	}

	/**
	 * Answers a question.
	 * @param people whether the contacts are asked for
	 */
	Impact of(ImpactQuestion question, boolean people) {
		Walk walk = this.walks.walk(walk(question));
		Map<String, AssetKind> roots = roots(question, walk);
		if (!roots.keySet().containsAll(question.roots())) {
			return of(question.about(roots.keySet()), people);
		}
		Set<String> excluded = new HashSet<>(walk.starts());
		excluded.addAll(roots.keySet());
		Map<String, Step> touched = LinkedHashMap.newLinkedHashMap(walk.steps().size());
		walk.steps()
			.stream()
			.filter((step) -> !excluded.contains(step.urn()))
			.forEach((step) -> touched.put(step.urn(), step));
		boolean recorded = question.change().level() == LineageLevel.RECORDED;
		List<Row> evaluations = recorded ? evaluations(walk, touched, excluded) : List.of();
		Set<Long> deployments = new LinkedHashSet<>(ids(touched.values(), AssetKind.DEPLOYMENT));
		evaluations.forEach((row) -> deployments.addAll(row.numbers("deployments")));
		excluded.addAll(touched.keySet());
		Row use = this.repository.use(deployments, recorded ? List.of() : ids(touched.values(), AssetKind.JOB),
				recorded ? ids(touched.values(), AssetKind.DATASET_VERSION, AssetKind.MODEL_VERSION) : List.of(),
				people ? touched.values().stream().map(Step::id).toList() : List.of());
		Serving serving = new Serving(excluded, use);
		evaluations.forEach((row) -> serving.evaluated(row.text("model"), row.text("data")));
		List<Affected> ranked = touched.values()
			.stream()
			.map((step) -> this.severity.of(step, serving))
			.sorted(Affected.ORDER)
			.toList();
		return new Impact(List.copyOf(roots.keySet()), ranked.size(), ranked,
				(affected) -> this.severity.reasons(affected.step(), serving), byKind(ranked),
				byEnvironment(ranked, serving), assumptions(walk, roots), walk.complete(), walk.truncation(),
				people ? new Contacts(ranked, use.rows("answering")) : null);
	}

	/**
	 * The roots by urn, each with its kind: where the walk began, which says so, or else
	 * what the catalog knows of them. One that was asked for by another of its names
	 * comes under its own.
	 */
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
				throw Refusal.notFound("roots", id);
			}
			if (!question.change().roots().contains(kind)) {
				throw Refusal.invalid("roots",
						question.change() + " cannot happen to a " + kind + ", as '" + id + "' is");
			}
			roots.put((other != null) ? other.urn() : id, kind);
		}
		return roots;
	}

	private static WalkQuestion walk(ImpactQuestion question) {
		ImpactQuestion.@Nullable TimeWindow window = question.window();
		return new WalkQuestion(question.roots(), Direction.DOWNSTREAM, question.change().level(),
				new WalkQuestion.Tense(question.asOf(), question.includePast()),
				new WalkQuestion.Start((window != null) ? window.from() : null, (window != null) ? window.to() : null,
						question.change().level() == LineageLevel.RECORDED),
				new WalkQuestion.Extent(question.maxHops(), question.limit(), question.change().touched(), false));
	}

	/**
	 * The evaluations on what is touched. A model version that was measured on it is
	 * touched itself, one hop behind it, although no data flowed.
	 */
	private List<Row> evaluations(Walk walk, Map<String, Step> touched, Set<String> excluded) {
		List<Row> rows = this.repository.evaluations(ids(walk.steps(), AssetKind.DATASET_VERSION));
		if (rows.isEmpty()) {
			return rows;
		}
		Map<String, Integer> hops = new HashMap<>();
		walk.steps().forEach((step) -> hops.put(step.urn(), step.hops()));
		for (Row row : rows) {
			String model = row.text("model");
			if (!excluded.contains(model)) {
				int near = hops.getOrDefault(row.text("data"), 0) + 1;
				touched.merge(model, new Step(model, AssetKind.MODEL_VERSION, near, row.number("id")),
						(one, other) -> (other.hops() < one.hops()) ? other : one);
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

	private static List<Impact.EnvironmentCount> byEnvironment(List<Affected> ranked, Serving serving) {
		return ranked.stream()
			.filter((affected) -> affected.kind() == AssetKind.DEPLOYMENT)
			.map((affected) -> serving.of(affected.urn()).environment())
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
