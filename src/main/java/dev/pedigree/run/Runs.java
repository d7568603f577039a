package dev.pedigree.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.identity.Identities;
import dev.pedigree.identity.Split;
import dev.pedigree.run.ExecutionState.Side;
import dev.pedigree.run.RunRepository.Span;
import dev.pedigree.run.RunRepository.WriteQuery;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Records what jobs and runs read and wrote. The graph becomes the same whatever the
 * order of the calls.
 */
@Service
@EnableConfigurationProperties(RunProperties.class)
public class Runs {

	private final RunRepository repository;

	private final Versions versions;

	private final StandingEdgeUpdater edges;

	private final ApplicationEventPublisher events;

	Runs(RunRepository repository, Versions versions, StandingEdgeUpdater edges, ApplicationEventPublisher events) {
		this.events = events;
		this.repository = repository;
		this.versions = versions;
		this.edges = edges;
	}

	/**
	 * The assets that observations name; they are to be claimed before {@link #record} is
	 * called.
	 */
	public static List<AssetReference> mentions(RunObservation run) {
		List<AssetReference> mentions = new ArrayList<>();
		mentions.add(new AssetReference(run.job(), AssetKind.JOB, Set.of(), run.at(), run.source(), true));
		if (run.parentJob() != null) {
			mentions.add(new AssetReference(run.parentJob(), AssetKind.JOB, Set.of(), run.at(), run.source(), false));
		}
		if (run.root() != null) {
			mentions.add(new AssetReference(run.root().job(), AssetKind.JOB, Set.of(), run.at(), run.source(), false));
		}
		Stream.concat(run.inputs().stream(), run.outputs().stream())
			.forEach((use) -> mention(mentions, use, run.at(), run.source()));
		return mentions;
	}

	/**
	 * Creates the initial version of data that documents state as training data and of
	 * which no version is known, in the transaction of the caller.
	 * @param models urns of model versions
	 */
	public void versionTrainingData(Collection<String> models) {
		if (!models.isEmpty()) {
			this.versions.begin(models);
		}
	}

	/** The data that a message names, and what it was called before. */
	public static List<AssetReference> mentions(DataUse data, Instant at, String source) {
		List<AssetReference> mentions = new ArrayList<>();
		mention(mentions, data, at, source);
		return mentions;
	}

	private static void mention(List<AssetReference> mentions, DataUse use, Instant at, String source) {
		AssetKind kind = use.model() ? AssetKind.MODEL : AssetKind.DATASET;
		mentions.add(new AssetReference(use.data(), kind, use.aliases(), at, source, false));
		if (use.renamedFrom() != null) {
			mentions.add(new AssetReference(use.renamedFrom(), AssetKind.DATASET, Set.of(), at, source, false));
		}
	}

	/**
	 * Data that a message names without a run or job that uses it: it may have been
	 * dropped or renamed.
	 *
	 * @param data what the message says of it
	 * @param at event time
	 */
	public record NamedData(DataUse data, Instant at) {

		/** Times are kept in milliseconds. */
		public NamedData {
			at = at.truncatedTo(ChronoUnit.MILLIS);
		}

	}

	/**
	 * Records observations inside the caller's transaction, which holds the locks of all
	 * that they name.
	 * @param named data that was named otherwise
	 * @param identities the assets of the keys that they are stated under
	 */
	public void record(Collection<Attributed<RunObservation>> submitted, Collection<NamedData> named,
			Identities identities) {
		List<RunObservation> observations = submitted.stream().map(Attributed::statement).toList();
		Map<String, RunState> before = new TreeMap<>();
		Map<String, RunState> runs = new TreeMap<>();
		Set<String> moved = new TreeSet<>();
		List<Map<String, ?>> drops = new ArrayList<>();
		List<String> summarised = new ArrayList<>();
		if (!identities.merged().isEmpty()) {
			// Their runs are recorded once more, as if nothing had been known of how they
			// used the merged data.
			this.repository.runsOfData(identities.merged()).forEach((urn, known) -> {
				runs.put(urn, known.get());
				before.put(urn, known.get().without(identities.merged()));
				moved.add(known.get().execution());
			});
			moved.addAll(this.repository.summarisedExecutions(identities));
			drops.addAll(forget(identities.merged(), false, summarised));
		}
		load(observations, runs, before);
		for (Attributed<RunObservation> seen : submitted) {
			state(runs, seen.statement()).add(seen, identities);
		}
		save(runs.values(), observations);
		this.repository.write(WriteQuery.COUNTS, StatedCounts.rows(observations));
		tell(runs.values(), before);
		this.versions.update(runs.values(), before, summarised);
		before.forEach((urn, run) -> {
			RunState now = runs.get(urn);
			if (now != null && !now.execution().equals(run.execution())) {
				moved.add(run.execution());
			}
		});
		List<NamedData> written = new ArrayList<>(named);
		observations.forEach((seen) -> seen.outputs().forEach((use) -> written.add(new NamedData(use, seen.at()))));
		this.edges.update(runs.values(), moved, drop(written, identities, drops), identities);
		this.repository.write(WriteQuery.SWEEP_DATA,
				identities.merged().stream().map((data) -> Map.of("data", data.value())).toList());
	}

	/**
	 * Records the runs of data that was split once more, in the transaction of the
	 * caller: what they stated under the keys that left, they stated of the other data.
	 */
	public void split(Split split) {
		Map<String, RunState> before = new TreeMap<>();
		Map<String, RunState> runs = new TreeMap<>();
		Set<String> moved = new TreeSet<>();
		this.repository.runsOfData(List.of(split.from())).forEach((urn, known) -> {
			runs.put(urn, known.get().split(split));
			before.put(urn, known.get().without(List.of(split.from())));
			moved.add(known.get().execution());
		});
		List<String> summarised = new ArrayList<>();
		List<Map<String, ?>> drops = forget(List.of(split.from(), split.to()), true, summarised);
		this.versions.update(runs.values(), before, summarised);
		this.edges.update(runs.values(), moved, drop(List.of(), Identities.NONE, drops), Identities.NONE);
		declare(split.jobs());
		this.repository.write(WriteQuery.SWEEP_DATA, List.of(Map.of("data", split.from().value())));
	}

	/**
	 * Folds again what the runs of versions did, in the transaction of the caller: these
	 * are versions of other models than before.
	 * @param versions urns of registrations
	 */
	public void refold(Collection<String> versions) {
		this.edges.update(List.of(), this.repository.executionsOf(versions), Map.of(), Identities.NONE);
	}

	/**
	 * Forgets how data was used; gives when it was dropped.
	 * @param wereOne whether the data was one until now: each drop ended edges into all
	 * @param summarised takes the urns of versions whose runs are no longer kept
	 */
	private List<Map<String, ?>> forget(Collection<Urn> used, boolean wereOne, List<String> summarised) {
		List<Map<String, ?>> drops = new ArrayList<>();
		List<String> all = used.stream().map(Urn::value).toList();
		for (Row data : this.repository.forgetUses(used)) {
			String urn = data.text("data");
			List<String> fed = wereOne ? all : List.of(urn);
			data.times("drops").forEach((at) -> drops.add(Map.of("data", urn, "at", at, "key", urn, "fed", fed)));
			summarised.addAll(data.texts("summarised"));
		}
		return drops;
	}

	/**
	 * Adds the runs that are seen and not among those at hand yet, with what is known of
	 * them.
	 */
	private void load(Collection<RunObservation> observations, Map<String, RunState> runs,
			Map<String, RunState> before) {
		Map<String, RunState> news = new TreeMap<>();
		for (RunObservation seen : observations) {
			Urn urn = Urn.run(seen.job(), seen.runId());
			if (!runs.containsKey(urn.value())) {
				news.put(urn.value(), new RunState(urn, seen.job()));
			}
		}
		if (!news.isEmpty()) {
			this.repository.runs(List.copyOf(news.values())).forEach((urn, known) -> {
				before.put(urn, known.get());
				news.put(urn, known.get());
			});
			runs.putAll(news);
		}
	}

	private static RunState state(Map<String, RunState> runs, RunObservation seen) {
		return Objects.requireNonNull(runs.get(Urn.run(seen.job(), seen.runId()).value()));
	}

	/** Records renames and drops; gives the jobs that fed what was dropped. */
	private Map<Side, Map<String, Span>> drop(List<NamedData> written, Identities identities,
			List<Map<String, ?>> drops) {
		Set<Map<String, ?>> renames = new HashSet<>();
		for (NamedData named : written) {
			DataUse use = named.data();
			Urn data = identities.of(use.data());
			if (use.dropped()) {
				drops.add(Map.of("data", data.value(), "at", named.at(), "key", use.data().value(), "fed",
						List.of(data.value())));
			}
			Urn former = use.renamedFrom();
			if (former != null && !identities.of(former).equals(data)) {
				renames.add(Map.of("from", identities.of(former).value(), "to", data.value(), "at", named.at(), "keys",
						Stream.of(former, use.data())
							.filter((key) -> !identities.of(key).equals(key))
							.map(Urn::value)
							.toList()));
			}
		}
		this.repository.write(WriteQuery.RENAMES, renames);
		Map<String, Span> jobs = new TreeMap<>();
		if (!drops.isEmpty()) {
			for (Row row : this.repository.drop(drops)) {
				jobs.merge(row.text("job"), new Span(row.time("at"), row.time("at")), Span::with);
			}
			this.repository.write(WriteQuery.GONE, drops);
		}
		return jobs.isEmpty() ? Map.of() : Map.of(Side.OUTPUTS, jobs);
	}

	/** Tells of runs that are new or have another state, and of their jobs. */
	private void tell(Collection<RunState> runs, Map<String, RunState> before) {
		Set<String> changed = new TreeSet<>();
		for (RunState run : runs) {
			RunState known = before.get(run.urn.value());
			if (known == null || !known.state().equals(run.state())) {
				changed.add(run.urn.value());
				changed.add(run.job.value());
			}
		}
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.RUN, changed));
	}

	/** The assets that a declaration names. */
	public static List<AssetReference> mentions(JobDeclaration job) {
		List<AssetReference> mentions = new ArrayList<>();
		mentions.add(new AssetReference(job.job(), AssetKind.JOB, Set.of(), job.at(), job.source(), true));
		Stream.concat(job.inputs().stream(), job.outputs().stream())
			.forEach((use) -> mention(mentions, use, job.at(), job.source()));
		return mentions;
	}

	/**
	 * Records what jobs do by design, inside the caller's transaction, which holds the
	 * locks of all that they name.
	 */
	public void declare(Collection<Attributed<JobDeclaration>> declarations, Identities identities) {
		Set<String> jobs = new TreeSet<>(identities.redesigned());
		List<Map<String, ?>> rows = new ArrayList<>();
		for (Attributed<JobDeclaration> declaration : declarations) {
			JobDeclaration job = declaration.statement();
			jobs.add(job.job().value());
			List<String> inputs = keys(job.inputs());
			List<String> outputs = keys(job.outputs());
			String key = String.join(" ", job.job().value(), job.source(), job.at().toString(), inputs.toString(),
					outputs.toString());
			rows.add(Map.of("key", Urn.sha256(key), "job", job.job().value(), "source", job.source(), "at", job.at(),
					"inputs", inputs, "outputs", outputs, "actors", declaration.actors()));
		}
		this.repository.write(WriteQuery.DECLARATIONS, rows);
		declare(jobs);
	}

	private void declare(Set<String> jobs) {
		if (!jobs.isEmpty()) {
			this.edges.design(this.repository.designs(jobs));
		}
	}

	private static List<String> keys(List<DataUse> uses) {
		return uses.stream().map((use) -> use.data().value()).distinct().sorted().toList();
	}

	private void save(Collection<RunState> runs, Collection<RunObservation> observations) {
		this.repository.write(WriteQuery.RUNS, runs.stream()
			.map((run) -> Map.of("urn", run.urn.value(), "job", run.job.value(), "properties", RunNode.properties(run)))
			.toList());
		Map<String, RunState> byUrn = new HashMap<>();
		runs.forEach((run) -> byUrn.put(run.urn.value(), run));
		Set<Map<String, ?>> parents = new LinkedHashSet<>();
		for (RunObservation seen : observations) {
			RunState run = state(byUrn, seen);
			if (seen.parentRun() != null && seen.parentJob() != null && run.parent != null) {
				parents.add(Map.of("run", run.urn.value(), "job", run.job.value(), "parent", seen.parentRun().value(),
						"parentJob", seen.parentJob().value(), "chosen", run.parent.value(), "stub",
						RunNode.stub(seen.parentRun(), seen.parentJob())));
			}
		}
		this.repository.write(WriteQuery.PARENTS, parents);
		this.repository.write(WriteQuery.ROOTS,
				observations.stream().flatMap((seen) -> RunNode.root(seen).stream()).toList());
	}

}
