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
 * What changed in a period.
 *
 * @param events what happened, oldest first
 * @param added edges that hold at its end and did not at its beginning
 * @param ended edges that held at its beginning and do not at its end
 * @param rebound who reads, or serves, other versions at its end than at its beginning
 * @param truncation what is missing; null when nothing is
 */
record Changes(List<ChangeEvent> events, List<LineageEdge> added, List<LineageEdge> ended, List<Rebinding> rebound,
		@Nullable Truncation truncation) {

	/** What can happen; the names are part of the API. */
	static final Set<String> WORDS = Set.of("EDGE_ADDED", "EDGE_ENDED", "VERSION", "RUN", "DESCRIBED",
			"SERVING_STARTED", "SERVING_ENDED", "OWNER_ADDED", "OWNER_ENDED", "REQUIREMENT_APPLIED",
			"REQUIREMENT_LIFTED", "EVALUATED", "FIELD_ADDED", "FIELD_REMOVED", "DROPPED", "RENAMED");

	/** Whether nothing is missing. */
	public boolean complete() {
		return this.truncation == null;
	}

	/**
	 * Something that happened to an asset.
	 *
	 * @param at when it was so
	 * @param asset to which
	 * @param change what, a word
	 * @param other what else it is about; null when nothing is
	 * @param detail a role, a state, a source
	 * @param property the name of the property that changed
	 * @param before its value until then, as JSON
	 * @param now its value from then on, as JSON
	 */
	record ChangeEvent(Instant at, Asset asset, String change, @Nullable Node other, @Nullable String detail,
			@Nullable String property, @Nullable String before, @Nullable String now) {

		static final Comparator<ChangeEvent> ORDER = Comparator.comparing(ChangeEvent::at)
			.thenComparing((event) -> event.asset.urn())
			.thenComparing(ChangeEvent::change)
			.thenComparing((event) -> (event.other != null) ? event.other.id() : "")
			.thenComparing((event) -> (event.property != null) ? event.property : "");

	}

	/**
	 * That a job or deployment is bound to other versions.
	 *
	 * @param consumer the job or deployment
	 * @param of whose versions
	 * @param before which it read, or served, at the beginning
	 * @param now which it read, or served, at the end
	 */
	record Rebinding(Asset consumer, Asset of, List<Asset> before, List<Asset> now) {
	}

}
