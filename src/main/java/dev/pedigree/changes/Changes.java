package dev.pedigree.changes;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Node;
import dev.pedigree.lineage.LineageEdge;
import dev.pedigree.lineage.Truncation;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a period.
 *
 * @param events oldest first
 * @param added edges that exist at its end and not at its start
 * @param ended edges that exist at its start and not at its end
 * @param rebound jobs and deployments that read or serve other versions at its end than
 * at its start
 * @param truncation the missing part; null for a complete answer
 */
record Changes(List<ChangeEvent> events, List<LineageEdge> added, List<LineageEdge> ended, List<Rebinding> rebound,
		@Nullable Truncation truncation) {

	/** The names of changes, which are part of the API. */
	static final Set<String> NAMES = Set.of("EDGE_ADDED", "EDGE_ENDED", "VERSION", "RUN", "DESCRIBED",
			"SERVING_STARTED", "SERVING_ENDED", "OWNER_ADDED", "OWNER_ENDED", "REQUIREMENT_APPLIED",
			"REQUIREMENT_LIFTED", "EVALUATED", "FIELD_ADDED", "FIELD_REMOVED", "DROPPED", "RENAMED");

	public boolean complete() {
		return this.truncation == null;
	}

	/**
	 * An event: a change of an asset.
	 *
	 * @param at valid time
	 * @param other the other asset or owner
	 * @param detail a role, a state, a source
	 * @param before previous value of the property, as JSON
	 * @param now new value of the property, as JSON
	 */
	record ChangeEvent(Instant at, Asset asset, String change, @Nullable Node other, @Nullable String detail,
			@Nullable String property, @Nullable String before, @Nullable String now) {

		static final Comparator<ChangeEvent> ORDER = Comparator.comparing(ChangeEvent::at)
			.thenComparing((event) -> event.asset.urn())
			.thenComparing(ChangeEvent::change)
			.thenComparing((event) -> (event.other != null) ? event.other.id() : "")
			.thenComparing((event) -> (event.property != null) ? event.property : "");

	}

	/** A job or deployment that reads or serves other versions of a dataset or model. */
	record Rebinding(Asset consumer, Asset of, List<Asset> before, List<Asset> now) {
	}

}
