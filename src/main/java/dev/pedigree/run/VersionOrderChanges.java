package dev.pedigree.run;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * Where the order of versions changed, and the reads that are to be looked at for it.
 */
final class VersionOrderChanges {

	final Set<Map<String, ?>> order = new HashSet<>();

	final Set<Map<String, ?>> made = new HashSet<>();

	final Set<String> sighted = new TreeSet<>();

	/** Versions that are used otherwise, and that several registries have. */
	final Set<String> shared = new TreeSet<>();

	final Map<String, ImplicitRead> reads = new TreeMap<>();

	record ImplicitRead(String run, String data, @Nullable List<String> keys, boolean unstated) {

		Map<String, ?> row() {
			return Map.of("run", this.run, "data", this.data);
		}

	}

	void changed(String data, @Nullable Object eligibleAt, @Nullable Object at) {
		if (eligibleAt != null) {
			this.order.add(Map.of("data", data, "at", eligibleAt));
		}
		if (at != null) {
			this.made.add(Map.of("data", data, "at", at));
		}
	}

	void reads(Row row) {
		row.rows("reads").forEach((read) -> read(read.text("run"), row.text("data"), keys(read), true));
	}

	private static @Nullable List<String> keys(Row read) {
		List<String> keys = read.texts("keys");
		return keys.isEmpty() ? null : keys;
	}

	/** What a run's own state says comes first and stays. */
	void read(String run, String data, @Nullable List<String> keys, boolean unstated) {
		this.reads.putIfAbsent(run + " " + data, new ImplicitRead(run, data, keys, unstated));
	}

}
