package dev.pedigree.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identities;
import dev.pedigree.identity.Split;
import dev.pedigree.run.ExecutionState.Side;
import dev.pedigree.run.RunRepository.Span;
import dev.pedigree.run.RunRepository.RowQuery;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Records what jobs and runs read and write. The order of calls does not matter. */
@Service
public class Runs {

	private final RunRepository repository;

	private final Versions versions;

	private final StandingEdgeUpdater edges;

	private final ApplicationEventPublisher events;

	Runs(RunRepository repository, Versions versions, StandingEdgeUpdater edges, ApplicationEventPublisher events) {
		this.repository = repository;
		this.versions = versions;
		this.edges = edges;
		this.events = events;
	}

	/**
	 * Data that a message names without a run or job: it may be dropped or renamed.
	 *
	 * @param at event time
	 */
	public record NamedData(DataUse data, Instant at) {

		/** Truncates times to milliseconds. */
		public NamedData {
			at = at.truncatedTo(ChronoUnit.MILLIS);
		}

	}

	/**
	 * Creates the initial version of training data without versions, for model versions.
	 */
	public void versionTrainingData(Collection<String> models) {
		if (!models.isEmpty()) {
			this.versions.begin(models);
		}
	}

	/**
	 * Records observations in the transaction of the caller, which holds the locks of all
	 * named assets.
	 * @param named data that messages name without a run
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
			reload(identities.merged(), UnaryOperator.identity(), runs, before, moved);
			moved.addAll(this.repository.summarisedExecutions(identities));
			drops.addAll(deleteUses(identities.merged(), false, summarised));
		}
		load(observations, runs, before);
		submitted.forEach((seen) -> {
			Urn urn = seen.statement().run();
			String job = seen.statement().job().value();
			runs.computeIfAbsent(urn.value(), (_) -> new RunState(urn, job)).add(seen, identities);
		});
		save(runs, observations);
		publish(runs.values(), before);
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
		sweep(identities.merged());
	}

	/** Records the runs of split data again, in the transaction of the caller. */
	public void split(Split split) {
		Map<String, RunState> before = new TreeMap<>();
		Map<String, RunState> runs = new TreeMap<>();
		Set<String> moved = new TreeSet<>();
		reload(List.of(split.from()), (run) -> run.split(split), runs, before, moved);
		List<String> summarised = new ArrayList<>();
		List<Map<String, ?>> drops = deleteUses(List.of(split.from(), split.to()), true, summarised);
		this.versions.update(runs.values(), before, summarised);
		this.edges.update(runs.values(), moved, drop(List.of(), Identities.NONE, drops), Identities.NONE);
		declare(split.jobs());
		sweep(List.of(split.from()));
	}

	private void sweep(Collection<Urn> data) {
		this.repository.write(RowQuery.SWEEP_DATA, data.stream().map((urn) -> Map.of("data", urn.value())).toList());
	}

	/** Folds the runs of registrations again, after their models changed. */
	public void refold(Collection<String> versions) {
		this.edges.update(List.of(), this.repository.executionsOf(versions), Map.of(), Identities.NONE);
	}

	/** Loads the runs of data, to be recorded as if their uses of it were new. */
	private void reload(Collection<Urn> data, UnaryOperator<RunState> change, Map<String, RunState> runs,
			Map<String, RunState> before, Set<String> moved) {
		this.repository.runsOfData(data).forEach((urn, known) -> {
			runs.put(urn, change.apply(known.get()));
			before.put(urn, known.get().without(data));
			moved.add(known.get().execution());
		});
	}

	/**
	 * Deletes what is derived from the uses of data; returns the drops of the data.
	 * @param wereOne whether the data was one asset until now: each drop ended edges into
	 * all
	 * @param summarised receives the urns of versions whose runs are compacted
	 */
	private List<Map<String, ?>> deleteUses(Collection<Urn> used, boolean wereOne, List<String> summarised) {
		List<Map<String, ?>> drops = new ArrayList<>();
		List<String> all = used.stream().map(Urn::value).toList();
		for (Row data : this.repository.deleteUses(used)) {
			String urn = data.text("data");
			List<String> fed = wereOne ? all : List.of(urn);
			data.times("drops").forEach((at) -> drops.add(Map.of("data", urn, "at", at, "key", urn, "fed", fed)));
			summarised.addAll(data.texts("summarised"));
		}
		return drops;
	}

	private void load(Collection<RunObservation> observations, Map<String, RunState> runs,
			Map<String, RunState> before) {
		Set<String> missing = new TreeSet<>();
		observations.forEach((seen) -> missing.add(seen.run().value()));
		missing.removeAll(runs.keySet());
		this.repository.runs(missing).forEach((urn, known) -> {
			before.put(urn, known.get());
			runs.put(urn, known.get());
		});
	}

	private void save(Map<String, RunState> runs, Collection<RunObservation> observations) {
		this.repository.write(RowQuery.RUNS,
				runs.values()
					.stream()
					.map((run) -> Map.of("urn", run.urn.value(), "job", run.job, "properties", RunNode.properties(run)))
					.toList());
		Set<Map<String, ?>> parents = new LinkedHashSet<>();
		for (RunObservation seen : observations) {
			RunState run = Objects.requireNonNull(runs.get(seen.run().value()));
			if (seen.parentRun() != null && seen.parentJob() != null && run.parent != null) {
				parents.add(Map.of("run", run.urn.value(), "job", run.job, "parent", seen.parentRun().value(),
						"parentJob", seen.parentJob().value(), "chosen", run.parent.value(), "stub",
						RunNode.stub(seen.parentRun(), seen.parentJob())));
			}
		}
		this.repository.write(RowQuery.PARENTS, parents);
		this.repository.write(RowQuery.ROOTS,
				observations.stream().flatMap((seen) -> RunNode.root(seen).stream()).toList());
		this.repository.write(RowQuery.COUNTS, StatedCounts.rows(observations));
	}

	private void publish(Collection<RunState> runs, Map<String, RunState> before) {
		Set<String> changed = new TreeSet<>();
		for (RunState run : runs) {
			RunState known = before.get(run.urn.value());
			if (known == null || !known.state().equals(run.state())) {
				changed.addAll(List.of(run.urn.value(), run.job));
			}
		}
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.RUN, changed));
	}

	/** Records renames and drops; returns the jobs to fold again. */
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
				List<String> keys = Stream.of(former, use.data())
					.filter((key) -> !identities.of(key).equals(key))
					.map(Urn::value)
					.toList();
				renames.add(Map.of("from", identities.of(former).value(), "to", data.value(), "at", named.at(), "keys",
						keys));
			}
		}
		this.repository.write(RowQuery.RENAMES, renames);
		Map<String, Span> jobs = new TreeMap<>();
		for (Row row : this.repository.read(RowQuery.DROPS, drops)) {
			jobs.merge(row.text("job"), new Span(row.time("at"), row.time("at")), Span::with);
		}
		this.repository.write(RowQuery.GONE, drops);
		return jobs.isEmpty() ? Map.of() : Map.of(Side.OUTPUTS, jobs);
	}

	/** Records designs in the transaction of the caller, which holds the locks. */
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
		this.repository.write(RowQuery.DECLARATIONS, rows);
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

}
