package dev.pedigree.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.AssetReference;
import org.jspecify.annotations.Nullable;

/**
 * What one message says of one deployment: which version or artifact serves in a role
 * from a time on; that another share of the requests goes to what serves there (traffic
 * alone); or that it is retired (none of these), or some roles of it are.
 *
 * @param deployment its key
 * @param at from when on
 * @param source who said it
 * @param role {@code primary}, {@code canary}; null for {@code primary}
 * @param version what serves, if the source names it; beside an artifact, the version
 * that it is unless a described version has that artifact; null if nothing serves
 * @param artifact what serves, where the source knows no version
 * @param model the key of the model that serves, where the source names no version: the
 * newest one at that time serves
 * @param traffic percent; null when unknown
 * @param environment where it runs; null when unstated
 * @param tier of the environment; null when unstated
 * @param endpoint where it answers; null when unstated
 * @param going of a deployment that is retired otherwise, the roles that go on
 * @param secondHand whether who says it does not run the deployment: it counts only while
 * nobody else speaks of that deployment
 */
public record DeploymentObservation(Urn deployment, Instant at, String source, @Nullable String role,
		@Nullable StatedVersion version, @Nullable ArtifactKey artifact, @Nullable Urn model, @Nullable Double traffic,
		@Nullable Urn environment, Environment.@Nullable Tier tier, @Nullable String endpoint, Set<String> going,
		boolean secondHand) {

	/** Times are kept in milliseconds. */
	public DeploymentObservation {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/** That nothing serves in a deployment any more. */
	public static DeploymentObservation retired(Urn deployment, Instant at, String source) {
		return over(deployment, at, source, Set.of());
	}

	/** That a version serves in a role. */
	public static DeploymentObservation serving(Urn deployment, Instant at, String source, @Nullable String role,
			StatedVersion version, @Nullable Double traffic) {
		return new DeploymentObservation(deployment, at, source, role, version, null, null, traffic, null, null, null,
				Set.of(), false);
	}

	/**
	 * States that an artifact serves in a role. An address of the Hugging Face Hub names
	 * a model, too.
	 */
	public static DeploymentObservation serving(Urn deployment, Instant at, String source, @Nullable String role,
			ArtifactKey artifact, @Nullable Double traffic) {
		return serving(deployment, at, source, role, artifact, artifact.hubVersion(), traffic);
	}

	/**
	 * States that an artifact serves in a role.
	 * @param named the version that it is unless a described version has that artifact;
	 * null if unknown
	 */
	public static DeploymentObservation serving(Urn deployment, Instant at, String source, @Nullable String role,
			ArtifactKey artifact, @Nullable StatedVersion named, @Nullable Double traffic) {
		return new DeploymentObservation(deployment, at, source, role, named, artifact, null, traffic, null, null, null,
				Set.of(), false);
	}

	/**
	 * States that a model serves in a role, and no version of it: the newest one that was
	 * made by then.
	 */
	public static DeploymentObservation newest(Urn deployment, Instant at, String source, @Nullable String role,
			Urn model, @Nullable Double traffic) {
		return new DeploymentObservation(deployment, at, source, role, null, null, model, traffic, null, null, null,
				Set.of(), false);
	}

	/**
	 * That what serves in a role goes on with another share of the requests.
	 * @param traffic percent
	 */
	public static DeploymentObservation share(Urn deployment, Instant at, String source, String role, double traffic) {
		return new DeploymentObservation(deployment, at, source, role, null, null, null, traffic, null, null, null,
				Set.of(), false);
	}

	/**
	 * States where a deployment runs, and nothing of what serves there: a pipeline knows
	 * the environment before anything is rolled out to it.
	 */
	public static DeploymentObservation placed(Urn deployment, Instant at, String source, Urn environment,
			Environment.@Nullable Tier tier) {
		return new DeploymentObservation(deployment, at, source, ServingStatement.PLACE, null, null, null, null,
				environment, tier, null, Set.of(), false);
	}

	/**
	 * That what serves in other roles than these no longer does; of these the source says
	 * itself what goes on.
	 */
	public static DeploymentObservation over(Urn deployment, Instant at, String source, Set<String> going) {
		return new DeploymentObservation(deployment, at, source, null, null, null, null, null, null, null, null, going,
				false);
	}

	/** The same, in an environment. */
	public DeploymentObservation in(Urn place, Environment.@Nullable Tier placeTier, @Nullable String where) {
		return new DeploymentObservation(this.deployment, this.at, this.source, this.role, this.version, this.artifact,
				this.model, this.traffic, place, placeTier, where, this.going, this.secondHand);
	}

	/** The same, said by somebody who only heard of it. */
	public DeploymentObservation heard() {
		return new DeploymentObservation(this.deployment, this.at, this.source, this.role, this.version, this.artifact,
				this.model, this.traffic, this.environment, this.tier, this.endpoint, this.going, true);
	}

	/** The assets to be claimed before it is written. */
	public List<AssetReference> mentions() {
		List<AssetReference> mentions = new ArrayList<>();
		mentions.add(new AssetReference(this.deployment, AssetKind.DEPLOYMENT, Set.of(), this.at, this.source,
				this.version != null || this.artifact != null || this.model != null));
		if (this.version != null) {
			mentions
				.add(new AssetReference(this.version.data(), AssetKind.MODEL, Set.of(), this.at, this.source, false));
		}
		if (this.model != null) {
			mentions.add(new AssetReference(this.model, AssetKind.MODEL, Set.of(), this.at, this.source, false));
		}
		return mentions;
	}

}
