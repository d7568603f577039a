package dev.pedigree.run;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/** The state that runs and executions have in common, whatever the order of events. */
abstract class ObservedState {

	/** Least time of any event, and of a START. */
	@Nullable Instant firstAt;

	@Nullable Instant startAt;

	boolean completed;

	boolean failed;

	boolean streaming;

	boolean mixed;

	Newest nominal = Newest.UNKNOWN;

	Newest code = Newest.UNKNOWN;

	void restore(Row node) {
		this.firstAt = node.maybeTime("firstAt");
		this.startAt = node.maybeTime("startAt");
		this.completed = node.flag("completed");
		this.failed = node.flag("failed");
		this.streaming = node.flag("streaming");
		this.mixed = node.flag("mixed");
		this.nominal = Newest.stored(node, "nominal");
		this.code = Newest.stored(node, "code");
	}

	/** The properties of its node; null removes one. */
	Map<String, @Nullable Object> properties() {
		return Row.map("firstAt", this.firstAt, "startAt", this.startAt, "completed", this.completed, "failed",
				this.failed, "streaming", this.streaming, "mixed", this.mixed ? true : null, "nominal",
				this.nominal.value(), "nominalStatedAt", this.nominal.at(), "code", this.code.value(), "codeStatedAt",
				this.code.at());
	}

	/** The start, or the first event if no START was observed. */
	Instant startedAt() {
		return (this.startAt != null) ? this.startAt : Objects.requireNonNull(this.firstAt);
	}

}
