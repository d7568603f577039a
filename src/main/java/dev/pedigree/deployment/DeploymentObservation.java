package dev.pedigree.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.Environment.Tier;
import dev.pedigree.identity.AssetReference;
import org.jspecify.annotations.Nullable;

/**
 * One message's statement about a deployment: which version or artifact serves in a role
 * from a time on; a new share of the requests for it (traffic alone); or that the
 * deployment, or some of its roles, is retired (none of these).
 *
 * @param role {@code primary}, {@code canary}; null for {@code primary}
 * @param version the serving version; beside an artifact, the version to use if no
 * described version has that artifact; null if nothing serves
 * @param artifact the serving artifact, if the source knows no version
 * @param model the key of the serving model, if the source names no version; its newest
 * version at that time serves
 * @param traffic percent; null when unknown
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
		return of(deployment, at, source, role, version, null, null, traffic);
	}

	/** States that an artifact serves in a role. A Hub address also names a version. */
	public static DeploymentObservation serving(Urn deployment, Instant at, String source, @Nullable String role,
			ArtifactKey artifact, @Nullable Double traffic) {
		return serving(deployment, at, source, role, artifact, artifact.hubVersion(), traffic);
	}

	/** States that an artifact serves in a role, beside the version to use by default. */
	public static DeploymentObservation serving(Urn deployment, Instant at, String source, @Nullable String role,
			ArtifactKey artifact, @Nullable StatedVersion named, @Nullable Double traffic) {
		return of(deployment, at, source, role, named, artifact, null, traffic);
	}

	/** States that the newest version of a model at that time serves in a role. */
	public static DeploymentObservation newest(Urn deployment, Instant at, String source, @Nullable String role,
			Urn model, @Nullable Double traffic) {
		return of(deployment, at, source, role, null, null, model, traffic);
	}

	/** States a new share of the requests for a role, in percent. */
	public static DeploymentObservation share(Urn deployment, Instant at, String source, String role, double traffic) {
		return of(deployment, at, source, role, null, null, null, traffic);
	}

	private static DeploymentObservation of(Urn deployment, Instant at, String source, @Nullable String role,
			@Nullable StatedVersion version, @Nullable ArtifactKey artifact, @Nullable Urn model,
			@Nullable Double traffic) {
		return new DeploymentObservation(deployment, at, source, role, version, artifact, model, traffic, null, null,
				null, Set.of(), false);
	}

	/** States only the environment: a pipeline knows it before the rollout. */
	public static DeploymentObservation placed(Urn deployment, Instant at, String source, Urn environment,
			Environment.@Nullable Tier tier) {
		return new DeploymentObservation(deployment, at, source, ServingStatement.PLACE, null, null, null, null,
				environment, tier, null, Set.of(), false);
	}

	/** States that only these roles continue; separate statements describe them. */
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
	public DeploymentObservation asSecondHand() {
		return new DeploymentObservation(this.deployment, this.at, this.source, this.role, this.version, this.artifact,
				this.model, this.traffic, this.environment, this.tier, this.endpoint, this.continuing, true);
	}

	/** Returns the assets to upsert before it is written. */
	public List<AssetReference> references() {
		boolean described = this.version != null || this.artifact != null || this.model != null;
		return Stream
			.of(reference(this.deployment, AssetKind.DEPLOYMENT, described),
					reference((this.version != null) ? this.version.data() : null, AssetKind.MODEL, false),
					reference(this.model, AssetKind.MODEL, false))
			.flatMap(Optional::stream)
			.toList();
	}

	private Optional<AssetReference> reference(@Nullable Urn asset, AssetKind kind, boolean described) {
		return Optional.ofNullable(asset)
			.map((urn) -> new AssetReference(urn, kind, Set.of(), this.at, this.source, described));
	}

}
