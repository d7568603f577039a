package dev.pedigree.evaluation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.AssetReference;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a model version was evaluated. Model version, data, name and time
 * identify the evaluation. A later statement adds metrics; the newest statement of a
 * metric wins.
 *
 * @param data null when unstated
 * @param name the kind of evaluation: {@code offline}, {@code shadow}; null when unstated
 * @param evaluatedAt null when unstated, as in model cards
 * @param at when it was stated
 */
public record EvaluationStatement(StatedVersion model, @Nullable StatedVersion data, @Nullable String name,
		@Nullable Instant evaluatedAt, List<Metric> metrics, Instant at, String source) {

	/** Truncates times to milliseconds. */
	public EvaluationStatement {
		evaluatedAt = (evaluatedAt != null) ? evaluatedAt.truncatedTo(ChronoUnit.MILLIS) : null;
		at = at.truncatedTo(ChronoUnit.MILLIS);
		metrics = metrics.stream().sorted(Metric.ORDER).toList();
	}

	/** Returns the versions that it names. */
	public List<StatedVersion> versions() {
		return (this.data != null) ? List.of(this.model, this.data) : List.of(this.model);
	}

	/** Returns the assets to upsert before it is written. */
	public List<AssetReference> references() {
		AssetReference model = reference(this.model, AssetKind.MODEL);
		return (this.data != null) ? List.of(model, reference(this.data, AssetKind.DATASET)) : List.of(model);
	}

	private AssetReference reference(StatedVersion version, AssetKind kind) {
		return new AssetReference(version.data(), kind, Set.of(), this.at, this.source, false);
	}

	Urn urn() {
		return Urn.evaluation(this.model.version(), Objects.requireNonNullElse(this.name, ""),
				(this.data != null) ? this.data.version().value() : "", this.evaluatedAt);
	}

}
