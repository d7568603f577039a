package dev.pedigree.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import dev.pedigree.deployment.Deployments;
import dev.pedigree.deployment.Environment;
import dev.pedigree.graph.Row;
import dev.pedigree.lineage.Direction;
import dev.pedigree.lineage.LineageLevel;
import dev.pedigree.lineage.Walk;
import dev.pedigree.lineage.Walk.Step;
import dev.pedigree.lineage.WalkQuestion;
import dev.pedigree.lineage.Walks;
import dev.pedigree.ownership.Owners;
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

	private final Deployments deployments;

	private final Owners owners;

	private final ImpactRepository repository;

	private final Severity severity;

	ImpactAnalysis(Catalog catalog, Walks walks, Deployments deployments, Owners owners, ImpactRepository repository,
			Severity severity) {
		this.catalog = catalog;
		this.walks = walks;
		this.deployments = deployments;
		this.owners = owners;
		this.repository = repository;
		this.severity = severity;
	}

	/** Answers a question. */
	Impact of(ImpactQuestion question) {
		List<Asset> roots = roots(question);
		Walk walk = this.walks.walk(walk(question, roots));
		Set<String> excluded = new HashSet<>(walk.starts());
		roots.forEach((root) -> excluded.add(root.urn()));
		Map<String, Step> touched = new LinkedHashMap<>();
		walk.steps()
			.stream()
			.filter((step) -> !excluded.contains(step.urn()))
			.forEach((step) -> touched.put(step.urn(), step));
		boolean recorded = question.change().level() == LineageLevel.RECORDED;
		List<Row> evaluations = recorded ? evaluations(walk, touched, excluded) : List.of();
		Set<String> deployments = urns(touched.values(), AssetKind.DEPLOYMENT);
		evaluations.forEach((row) -> deployments.addAll(row.texts("deployments")));
		Map<String, Environment> environments = this.deployments.environments(deployments);
		excluded.addAll(touched.keySet());
		Serving serving = new Serving(excluded, environments, this.repository.servings(deployments),
				scored(touched.values(), recorded));
		evaluations.forEach((row) -> serving.evaluated(row.text("model"), row.text("data")));
		List<Affected> ranked = touched.values()
			.stream()
			.map((step) -> this.severity.of(step, serving))
			.sorted(Affected.ORDER)
			.toList();
		return new Impact(roots, ranked.size(), ranked, byKind(ranked), byEnvironment(ranked, environments),
				assumptions(walk, roots), walk.complete(), walk.truncation(),
				new Contacts(ranked, (urns) -> this.owners.of(urns, null)));
	}

	private List<Asset> roots(ImpactQuestion question) {
		Map<String, Asset> found = this.catalog.mapByUrns(question.roots());
		List<Asset> roots = new ArrayList<>();
		for (String id : question.roots()) {
			Asset root = found.get(id);
			if (root == null) {
				throw Refusal.notFound("roots", id);
			}
			if (!question.change().roots().contains(root.kind())) {
				throw Refusal.invalid("roots",
						question.change() + " cannot happen to a " + root.kind() + ", as '" + id + "' is");
			}
			roots.add(root);
		}
		return roots.stream().distinct().toList();
	}

	private static WalkQuestion walk(ImpactQuestion question, List<Asset> roots) {
		ImpactQuestion.@Nullable TimeWindow window = question.window();
		return new WalkQuestion(roots.stream().map(Asset::urn).toList(), Direction.DOWNSTREAM,
				question.change().level(), new WalkQuestion.Tense(question.asOf(), question.includePast()),
				new WalkQuestion.Start((window != null) ? window.from() : null, (window != null) ? window.to() : null,
						question.change().level() == LineageLevel.RECORDED),
				new WalkQuestion.Extent(question.maxHops(), question.limit(), question.change().touched(), false));
	}

	/**
	 * The evaluations on what is touched. A model version that was measured on it is
	 * touched itself, one hop behind it, although no data flowed.
	 */
	private List<Row> evaluations(Walk walk, Map<String, Step> touched, Set<String> excluded) {
		Map<String, Integer> hops = new HashMap<>();
		walk.steps()
			.stream()
			.filter((step) -> step.kind() == AssetKind.DATASET_VERSION)
			.forEach((step) -> hops.put(step.urn(), step.hops()));
		List<Row> rows = this.repository.evaluations(hops.keySet());
		for (Row row : rows) {
			String model = row.text("model");
			int near = hops.getOrDefault(row.text("data"), 0) + 1;
			if (!excluded.contains(model)) {
				touched.merge(model, new Step(model, AssetKind.MODEL_VERSION, near),
						(one, other) -> (other.hops() < one.hops()) ? other : one);
			}
		}
		return rows;
	}

	private List<String> scored(Collection<Step> touched, boolean recorded) {
		if (!recorded) {
			return this.repository.feedingScoringJobs(urns(touched, AssetKind.JOB));
		}
		Set<String> versions = urns(touched, AssetKind.DATASET_VERSION);
		versions.addAll(urns(touched, AssetKind.MODEL_VERSION));
		return this.repository.scoredVersions(versions);
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

	private static List<Impact.EnvironmentCount> byEnvironment(List<Affected> ranked,
			Map<String, Environment> environments) {
		return ranked.stream()
			.filter((affected) -> affected.kind() == AssetKind.DEPLOYMENT)
			.map((affected) -> environments.get(affected.urn()))
			.filter(Objects::nonNull)
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
			.entrySet()
			.stream()
			.map((count) -> new Impact.EnvironmentCount(count.getKey(), Math.toIntExact(count.getValue())))
			.sorted(Comparator.comparing((Impact.EnvironmentCount count) -> count.environment().tier())
				.thenComparing((count) -> count.environment().name()))
			.toList();
	}

	private static List<String> assumptions(Walk walk, List<Asset> roots) {
		List<String> assumptions = new ArrayList<>(walk.assumptions());
		long written = roots.stream()
			.filter((root) -> root.kind() == AssetKind.JOB || root.kind() == AssetKind.RUN)
			.count();
		if (written > 0 && !walk.starts().isEmpty()
				&& roots.stream().noneMatch((root) -> walk.starts().contains(root.urn()))) {
			assumptions.add("what jobs and runs among the roots wrote stands for them and is not counted as affected: "
					+ walk.starts().stream().sorted().limit(10).collect(Collectors.joining(", "))
					+ ((walk.starts().size() > 10) ? ", ..." : ""));
		}
		return assumptions;
	}

	private static Set<String> urns(Collection<Step> steps, AssetKind kind) {
		return steps.stream()
			.filter((step) -> step.kind() == kind)
			.map(Step::urn)
			.collect(Collectors.toCollection(java.util.LinkedHashSet::new));
	}

}
