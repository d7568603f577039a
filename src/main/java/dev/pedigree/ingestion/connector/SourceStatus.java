package dev.pedigree.ingestion.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.pedigree.graph.Row;
import dev.pedigree.ingestion.FacetCount;
import org.jspecify.annotations.Nullable;

/**
 * How a connected system fares.
 *
 * @param name what its operator calls it
 * @param type what it is
 * @param lastSuccess when the last round for everything began that came to its end
 * @param lastFailure when a round last failed
 * @param problem why, when no round has come to its end since
 * @param next when it is asked again
 * @param lagSeconds how old what is known of it may be; null when nothing is
 * @param captured payloads that were accepted since the first round
 * @param rejected payloads that were refused since
 * @param waiting pushes that were not followed up yet
 * @param captures what it can tell
 * @param unused what it told that the catalog keeps nothing of
 */
record SourceStatus(String name, String type, @Nullable Instant lastSuccess, @Nullable Instant lastFailure,
		@Nullable String problem, @Nullable Instant next, @Nullable Long lagSeconds, long captured, long rejected,
		long waiting, List<String> captures, List<FacetCount> unused) {

	static SourceStatus of(SourceConfig instance, Row row, List<String> captures, List<FacetCount> coverage,
			Instant now) {
		String place = instance.settings().type() + ".";
		Instant succeeded = row.maybeTime("succeededAt");
		return new SourceStatus(instance.name(), instance.settings().type(), succeeded, row.maybeTime("failedAt"),
				row.maybeText("problem"), row.maybeTime("nextAt"),
				(succeeded != null) ? Duration.between(succeeded, now).toSeconds() : null, row.number("captured"),
				row.number("rejected"), row.number("waiting"), captures,
				coverage.stream().filter((facet) -> facet.place().startsWith(place) && !facet.used()).toList());
	}

}
