package dev.pedigree.oracle;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.AssetKind;
import org.jspecify.annotations.Nullable;

/**
 * A graph to walk, as plain maps.
 *
 * @param kinds every node and what it is
 * @param parents the data of each version, the job of each run
 * @param made when each version and run was made
 * @param edges what feeds what, or did
 */
record Estate(Map<String, AssetKind> kinds, Map<String, String> parents, Map<String, Instant> made, List<Edge> edges) {

	/**
	 * Data flows, or flowed, from one node to another.
	 *
	 * @param since from when; for a fact of a run, when it was
	 * @param until to when; null when it holds now, and for a fact of a run
	 */
	record Edge(String from, String to, Instant since, @Nullable Instant until) {
	}

	/**
	 * Which edges count: those of now, those of a moment, or what ended before as well.
	 *
	 * @param asOf the moment; null for now
	 * @param past whether ended edges count too
	 */
	record Time(@Nullable Instant asOf, boolean past) {

		static final Time NOW = new Time(null, false);

		boolean covers(Edge edge) {
			boolean begun = this.asOf == null || !edge.since().isAfter(this.asOf);
			Instant until = edge.until();
			boolean over = until != null && (this.asOf == null || !until.isAfter(this.asOf));
			return begun && (this.past || !over);
		}

	}

	boolean recorded(String urn) {
		return switch (kind(urn)) {
			case DATASET_VERSION, MODEL_VERSION, RUN, DEPLOYMENT, APPLICATION -> true;
			case DATASET, MODEL, JOB, OTHER -> false;
		};
	}

	boolean standing(String urn) {
		return switch (kind(urn)) {
			case DATASET, MODEL, JOB, DEPLOYMENT, APPLICATION -> true;
			case DATASET_VERSION, MODEL_VERSION, RUN, OTHER -> false;
		};
	}

	AssetKind kind(String urn) {
		return this.kinds.getOrDefault(urn, AssetKind.OTHER);
	}

	/** Whether a node was there at all at that time. */
	boolean existed(String urn, Time time) {
		Instant made = this.made.get(urn);
		return made == null || time.asOf() == null || !made.isAfter(time.asOf());
	}

}
