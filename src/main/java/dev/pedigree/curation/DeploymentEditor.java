package dev.pedigree.curation;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKeyInput;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.PropertyRegistry;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.ApplicationObservation;
import dev.pedigree.deployment.Applications;
import dev.pedigree.deployment.DeploymentHistory;
import dev.pedigree.deployment.DeploymentHistory.ArtifactResolution;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.deployment.Environment;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.ingestion.MetadataEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Edits deployments and applications, and resolves artifacts to versions. */
@Service
class DeploymentEditor {

	private final CurationWriter writer;

	private final DeploymentHistory history;

	private final Applications applications;

	private final Catalog catalog;

	private final PropertyRegistry registry;

	DeploymentEditor(CurationWriter writer, DeploymentHistory history, Applications applications, Catalog catalog,
			PropertyRegistry registry) {
		this.registry = registry;
		this.writer = writer;
		this.history = history;
		this.applications = applications;
		this.catalog = catalog;
	}

	/**
	 * States that a version serves in a role of a deployment from a time on, by default
	 * now. Without a time, an equal current statement is not repeated.
	 */
	Asset record(DeploymentInput input, String actor) {
		Urn deployment = input.key().deployment("input.key");
		String role = (input.role() != null) ? InputValidation.name("input.role", input.role()) : null;
		traffic(input.trafficPercent());
		StatedVersion version = this.catalog.version("input.version", input.version(), AssetKind.MODEL_VERSION);
		DeploymentObservation serving = DeploymentObservation
			.serving(deployment, this.writer.at("input.at", input.at()), AssetReference.MANUAL, role, version,
					input.trafficPercent())
			.in(Urn.environment(InputValidation.name("input.environment", input.environment())), input.tier(),
					(input.endpoint() != null) ? InputValidation.name("input.endpoint", input.endpoint()) : null);
		if (input.at() != null || input.tier() != null || !this.history.isCurrent(serving)) {
			this.writer.write(List.of(new MetadataEvent.DeploymentObserved(serving)), actor);
		}
		return asset(deployment);
	}

	/** States that nothing serves in a deployment from a time on. */
	Asset retire(String id, @Nullable Instant at, String actor) {
		Urn deployment = Urn.of(deployment("id", id));
		DeploymentObservation retired = DeploymentObservation.retired(deployment, this.writer.at("at", at),
				AssetReference.MANUAL);
		if (at != null || !this.history.isCurrent(retired)) {
			this.writer.write(List.of(new MetadataEvent.DeploymentObserved(retired)), actor);
		}
		return asset(deployment);
	}

	/**
	 * States which version an artifact is, or withdraws that.
	 * @param id of the artifact, or its location
	 * @param version null to leave it to the descriptions of versions
	 * @return the resulting version; null if the descriptions of versions decide
	 */
	@Nullable Asset resolve(String id, @Nullable String version, String actor) {
		Asset known = this.catalog.asset(id);
		boolean artifact = known != null && known.kind() == AssetKind.MODEL_VERSION && known.version() == null;
		ArtifactKey key = ArtifactKey
			.of(artifact ? Objects.requireNonNull(known).name() : id.replaceFirst("^artifact:", ""));
		StatedVersion stated = null;
		if (version != null) {
			stated = this.catalog.version("version", version, AssetKind.MODEL_VERSION);
			if (!stated.known()) {
				throw InvalidRequestException.notFound("version", version);
			}
		}
		this.writer.write(List.of(new MetadataEvent.ArtifactResolved(new ArtifactResolution(key, stated))), actor);
		return this.catalog.asset(((stated != null) ? stated.version() : key.urn()).value());
	}

	/** Registers an application, or edits it; absent properties stay as they are. */
	Asset register(Map<String, Object> input, String actor) {
		Edit edit = this.writer.begin(AssetKeyInput.of(input, "key").application("input.key"))
			.register(AssetKind.APPLICATION)
			.set(this.registry.editable(AssetKind.APPLICATION), input, false);
		if (input.get("consumes") instanceof List<?> ids) {
			Set<Urn> consumes = new HashSet<>();
			ids.forEach((id) -> consumes.add(Urn.of(deployment("input.consumes", (String) id))));
			ApplicationObservation uses = new ApplicationObservation(edit.urn(), edit.at(), AssetReference.MANUAL,
					consumes);
			if (!this.applications.isStated(uses)) {
				edit.add(new MetadataEvent.ApplicationObserved(uses));
			}
		}
		return this.writer.write(edit, actor);
	}

	private static void traffic(@Nullable Double percent) {
		if (percent != null && !(percent >= 0 && percent <= 100)) {
			throw InvalidRequestException.invalid("input.trafficPercent",
					percent + " is out of range; 0 to 100 is allowed");
		}
	}

	private Asset deployment(String argument, String id) {
		Asset asset = this.catalog.known(argument, id);
		if (asset.kind() != AssetKind.DEPLOYMENT) {
			throw InvalidRequestException.invalid(argument, "'" + id + "' is a " + asset.kind() + ", not a DEPLOYMENT");
		}
		return asset;
	}

	private Asset asset(Urn urn) {
		return Objects.requireNonNull(this.catalog.asset(urn.value()));
	}

	/** A version that serves, as a curator states it. */
	record DeploymentInput(AssetKeyInput key, String environment, Environment.@Nullable Tier tier,
			@Nullable String endpoint, String version, @Nullable String role, @Nullable Double trafficPercent,
			@Nullable Instant at) {
	}

}
