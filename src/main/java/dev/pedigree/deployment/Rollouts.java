package dev.pedigree.deployment;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKeyInput;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Descriptions;
import dev.pedigree.description.Statement;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.identity.Identities;
import dev.pedigree.identity.Identity;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes what people say of deployments and of the applications that use them. */
@Service
@Transactional(timeout = 30)
class Rollouts {

	private final DeploymentRepository repository;

	private final DeploymentHistory history;

	private final Identity identity;

	private final Descriptions descriptions;

	private final Catalog catalog;

	private final Applications applications;

	private final Clock clock = Clock.systemUTC();

	Rollouts(DeploymentRepository repository, DeploymentHistory history, Identity identity, Descriptions descriptions,
			Catalog catalog, Applications applications) {
		this.applications = applications;
		this.descriptions = descriptions;
		this.repository = repository;
		this.history = history;
		this.identity = identity;
		this.catalog = catalog;
	}

	/**
	 * Writes that a version serves in a role of a deployment from a time on. Without a
	 * time it is now, and what is so already is not written again.
	 */
	Asset record(DeploymentInput input, String actor) {
		Urn deployment = input.key().deployment("input.key");
		Urn environment = Urn.environment(InputValidation.name("input.environment", input.environment()));
		String role = (input.role() != null) ? InputValidation.name("input.role", input.role())
				: DeploymentHistory.PRIMARY;
		traffic(input.trafficPercent());
		Instant at = InputValidation.at("input.at", input.at(), this.clock);
		StatedVersion version = this.catalog.version("input.version", input.version(), AssetKind.MODEL_VERSION);
		List<AssetReference> mentions = new ArrayList<>();
		mentions.add(new AssetReference(deployment, AssetKind.DEPLOYMENT, Set.of(), at, AssetReference.MANUAL, true));
		mentions.add(new AssetReference(version.data(), AssetKind.MODEL, Set.of(), at, AssetReference.MANUAL, false));
		Identities identities = this.identity.claim(mentions);
		Urn urn = identities.of(version);
		ServingStatement statement = new ServingStatement(at, AssetReference.MANUAL, role, urn.value(),
				version.data().value(), null, null, input.trafficPercent(), environment.value(),
				(input.endpoint() != null) ? InputValidation.name("input.endpoint", input.endpoint()) : null, List.of(),
				false);
		if (input.at() == null && input.tier() == null && saidAlready(deployment, role, statement)) {
			return asset(deployment);
		}
		if (!version.known()) {
			this.identity.meet(List.of(new Identity.VersionReference(version, null)), identities);
		}
		this.history.meet(environment, input.tier(), at);
		this.repository.state(List.of(statement.parameters(deployment.value(), version, actor)));
		this.history.derive(List.of(deployment.value()));
		return asset(deployment);
	}

	/** Writes that nothing serves in a deployment from a time on. */
	Asset retire(String id, @Nullable Instant told, String actor) {
		Asset deployment = deployment("id", id);
		Instant at = InputValidation.at("at", told, this.clock);
		Urn urn = Urn.deployment(deployment.namespace(), deployment.name());
		this.identity
			.claim(List.of(new AssetReference(urn, AssetKind.DEPLOYMENT, Set.of(), at, AssetReference.MANUAL, false)));
		ServingStatement statement = new ServingStatement(at, AssetReference.MANUAL, null, null, null, null, null, null,
				null, null, List.of(), false);
		if (told != null || !this.history.statements(urn.value())
			.stream()
			.filter((one) -> one.source().equals(AssetReference.MANUAL))
			.max(ServingStatement.ORDER)
			.filter(statement::saidBy)
			.isPresent()) {
			this.repository.state(List.of(statement.parameters(urn.value(), null, actor)));
			this.history.derive(List.of(urn.value()));
		}
		return asset(urn);
	}

	/**
	 * Writes which version an artifact is that serves, or takes that back.
	 * @param id of the artifact, or its location
	 * @param version null to leave it to what versions say of themselves
	 * @return what it is now; null when versions say that it is one of them
	 */
	@Nullable Asset resolve(String id, @Nullable String version, String actor) {
		Asset known = this.catalog.asset(id);
		boolean whole = known != null && known.kind() == AssetKind.MODEL_VERSION && known.version() == null;
		ArtifactKey artifact = ArtifactKey
			.of(whole ? Objects.requireNonNull(known).name() : id.replaceFirst("^artifact:", ""));
		StatedVersion stated = null;
		if (version != null) {
			stated = this.catalog.version("version", version, AssetKind.MODEL_VERSION);
			if (!stated.known()) {
				throw InvalidRequestException.notFound("version", version);
			}
		}
		List<String> deployments = this.repository.resolve(artifact, stated, actor);
		if (deployments.isEmpty()) {
			throw InvalidRequestException.notFound("artifact", id);
		}
		this.history.derive(deployments);
		return this.catalog.asset(((stated != null) ? stated.version() : artifact.urn()).value());
	}

	/**
	 * Registers an application, or changes what is known of it; what is not told stays.
	 */
	Asset register(ApplicationInput input, String actor) {
		Urn urn = input.key().application("input.key");
		Instant at = InputValidation.at("at", null, this.clock);
		List<AssetReference> mentions = new ArrayList<>();
		mentions.add(new AssetReference(urn, AssetKind.APPLICATION, Set.of(), at, AssetReference.MANUAL, true));
		Set<Urn> consumes = new HashSet<>();
		for (String id : Objects.requireNonNullElse(input.consumes(), List.<String>of())) {
			consumes.add(Urn.of(deployment("input.consumes", id)));
		}
		Asset known = this.catalog.asset(urn.value());
		List<Statement> said = new ArrayList<>();
		say(said, urn, known, at, "displayName", input.displayName(), InputValidation::name);
		say(said, urn, known, at, "description", input.description(), InputValidation::text);
		Identities identities = this.identity.claim(mentions);
		this.descriptions.state(said.stream().map((one) -> one.by(actor)).toList(), identities);
		ApplicationObservation seen = new ApplicationObservation(urn, at, AssetReference.MANUAL, consumes, actor);
		if (input.consumes() != null && !this.applications.isSaid(seen)) {
			this.applications.state(List.of(seen));
		}
		return asset(urn);
	}

	/** A property that a person sets, unless it is so already because a person set it. */
	private static void say(List<Statement> said, Urn urn, @Nullable Asset known, Instant at, String property,
			@Nullable String told, BinaryOperator<String> check) {
		if (told != null) {
			String value = check.apply("input." + property, told);
			if (known == null || !known.isCurated(property, value)) {
				said.add(Statement.said(urn, Statement.StatementKind.SET, at, property, value));
			}
		}
	}

	/**
	 * Whether the newest statement of the same role, or a retirement after it, says just
	 * this.
	 */
	private boolean saidAlready(Urn deployment, String role, ServingStatement statement) {
		return this.history.statements(deployment.value())
			.stream()
			.filter((one) -> one.speaksOf(role))
			.max(ServingStatement.ORDER)
			.filter(statement::saidBy)
			.isPresent();
	}

	private static void traffic(@Nullable Double percent) {
		if (percent != null && !(percent >= 0 && percent <= 100)) {
			throw InvalidRequestException.invalid("input.trafficPercent", percent + " is not 0 to 100");
		}
	}

	private Asset deployment(String argument, String id) {
		Asset asset = this.catalog.asset(id);
		if (asset == null) {
			throw InvalidRequestException.notFound(argument, id);
		}
		if (asset.kind() != AssetKind.DEPLOYMENT) {
			throw InvalidRequestException.invalid(argument, "'" + id + "' is a " + asset.kind() + ", not a DEPLOYMENT");
		}
		return asset;
	}

	private Asset asset(Urn urn) {
		return Objects.requireNonNull(this.catalog.asset(urn.value()));
	}

	/** That a version serves, as a person says it. */
	record DeploymentInput(AssetKeyInput key, String environment, Environment.@Nullable Tier tier,
			@Nullable String endpoint, String version, @Nullable String role, @Nullable Double trafficPercent,
			@Nullable Instant at) {
	}

	/** An application as a person registers it. */
	record ApplicationInput(AssetKeyInput key, @Nullable String displayName, @Nullable String description,
			@Nullable List<String> consumes) {
	}

}
