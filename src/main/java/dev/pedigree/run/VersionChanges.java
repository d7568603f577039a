package dev.pedigree.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import dev.pedigree.run.DataUse.WriteMode;
import dev.pedigree.run.RunState.RunRead;
import dev.pedigree.run.RunState.RunWrite;
import dev.pedigree.run.RunState.Written;
import org.jspecify.annotations.Nullable;

/** Collects the writes of one update, and the reads whose binding must be checked. */
final class VersionChanges {

	/** By urn, so that all writers create and lock versions in one order. */
	final Map<String, Map<String, ?>> versions = new TreeMap<>();

	final List<Map<String, ?>> writes = new ArrayList<>();

	final List<Map<String, ?>> reads = new ArrayList<>();

	/** Stored writes of runs that stated another version later, or stream. */
	final Set<Map<String, ?>> retracted = new HashSet<>();

	/** Data and times where the order by eligibility changed. */
	final Set<Map<String, ?>> order = new HashSet<>();

	/** Data and times where the order by creation changed. */
	final Set<Map<String, ?>> made = new HashSet<>();

	final Set<String> sighted = new TreeSet<>();

	/** Changed versions that several registries have. */
	final Set<String> shared = new TreeSet<>();

	final Map<String, ImplicitRead> implicit = new TreeMap<>();

	record ImplicitRead(String run, String data, @Nullable List<String> keys, boolean unstated) {

		Map<String, ?> row() {
			return Map.of("run", this.run, "data", this.data);
		}

	}

	/** Compares a run with its previous state. */
	void compare(RunState run, RunState known) {
		Set<Map<String, ?>> wrote = new HashSet<>();
		for (Written version : known.written()) {
			wrote.add(write(known, version));
			this.retracted.add(edge(run, version));
		}
		for (Written version : run.written()) {
			this.retracted.remove(edge(run, version));
			Map<String, ?> row = write(run, version);
			if (!wrote.contains(row)) {
				version(this.versions, version.data(), version.version());
				this.writes.add(row);
			}
		}
		Set<Map<String, ?>> read = new HashSet<>();
		known.reads
			.forEach((data, use) -> use.versions.forEach((version) -> read.add(read(known, data, version, use))));
		run.reads.forEach((data, use) -> {
			for (String version : use.versions) {
				Map<String, ?> row = read(run, data, version, use);
				if (!read.contains(row)) {
					this.sighted.add(version(this.versions, data, version));
					this.reads.add(row);
				}
			}
			if (readsOtherwise(run, known, data)) {
				check(run.urn.value(), data.value(), RunState.stored(data, use.keys), use.versions.isEmpty());
			}
		});
	}

	private static boolean readsOtherwise(RunState run, RunState known, Urn data) {
		RunRead now = Objects.requireNonNull(run.reads.get(data));
		RunRead then = known.reads.get(data);
		if (then == null || !then.versions.isEmpty() || !now.versions.isEmpty()) {
			return now.versions.isEmpty() || (then != null && then.versions.isEmpty());
		}
		return !run.startedAt().equals(known.startedAt()) || !now.keys.equals(then.keys)
				|| run.streaming != known.streaming || (run.streaming && !Objects.equals(run.endAt, known.endAt));
	}

	void moved(String data, @Nullable Object eligibleAt, @Nullable Object at) {
		if (eligibleAt != null) {
			this.order.add(Map.of("data", data, "at", eligibleAt));
		}
		if (at != null) {
			this.made.add(Map.of("data", data, "at", at));
		}
	}

	/** Adds the reads of a row of {@code run/affected-reads}. */
	void check(Row row) {
		for (Row read : row.rows("reads")) {
			List<String> keys = read.texts("keys");
			check(read.text("run"), row.text("data"), keys.isEmpty() ? null : keys, true);
		}
		this.sighted.addAll(row.texts("sighted"));
	}

	/** The first call for a read counts: {@link #compare} knows more than the graph. */
	private void check(String run, String data, @Nullable List<String> keys, boolean unstated) {
		this.implicit.putIfAbsent(run + " " + data, new ImplicitRead(run, data, keys, unstated));
	}

	/** Adds a version to create; returns its urn. */
	static String version(Map<String, Map<String, ?>> versions, Urn data, String version) {
		String urn = Urn.version(data, version).value();
		versions.put(urn, Map.of("urn", urn, "data", data.value(), "namespace", data.namespace(), "name", data.name(),
				"version", version));
		return urn;
	}

	private static Map<String, ?> edge(RunState run, Written version) {
		return Map.of("run", run.urn.value(), "version", version.urn().value());
	}

	private static Map<String, ?> write(RunState run, Written version) {
		RunWrite write = version.write();
		return Row.map("run", run.urn.value(), "version", version.urn().value(), "properties",
				Row.map("at", version.at(), "good", run.good(), "statedAt", version.statedAt(), "streaming",
						run.streaming, "mode", (write.mode != WriteMode.UNKNOWN) ? write.mode : null, "partition",
						write.partitions.isEmpty() ? null : String.join(",", write.partitions), "keys",
						RunState.stored(version.data(), write.keys)));
	}

	private static Map<String, ?> read(RunState run, Urn data, String version, RunRead use) {
		return Row.map("run", run.urn.value(), "version", Urn.version(data, version).value(), "at", run.startedAt(),
				"keys", RunState.stored(data, use.keys), "purpose",
				use.processed.contains(version) ? null : "EVALUATION");
	}

}
