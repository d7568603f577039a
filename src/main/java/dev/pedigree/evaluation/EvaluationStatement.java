package dev.pedigree.evaluation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.AssetReference;
import org.jspecify.annotations.Nullable;

/**
 * That a model version was measured. Model version, data, name and time make the
 * evaluation; what is said of the same one again adds its metrics, and of one metric the
 * newest statement counts.
 *
 * @param model the model version
 * @param data what it was measured on; null when unstated
 * @param name what kind of evaluation: {@code offline}, {@code shadow}; null when
 * unstated
 * @param evaluatedAt when; null when unstated, as in model cards
 * @param metrics the figures
 * @param at when this was said
 * @param source who said it
 */
public record EvaluationStatement(StatedVersion model, @Nullable StatedVersion data, @Nullable String name,
		@Nullable Instant evaluatedAt, List<Metric> metrics, Instant at, String source) {

	/** Times are kept in milliseconds. */
	public EvaluationStatement {
		evaluatedAt = (evaluatedAt != null) ? evaluatedAt.truncatedTo(ChronoUnit.MILLIS) : null;
		at = at.truncatedTo(ChronoUnit.MILLIS);
		metrics = metrics.stream().sorted(Metric.ORDER).toList();
	}

	/** The versions that it names. */
	public List<StatedVersion> versions() {
		return (this.data != null) ? List.of(this.model, this.data) : List.of(this.model);
	}

	/** The assets to be claimed before it is written. */
	public List<AssetReference> mentions() {
		List<AssetReference> mentions = new ArrayList<>();
		mentions.add(new AssetReference(this.model.data(), AssetKind.MODEL, Set.of(), this.at, this.source, false));
		if (this.data != null) {
			mentions
				.add(new AssetReference(this.data.data(), AssetKind.DATASET, Set.of(), this.at, this.source, false));
		}
		return mentions;
	}

	/** The name of the evaluation, by the keys that it is stated under. */
	Urn urn() {
		return Urn.evaluation(this.model.version(), Objects.requireNonNullElse(this.name, ""),
				(this.data != null) ? this.data.version().value() : "", this.evaluatedAt);
	}

}
