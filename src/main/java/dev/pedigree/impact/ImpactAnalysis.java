package dev.pedigree.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
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
import dev.pedigree.ownership.Owners;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers what a change touches: the walk downstream from the roots, what of it serves
 * now, and how bad each case is. The number of queries does not depend on how much is
 * touched.
 */
@Service
class ImpactAnalysis {

	private final Catalog catalog;

	private final Walks walks;

	private final Owners owners;

	private final ImpactRepository repository;

	private final Severity severity;

	/** One transaction for all that is read: each of its own costs two round trips. */
	private final TransactionTemplate reading;

	ImpactAnalysis(Catalog catalog, Walks walks, Owners owners, ImpactRepository repository, Severity severity,
			PlatformTransactionManager transactions, @Value("${pedigree.lineage.time-limit:10}") int seconds) {
		this.catalog = catalog;
		this.walks = walks;
		this.owners = owners;
		this.repository = repository;
		this.severity = severity;
		this.reading = new TransactionTemplate(transactions);
		this.reading.setReadOnly(true);
		this.reading.setTimeout(seconds);
	}

	/** Answers a question. */
	Impact of(ImpactQuestion question) {
		AtomicReference<@Nullable Impact> answer = new AtomicReference<>();
		try {
			this.reading.executeWithoutResult((transaction) -> answer.set(answer(question)));
		}
		catch (UnexpectedRollbackException ex) {
			// A walk that runs out of time takes the transaction with it, and says so in
			// its answer; there was nothing to commit.
			if (answer.get() == null) {
				throw ex;
			}
		}
		return Objects.requireNonNull(answer.get());
	}

	private Impact answer(ImpactQuestion question) {
		List<Asset> roots = roots(question);
		Walk walk = this.walks.walk(walk(question, roots));
		Set<String> excluded = new HashSet<>(walk.starts());
		roots.forEach((root) -> excluded.add(root.urn()));
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
		Serving serving = new Serving(excluded, this.repository.servings(deployments),
				scored(touched.values(), recorded));
		evaluations.forEach((row) -> serving.evaluated(row.text("model"), row.text("data")));
		List<Affected> ranked = touched.values()
			.stream()
			.map((step) -> this.severity.of(step, serving))
			.sorted(Affected.ORDER)
			.toList();
		return new Impact(roots, ranked.size(), ranked, (affected) -> this.severity.reasons(affected.step(), serving),
				byKind(ranked), byEnvironment(ranked, serving), assumptions(walk, roots), walk.complete(),
				walk.truncation(), new Contacts(ranked, this.owners::answering));
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

	private List<String> scored(Collection<Step> touched, boolean recorded) {
		if (!recorded) {
			return this.repository.feedingScoringJobs(ids(touched, AssetKind.JOB));
		}
		List<Long> versions = new ArrayList<>(ids(touched, AssetKind.DATASET_VERSION));
		versions.addAll(ids(touched, AssetKind.MODEL_VERSION));
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

	private static List<Impact.EnvironmentCount> byEnvironment(List<Affected> ranked, Serving serving) {
		return ranked.stream()
			.filter((affected) -> affected.kind() == AssetKind.DEPLOYMENT)
			.map((affected) -> serving.environment(affected.urn()))
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

	private static List<Long> ids(Collection<Step> steps, AssetKind kind) {
		return steps.stream().filter((step) -> step.kind() == kind).map(Step::id).toList();
	}

}
