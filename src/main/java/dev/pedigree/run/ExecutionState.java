package dev.pedigree.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identities;
import org.jspecify.annotations.Nullable;

/** Sums up the runs of one job under one parent: one piece of evidence of the fold. */
final class ExecutionState extends ObservedState {

	/** Minimum delay of a backfill (semantics, Runs and the fold). */
	private static final Duration BACKFILL = Duration.ofDays(1);

	final String urn;

	final String job;

	/** Urn of the parent or the run itself; orders executions of one start. */
	final String name;

	private boolean summarised;

	private final TreeSet<String> inputs = new TreeSet<>();

	private final TreeSet<String> outputs = new TreeSet<>();

	private final TreeSet<CoRegistration> alsoInputs = new TreeSet<>();

	private final TreeSet<CoRegistration> alsoOutputs = new TreeSet<>();

	ExecutionState(String urn, String job, String name) {
		this.urn = urn;
		this.job = job;
		this.name = name;
	}

	static ExecutionState of(RunState run) {
		return new ExecutionState(run.execution(), run.job,
				(run.parent != null) ? run.parent.value() : run.urn.value());
	}

	void add(RunState run) {
		this.firstAt = RunState.least(this.firstAt, Objects.requireNonNull(run.firstAt));
		this.startAt = (run.startAt != null) ? RunState.least(this.startAt, run.startAt) : this.startAt;
		this.completed |= run.completed;
		this.failed |= run.failed || run.aborted;
		this.streaming |= run.streaming;
		this.mixed |= run.mixed;
		this.nominal = this.nominal.or(run.nominal);
		this.code = this.code.or(run.code);
		run.reads.keySet().forEach((data) -> this.inputs.add(data.value()));
		run.writes.keySet().forEach((data) -> this.outputs.add(data.value()));
		this.alsoInputs.addAll(run.alsoRead);
		this.alsoOutputs.addAll(run.alsoWritten);
	}

	/** The compacted evidence, with present ids; null if all runs are still stored. */
	@Nullable ExecutionState summarised(Identities identities) {
		if (!this.summarised) {
			return null;
		}
		for (TreeSet<String> data : List.of(this.inputs, this.outputs)) {
			replace(data, data.stream().map(identities::of).toList());
		}
		for (TreeSet<CoRegistration> also : List.of(this.alsoInputs, this.alsoOutputs)) {
			replace(also, CoRegistration.renamed(also, identities::of));
		}
		return this;
	}

	private static <T> void replace(Set<T> all, List<T> now) {
		all.clear();
		all.addAll(now);
	}

	/** The evidence of one side; null when it names nothing or does not count. */
	@Nullable Evidence evidence(Side side) {
		TreeSet<String> data = (side == Side.INPUTS) ? this.inputs : this.outputs;
		TreeSet<CoRegistration> also = new TreeSet<>((side == Side.INPUTS) ? this.alsoInputs : this.alsoOutputs);
		also.removeIf((further) -> !data.contains(further.data()));
		boolean counts = this.streaming || (this.completed && !this.failed);
		return (counts && !data.isEmpty())
				? new Evidence(this.name, startedAt(), new TreeSet<>(data), also, backfill(), this.code.value()) : null;
	}

	/** Whether it opens edges and never ends one: it is late, or mixes several jobs. */
	private boolean backfill() {
		return this.mixed || (this.nominal.value() != null
				&& !Instant.parse(this.nominal.value()).plus(BACKFILL).isAfter(startedAt()));
	}

	@Override
	Map<String, @Nullable Object> properties() {
		Evidence read = evidence(Side.INPUTS);
		Evidence written = evidence(Side.OUTPUTS);
		boolean shared = Stream.of(read, written).anyMatch((side) -> side != null && !side.also().isEmpty());
		Map<String, @Nullable Object> map = super.properties();
		map.putAll(Row.map("urn", this.urn, "job", this.job, "name", this.name, "summarised",
				this.summarised ? true : null, "inputs", this.inputs, "outputs", this.outputs, "alsoInputs",
				CoRegistration.flat(this.alsoInputs), "alsoOutputs", CoRegistration.flat(this.alsoOutputs), "backfill",
				backfill(), "inputsAt", (read != null) ? startedAt() : null, "outputsAt",
				(written != null) ? startedAt() : null, "sharedAt", shared ? startedAt() : null));
		return map;
	}

	static ExecutionState stored(Row node) {
		ExecutionState state = new ExecutionState(node.text("urn"), node.text("job"), node.text("name"));
		state.restore(node);
		state.summarised = node.flag("summarised");
		state.inputs.addAll(node.texts("inputs"));
		state.outputs.addAll(node.texts("outputs"));
		state.alsoInputs.addAll(CoRegistration.stored(node.texts("alsoInputs")));
		state.alsoOutputs.addAll(CoRegistration.stored(node.texts("alsoOutputs")));
		return state;
	}

	/** The two sides of a job, which the fold treats separately. */
	enum Side {

		INPUTS, OUTPUTS

	}

	/**
	 * One side of an execution that counts.
	 *
	 * @param name orders executions that start together
	 * @param data the urns that it names, at least one
	 * @param also further models of the versions of this data
	 * @param backfill whether it makes up for the past, or its job stands for several: it
	 * opens and confirms edges and never misses one
	 */
	record Evidence(String name, Instant at, TreeSet<String> data, TreeSet<CoRegistration> also, boolean backfill,
			@Nullable String code) implements Comparable<Evidence> {

		@Override
		public int compareTo(Evidence other) {
			return Comparator.comparing(Evidence::at).thenComparing(Evidence::name).compare(this, other);
		}

	}

}
