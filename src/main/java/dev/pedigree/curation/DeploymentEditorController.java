package dev.pedigree.curation;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

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
import dev.pedigree.deployment.Environment.Tier;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.ingestion.MetadataEvent;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of deployments, applications and the versions of artifacts. */
@Controller
class DeploymentEditorController {

	private final CurationWriter writer;

	private final DeploymentHistory history;

	private final Applications applications;

	private final Catalog catalog;

	private final PropertyRegistry registry;

	DeploymentEditorController(CurationWriter writer, DeploymentHistory history, Applications applications,
			Catalog catalog, PropertyRegistry registry) {
		this.writer = writer;
		this.history = history;
		this.applications = applications;
		this.catalog = catalog;
		this.registry = registry;
	}

	/**
	 * States that a version serves in a role. Without a time, an equal current statement
	 * is not repeated.
	 */
	@MutationMapping
	Asset recordDeployment(@Argument DeploymentInput input, Principal actor) {
		Urn deployment = input.key().urn(AssetKind.DEPLOYMENT, "input.key");
		String role = CurationWriter.optional("input.role", input.role(), InputValidation::name);
		Double percent = input.trafficPercent();
		if (percent != null && !(percent >= 0 && percent <= 100)) {
			throw InvalidRequestException.invalid("input.trafficPercent",
					percent + " is out of range; 0 to 100 is allowed");
		}
		StatedVersion version = this.catalog.version("input.version", input.version(), AssetKind.MODEL_VERSION);
		DeploymentObservation serving = DeploymentObservation
			.serving(deployment, this.writer.at("input.at", input.at()), AssetReference.MANUAL, role, version, percent)
			.in(Urn.environment(InputValidation.name("input.environment", input.environment())), input.tier(),
					CurationWriter.optional("input.endpoint", input.endpoint(), InputValidation::name));
		if (input.at() != null || input.tier() != null || !this.history.isCurrent(serving)) {
			this.writer.write(actor, new MetadataEvent.DeploymentObserved(serving));
		}
		return asset(deployment);
	}

	/** States that nothing serves in a deployment from a time on. */
	@MutationMapping
	Asset retireDeployment(@Argument String id, @Argument @Nullable Instant at, Principal actor) {
		Urn deployment = Urn.of(this.writer.known("id", id, AssetKind.DEPLOYMENT));
		DeploymentObservation retired = DeploymentObservation.retired(deployment, this.writer.at("at", at),
				AssetReference.MANUAL);
		if (at != null || !this.history.isCurrent(retired)) {
			this.writer.write(actor, new MetadataEvent.DeploymentObserved(retired));
		}
		return asset(deployment);
	}

	/**
	 * States the version of an artifact, given by id or location; null leaves it to the
	 * descriptions of versions. Returns the resulting version, if any.
	 */
	@MutationMapping
	@Nullable Asset resolveArtifact(@Argument String artifact, @Argument @Nullable String version, Principal actor) {
		Asset known = this.catalog.asset(artifact);
		ArtifactKey key = ArtifactKey
			.of((known != null && known.kind() == AssetKind.MODEL_VERSION && known.version() == null) ? known.name()
					: artifact.replaceFirst("^artifact:", ""));
		StatedVersion stated = null;
		if (version != null) {
			stated = this.catalog.version("version", version, AssetKind.MODEL_VERSION);
			if (!stated.known()) {
				throw InvalidRequestException.notFound("version", version);
			}
		}
		this.writer.write(actor, new MetadataEvent.ArtifactResolved(new ArtifactResolution(key, stated)));
		return this.catalog.asset(((stated != null) ? stated.version() : key.urn()).value());
	}

	/** Registers an application, or edits it; absent properties stay as they are. */
	@MutationMapping
	Asset registerApplication(DataFetchingEnvironment environment, Principal actor) {
		Map<String, Object> input = Edit.input(environment);
		Edit edit = this.writer.begin(AssetKeyInput.of(input, "key").urn(AssetKind.APPLICATION, "input.key"))
			.register(AssetKind.APPLICATION)
			.set(this.registry.editable(AssetKind.APPLICATION), input, false);
		if (input.get("consumes") instanceof List<?> ids) {
			ApplicationObservation uses = new ApplicationObservation(edit.urn(), edit.at(), AssetReference.MANUAL,
					ids.stream()
						.map((id) -> Urn.of(this.writer.known("input.consumes", (String) id, AssetKind.DEPLOYMENT)))
						.collect(Collectors.toSet()));
			if (!this.applications.isStated(uses)) {
				edit.add(new MetadataEvent.ApplicationObserved(uses));
			}
		}
		return this.writer.write(edit, actor);
	}

	private Asset asset(Urn urn) {
		return Objects.requireNonNull(this.catalog.asset(urn.value()));
	}

	record DeploymentInput(AssetKeyInput key, String environment, Environment.@Nullable Tier tier,
			@Nullable String endpoint, String version, @Nullable String role, @Nullable Double trafficPercent,
			@Nullable Instant at) {
	}

}
