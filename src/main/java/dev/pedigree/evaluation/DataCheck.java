package dev.pedigree.evaluation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/**
 * A data check: the evaluation of a dataset version by a run that read or wrote it, with
 * statistics of columns and assertions. Run, data and name identify it. A later statement
 * adds metrics; the newest statement of a metric wins.
 *
 * @param run observed by the same message
 * @param data the key under which the run names the data
 * @param version the version that the run states, {@code scheme:value}; null for the one
 * to which its use of the data is bound
 * @param written whether the run wrote the data; otherwise it read them
 * @param name the kind of evaluation: {@code dataQualityAssertions}
 * @param at when the source stated it
 */
public record DataCheck(Urn run, Urn data, @Nullable String version, boolean written, String name, List<Metric> metrics,
		Instant at, String source) {

	/** Truncates times to milliseconds, and sorts the metrics. */
	public DataCheck {
		at = at.truncatedTo(ChronoUnit.MILLIS);
		metrics = metrics.stream().sorted(Metric.ORDER.thenComparing(Metric::tie)).toList();
	}

	Urn urn() {
		String used = String.join("|", this.written ? "output" : "input", this.data.value(),
				Objects.requireNonNullElse(this.version, ""));
		return Urn.evaluation(this.run, this.name, used, null);
	}

}
