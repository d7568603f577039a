package dev.pedigree.run;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identities;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one job under one parent, added up: what the standing level takes as one
 * piece of evidence.
 */
final class ExecutionState {

	/**
	 * A run that starts this long after it was due makes up for the past (semantics, Runs
	 * and the fold).
	 */
	private static final Duration BACKFILL = Duration.ofDays(1);

	final String urn;

	final String job;

	/**
	 * The parent's urn, or that of the run itself; orders executions that start together.
	 */
	final String name;

	private @Nullable Instant firstAt;

	private @Nullable Instant startAt;

	private boolean completed;

	private boolean failed;

	private boolean streaming;

	private boolean mixed;

	/** Whether some of its runs are no longer kept. */
	private boolean summarised;

	private Newest nominal = Newest.UNKNOWN;

	private Newest code = Newest.UNKNOWN;

	private final TreeSet<String> inputs = new TreeSet<>();

	private final TreeSet<String> outputs = new TreeSet<>();

	private final TreeSet<CoRegistration> alsoInputs = new TreeSet<>();

	private final TreeSet<CoRegistration> alsoOutputs = new TreeSet<>();

	ExecutionState(String urn, String job, String name) {
		this.urn = urn;
		this.job = job;
		this.name = name;
	}

	/** An empty execution for a run to be added to. */
	static ExecutionState of(RunState run) {
		return new ExecutionState(run.execution(), run.job.value(),
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

	/**
	 * What stays of it when its runs are added up anew: all of it when some are no longer
	 * kept, with the data that it names as they are called now; else null.
	 */
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

	/** What one side says to the fold; null when it says nothing. */
	@Nullable Evidence evidence(Side side) {
		TreeSet<String> data = (side == Side.INPUTS) ? this.inputs : this.outputs;
		TreeSet<CoRegistration> also = new TreeSet<>((side == Side.INPUTS) ? this.alsoInputs : this.alsoOutputs);
		also.removeIf((one) -> !data.contains(one.data()));
		boolean counts = this.streaming || (this.completed && !this.failed);
		return (counts && !data.isEmpty())
				? new Evidence(this.name, start(), new TreeSet<>(data), also, backfill(), this.code.value()) : null;
	}

	private Instant start() {
		return (this.startAt != null) ? this.startAt : Objects.requireNonNull(this.firstAt);
	}

	/** Whether it adds and never ends: it is late, or says nothing of its likes. */
	private boolean backfill() {
		return this.mixed || (this.nominal.value() != null
				&& !Instant.parse(this.nominal.value()).plus(BACKFILL).isAfter(start()));
	}

	/** The properties of its node. */
	Map<String, @Nullable Object> properties() {
		Map<String, @Nullable Object> map = new HashMap<>();
		map.put("urn", this.urn);
		map.put("job", this.job);
		map.put("name", this.name);
		map.put("firstAt", this.firstAt);
		map.put("startAt", this.startAt);
		map.put("completed", this.completed);
		map.put("failed", this.failed);
		map.put("streaming", this.streaming);
		map.put("mixed", this.mixed ? true : null);
		map.put("summarised", this.summarised ? true : null);
		map.put("nominal", this.nominal.value());
		map.put("nominalStatedAt", this.nominal.at());
		map.put("code", this.code.value());
		map.put("codeStatedAt", this.code.at());
		map.put("inputs", this.inputs);
		map.put("outputs", this.outputs);
		map.put("alsoInputs", CoRegistration.kept(this.alsoInputs));
		map.put("alsoOutputs", CoRegistration.kept(this.alsoOutputs));
		map.put("backfill", backfill());
		Evidence read = evidence(Side.INPUTS);
		Evidence written = evidence(Side.OUTPUTS);
		map.put("inputsAt", (read != null) ? read.at() : null);
		map.put("outputsAt", (written != null) ? written.at() : null);
		map.put("sharedAt",
				Stream.of(read, written)
					.filter((one) -> one != null && !one.also().isEmpty())
					.map((one) -> start())
					.findFirst()
					.orElse(null));
		return map;
	}

	/** Restores what a node says. */
	static ExecutionState stored(Row node) {
		ExecutionState state = new ExecutionState(node.text("urn"), node.text("job"), node.text("name"));
		state.firstAt = node.maybeTime("firstAt");
		state.startAt = node.maybeTime("startAt");
		state.completed = node.flag("completed");
		state.failed = node.flag("failed");
		state.streaming = node.flag("streaming");
		state.mixed = node.flag("mixed");
		state.summarised = node.flag("summarised");
		state.nominal = Newest.stored(node, "nominal");
		state.code = Newest.stored(node, "code");
		state.inputs.addAll(node.texts("inputs"));
		state.outputs.addAll(node.texts("outputs"));
		state.alsoInputs.addAll(CoRegistration.stored(node.texts("alsoInputs")));
		state.alsoOutputs.addAll(CoRegistration.stored(node.texts("alsoOutputs")));
		return state;
	}

	/** The two sides of a job, which are judged apart. */
	enum Side {

		INPUTS, OUTPUTS

	}

	/**
	 * One side of an execution that counts.
	 *
	 * @param name orders executions that start together
	 * @param at when it started
	 * @param data the urns that it names, at least one
	 * @param also further models of the versions of some of it
	 * @param backfill whether it makes up for the past, or its job stands for several: it
	 * opens and confirms edges and never misses one
	 * @param code the code version that ran, if known
	 */
	record Evidence(String name, Instant at, TreeSet<String> data, TreeSet<CoRegistration> also, boolean backfill,
			@Nullable String code) implements Comparable<Evidence> {

		@Override
		public int compareTo(Evidence other) {
			int order = this.at.compareTo(other.at);
			return (order != 0) ? order : this.name.compareTo(other.name);
		}

	}

}
