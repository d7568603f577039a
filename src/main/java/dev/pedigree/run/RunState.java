package dev.pedigree.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.Identities;
import dev.pedigree.identity.Split;
import dev.pedigree.run.DataUse.WriteMode;
import org.jspecify.annotations.Nullable;

/**
 * The union of all observations of one run. Each field is a least, a greatest, a union or
 * the newest of what was stated, so the order of the observations does not matter
 * (semantics, Runs and the fold).
 */
final class RunState extends ObservedState {

	final Urn urn;

	final String job;

	/** Greatest time of any event, and of one that ends the run. */
	@Nullable Instant lastAt;

	@Nullable Instant endAt;

	boolean running;

	boolean aborted;

	@Nullable Urn parent;

	@Nullable Urn parentJob;

	Newest error = Newest.UNKNOWN;

	final TreeSet<String> actors = new TreeSet<>();

	/** First event of each UTC day with events. */
	final TreeMap<LocalDate, Instant> days = new TreeMap<>();

	final TreeMap<Urn, RunRead> reads = new TreeMap<>();

	final TreeMap<Urn, RunWrite> writes = new TreeMap<>();

	/** Further models of its stated versions, which several registries have. */
	final TreeSet<CoRegistration> alsoRead = new TreeSet<>();

	final TreeSet<CoRegistration> alsoWritten = new TreeSet<>();

	RunState(Urn urn, String job) {
		this.urn = urn;
		this.job = job;
	}

	/** The reads of one asset by a run, with their stated versions. */
	static final class RunRead {

		final TreeSet<String> versions = new TreeSet<>();

		/** Those of them that were not read for evaluation alone. */
		final TreeSet<String> processed = new TreeSet<>();

		final TreeSet<String> keys = new TreeSet<>();

		void add(@Nullable String version, boolean evaluation, Collection<String> keys) {
			if (version != null) {
				this.versions.add(version);
				if (!evaluation) {
					this.processed.add(version);
				}
			}
			this.keys.addAll(keys);
		}

	}

	/** The writes of one asset by a run, with their stated versions. */
	static final class RunWrite {

		final TreeMap<String, Instant> versions = new TreeMap<>();

		final TreeSet<String> partitions = new TreeSet<>();

		final TreeSet<String> keys = new TreeSet<>();

		WriteMode mode = WriteMode.UNKNOWN;

		void add(@Nullable String version, @Nullable Instant at, Collection<String> partitions, WriteMode mode,
				Collection<String> keys) {
			if (version != null && at != null) {
				this.versions.merge(version, at, RunState::least);
			}
			this.partitions.addAll(partitions);
			this.mode = (mode == WriteMode.OVERWRITE || this.mode == WriteMode.UNKNOWN) ? mode : this.mode;
			this.keys.addAll(keys);
		}

	}

	void add(Attributed<RunObservation> submitted, Identities identities) {
		RunObservation seen = submitted.statement();
		Instant at = seen.at();
		this.firstAt = least(this.firstAt, at);
		this.lastAt = greatest(this.lastAt, at);
		this.actors.addAll(submitted.actors());
		this.days.merge(at.atZone(ZoneOffset.UTC).toLocalDate(), at, RunState::least);
		switch (seen.type()) {
			case START -> {
				this.startAt = least(this.startAt, at);
				this.running = true;
			}
			case RUNNING -> this.running = true;
			case COMPLETE -> this.completed = true;
			case FAIL -> this.failed = true;
			case ABORT -> this.aborted = true;
			case OTHER -> {
			}
		}
		if (seen.type().ends()) {
			this.endAt = greatest(this.endAt, at);
		}
		this.streaming |= seen.streaming();
		this.mixed |= seen.mixed();
		parent(seen.parentRun(), seen.parentJob());
		this.nominal = this.nominal.or(new Newest(Objects.toString(seen.nominal(), null), at));
		this.code = this.code.or(new Newest(seen.code(), at));
		this.error = this.error.or(new Newest(seen.error(), at));
		for (DataUse use : seen.inputs()) {
			read(identities.of(use.data()), use);
		}
		for (DataUse use : seen.outputs()) {
			if (use.renamedFrom() != null) {
				read(identities.of(use.renamedFrom()), DataUse.of(use.renamedFrom()));
			}
			if (!use.dropped()) {
				write(identities.of(use.data())).add(use.version(), at,
						(use.partition() != null) ? List.of(use.partition()) : List.of(), use.mode(),
						List.of(use.data().value()));
			}
		}
	}

	private void parent(@Nullable Urn run, @Nullable Urn job) {
		if (run != null && job != null && !run.equals(this.urn)
				&& (this.parent == null || run.compareTo(this.parent) < 0)) {
			this.parent = run;
			this.parentJob = job;
		}
	}

	private void read(Urn data, DataUse use) {
		read(data).add(use.version(), use.evaluation(), List.of(use.data().value()));
	}

	RunRead read(Urn data) {
		return this.reads.computeIfAbsent(data, (_) -> new RunRead());
	}

	RunWrite write(Urn data) {
		return this.writes.computeIfAbsent(data, (_) -> new RunWrite());
	}

	/** The keys of an edge, for later splits; null for the asset's own key alone. */
	static @Nullable List<String> stored(Urn data, Set<String> keys) {
		return (keys.size() == 1 && keys.contains(data.value())) ? null : List.copyOf(keys);
	}

	RunState without(Collection<Urn> data) {
		this.reads.keySet().removeAll(data);
		this.writes.keySet().removeAll(data);
		return this;
	}

	/** Moves the uses under the keys that belong to other data now. */
	RunState split(Split split) {
		RunRead read = this.reads.get(split.from());
		if (read != null) {
			RunRead other = new RunRead();
			other.versions.addAll(read.versions);
			other.processed.addAll(read.processed);
			move(split, this.reads, read.keys, other.keys, other);
		}
		RunWrite write = this.writes.get(split.from());
		if (write != null) {
			RunWrite other = new RunWrite();
			other.versions.putAll(write.versions);
			other.partitions.addAll(write.partitions);
			other.mode = write.mode;
			move(split, this.writes, write.keys, other.keys, other);
		}
		return this;
	}

	private static <T> void move(Split split, Map<Urn, T> uses, Set<String> keys, Set<String> others, T other) {
		others.addAll(keys);
		others.retainAll(split.keys());
		keys.removeAll(split.keys());
		if (keys.isEmpty()) {
			uses.remove(split.from());
		}
		if (!others.isEmpty()) {
			uses.put(split.to(), other);
		}
	}

	/** Whether its versions may be read implicitly; those of a streaming run at once. */
	boolean good() {
		return this.streaming || (this.completed && !this.failed && !this.aborted);
	}

	/** The worst reported state: a failure outweighs a success. */
	String state() {
		if (this.failed) {
			return "FAIL";
		}
		if (this.aborted) {
			return "ABORT";
		}
		return this.completed ? "COMPLETE" : this.running ? "RUNNING" : "UNKNOWN";
	}

	/** Its execution: all runs of the job under one parent, else itself. */
	String execution() {
		return this.job + " in " + ((this.parent != null) ? this.parent : this.urn);
	}

	List<Written> written() {
		List<Written> written = new ArrayList<>();
		this.writes.forEach((data, write) -> {
			if (!write.versions.isEmpty()) {
				write.versions.forEach((version, stated) -> written
					.add(new Written(data, version, this.streaming ? stated : this.endAt, stated, write)));
			}
			else if (this.streaming) {
				this.days.forEach((day, first) -> written
					.add(new Written(data, "run:" + this.urn.name() + "/" + day, first, null, write)));
			}
			else {
				written.add(new Written(data, "run:" + this.urn.name(), this.endAt, null, write));
			}
		});
		return written;
	}

	/** A version that a run wrote; without a time while it runs. */
	record Written(Urn data, String version, @Nullable Instant at, @Nullable Instant statedAt, RunWrite write) {

		Urn urn() {
			return Urn.version(this.data, this.version);
		}

	}

	static Instant least(@Nullable Instant one, Instant other) {
		return (one == null || other.isBefore(one)) ? other : one;
	}

	static Instant greatest(@Nullable Instant one, Instant other) {
		return (one == null || other.isAfter(one)) ? other : one;
	}

}
