package dev.pedigree.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.Mention;
import org.jspecify.annotations.Nullable;

/**
 * What one message says of one deployment: which version serves in a role from a time on,
 * or that it is retired.
 *
 * @param deployment its key
 * @param at from when on
 * @param source who said it
 * @param role {@code primary}, {@code canary}; null for {@code primary}
 * @param version what serves; null when the deployment is retired
 * @param traffic percent; null when unknown
 * @param environment where it runs; null when unstated
 * @param tier of the environment; null when unstated
 * @param endpoint where it answers; null when unstated
 * @param actor whose token brought it; null when the catalog itself says it
 */
public record DeploymentObservation(Urn deployment, Instant at, String source, @Nullable String role,
		@Nullable StatedVersion version, @Nullable Double traffic, @Nullable Urn environment,
		Environment.@Nullable Tier tier, @Nullable String endpoint, @Nullable String actor) {

	/** Times are kept in milliseconds. */
	public DeploymentObservation {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/** That nothing serves in a deployment any more. */
	public static DeploymentObservation retired(Urn deployment, Instant at, String source) {
		return new DeploymentObservation(deployment, at, source, null, null, null, null, null, null, null);
	}

	/** The same, brought by somebody. */
	public DeploymentObservation by(String actor) {
		return new DeploymentObservation(this.deployment, this.at, this.source, this.role, this.version, this.traffic,
				this.environment, this.tier, this.endpoint, actor);
	}

	/** The assets to be claimed before it is written. */
	public List<Mention> mentions() {
		List<Mention> mentions = new ArrayList<>();
		mentions.add(new Mention(this.deployment, AssetKind.DEPLOYMENT, Set.of(), this.at, this.source,
				this.version != null));
		if (this.version != null) {
			mentions.add(new Mention(this.version.data(), AssetKind.MODEL, Set.of(), this.at, this.source, false));
		}
		return mentions;
	}

}
