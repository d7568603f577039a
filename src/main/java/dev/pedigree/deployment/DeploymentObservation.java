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
 * One message's statement about a deployment: which version or artifact serves in a role
 * from a time on; a new share of the requests for it (traffic alone); or that the
 * deployment, or some of its roles, is retired (none of these).
 *
 * @param deployment its key
 * @param at from when on
 * @param source the source
 * @param role {@code primary}, {@code canary}; null for {@code primary}
 * @param version the serving version, if the source names it; beside an artifact, the
 * version to use if no described version has that artifact; null if nothing serves
 * @param artifact the serving artifact, if the source knows no version
 * @param model the key of the serving model, if the source names no version; its newest
 * version at that time serves
 * @param traffic percent; null when unknown
 * @param environment where it runs; null when unstated
 * @param tier of the environment; null when unstated
 * @param endpoint its address; null when unstated
 * @param continuing the roles that continue when the others are retired
 * @param secondHand whether the source does not run the deployment itself; the statement
 * counts only while no other source describes the deployment
 */
public record DeploymentObservation(Urn deployment, Instant at, String source, @Nullable String role,
		@Nullable StatedVersion version, @Nullable ArtifactKey artifact, @Nullable Urn model, @Nullable Double traffic,
		@Nullable Urn environment, Environment.@Nullable Tier tier, @Nullable String endpoint, Set<String> continuing,
		boolean secondHand) {

	/** Truncates times to milliseconds. */
	public DeploymentObservation {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/** States that nothing serves in a deployment any more. */
	public static DeploymentObservation retired(Urn deployment, Instant at, String source) {
		return over(deployment, at, source, Set.of());
	}

	/** States that a version serves in a role. */
	public static DeploymentObservation serving(Urn deployment, Instant at, String source, @Nullable String role,
			StatedVersion version, @Nullable Double traffic) {
		return new DeploymentObservation(deployment, at, source, role, version, null, null, traffic, null, null, null,
				Set.of(), false);
	}

	/**
	 * States that an artifact serves in a role. A Hugging Face Hub address also names a
	 * version.
	 */
	public static DeploymentObservation serving(Urn deployment, Instant at, String source, @Nullable String role,
			ArtifactKey artifact, @Nullable Double traffic) {
		return serving(deployment, at, source, role, artifact, artifact.hubVersion(), traffic);
	}

	/**
	 * States that an artifact serves in a role.
	 * @param named the version to use if no described version has that artifact; null if
	 * unknown
	 */
	public static DeploymentObservation serving(Urn deployment, Instant at, String source, @Nullable String role,
			ArtifactKey artifact, @Nullable StatedVersion named, @Nullable Double traffic) {
		return new DeploymentObservation(deployment, at, source, role, named, artifact, null, traffic, null, null, null,
				Set.of(), false);
	}

	/** States that the newest version of a model at that time serves in a role. */
	public static DeploymentObservation newest(Urn deployment, Instant at, String source, @Nullable String role,
			Urn model, @Nullable Double traffic) {
		return new DeploymentObservation(deployment, at, source, role, null, null, model, traffic, null, null, null,
				Set.of(), false);
	}

	/**
	 * States a new share of the requests for a role.
	 * @param traffic percent
	 */
	public static DeploymentObservation share(Urn deployment, Instant at, String source, String role, double traffic) {
		return new DeploymentObservation(deployment, at, source, role, null, null, null, traffic, null, null, null,
				Set.of(), false);
	}

	/**
	 * States where a deployment runs, without a version: a pipeline knows the environment
	 * before it rolls anything out.
	 */
	public static DeploymentObservation placed(Urn deployment, Instant at, String source, Urn environment,
			Environment.@Nullable Tier tier) {
		return new DeploymentObservation(deployment, at, source, ServingStatement.PLACE, null, null, null, null,
				environment, tier, null, Set.of(), false);
	}

	/**
	 * States that only these roles continue; the source makes separate statements about
	 * them.
	 */
	public static DeploymentObservation over(Urn deployment, Instant at, String source, Set<String> continuing) {
		return new DeploymentObservation(deployment, at, source, null, null, null, null, null, null, null, null,
				continuing, false);
	}

	/** Returns a copy with an environment and an endpoint. */
	public DeploymentObservation in(Urn place, Environment.@Nullable Tier placeTier, @Nullable String where) {
		return new DeploymentObservation(this.deployment, this.at, this.source, this.role, this.version, this.artifact,
				this.model, this.traffic, place, placeTier, where, this.continuing, this.secondHand);
	}

	/** Returns a copy from a source that does not run the deployment itself. */
	public DeploymentObservation heard() {
		return new DeploymentObservation(this.deployment, this.at, this.source, this.role, this.version, this.artifact,
				this.model, this.traffic, this.environment, this.tier, this.endpoint, this.continuing, true);
	}

	/** Returns the assets to upsert before it is written. */
	public List<AssetReference> references() {
		List<AssetReference> references = new ArrayList<>();
		references.add(new AssetReference(this.deployment, AssetKind.DEPLOYMENT, Set.of(), this.at, this.source,
				this.version != null || this.artifact != null || this.model != null));
		if (this.version != null) {
			references
				.add(new AssetReference(this.version.data(), AssetKind.MODEL, Set.of(), this.at, this.source, false));
		}
		if (this.model != null) {
			references.add(new AssetReference(this.model, AssetKind.MODEL, Set.of(), this.at, this.source, false));
		}
		return references;
	}

}
