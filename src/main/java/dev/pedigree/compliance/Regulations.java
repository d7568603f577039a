package dev.pedigree.compliance;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes what people say of regulations, and to which assets they apply. */
@Service
@Transactional(timeout = 30)
class Regulations {

	/** The same is written the same way, in whatever process. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private final ComplianceRepository repository;

	private final Catalog catalog;

	private final Clock clock = Clock.systemUTC();

	private final ApplicationEventPublisher events;

	Regulations(ComplianceRepository repository, Catalog catalog, ApplicationEventPublisher events) {
		this.repository = repository;
		this.events = events;
		this.catalog = catalog;
	}

	/**
	 * Registers a regulation with all that it requires; what it required before and is
	 * not told again it requires no longer.
	 */
	Regulation register(RegulationInput input, String actor) {
		Urn urn = Urn.regulation(InputValidation.name("input.id", input.id()));
		Map<String, @Nullable Object> regulation = new HashMap<>();
		regulation.put("name", InputValidation.name("input.name", input.name()));
		regulation.put("jurisdiction", line("input.jurisdiction", input.jurisdiction()));
		regulation.put("version", line("input.version", input.version()));
		List<Map<String, ?>> requirements = new ArrayList<>();
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < input.requirements().size(); i++) {
			String argument = "input.requirements[" + i + "]";
			RequirementInput told = input.requirements().get(i);
			Urn requirement = Urn.requirement(urn, InputValidation.name(argument + ".id", told.id()));
			if (!ids.add(requirement.value())) {
				throw InvalidRequestException.invalid(argument + ".id", "'" + told.id() + "' is told twice");
			}
			Map<String, @Nullable Object> properties = new HashMap<>();
			properties.put("name", requirement.name());
			properties.put("title", InputValidation.name(argument + ".title", told.title()));
			properties.put("obligation", (told.obligation() != null)
					? InputValidation.text(argument + ".obligation", told.obligation()) : null);
			requirements.add(Map.of("urn", requirement.value(), "properties", properties));
		}
		String values = JSON.writeValueAsString(List.of(regulation, requirements));
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("urn", urn.value());
		parameters.put("properties", regulation);
		parameters.put("requirements", requirements);
		parameters.put("values", values);
		parameters.put("at", now());
		parameters.put("actor", actor);
		this.repository.register(parameters);
		return (Regulation) Objects.requireNonNull(this.catalog.node(urn.value()));
	}

	/** Says that a requirement applies to an asset, and why. */
	Asset apply(String requirement, String asset, String reason, String actor) {
		Asset of = this.catalog.known("asset", asset);
		String said = StatedVersion.said(of, asset).value();
		return changed(of, said, this.repository.apply(application(requirement, said, reason, actor)));
	}

	/** Says that a requirement no longer applies to an asset, and why. */
	Asset lift(String requirement, String asset, String reason, String actor) {
		Asset of = this.catalog.known("asset", asset);
		String said = StatedVersion.said(of, asset).value();
		return changed(of, said, this.repository.lift(application(requirement, said, reason, actor)));
	}

	private Map<String, ?> application(String requirement, String asset, String reason, String actor) {
		return Map.of("requirement", requirement("requirement", requirement).id(), "asset", asset, "reason",
				InputValidation.text("reason", reason), "at", now(), "actor", actor);
	}

	private Asset changed(Asset asset, String said, boolean news) {
		if (news) {
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.REQUIREMENTS, List.of(said)));
		}
		return asset;
	}

	private Requirement requirement(String argument, String id) {
		Node node = this.catalog.node(id);
		if (node == null) {
			throw InvalidRequestException.notFound(argument, id);
		}
		if (node instanceof Requirement requirement) {
			return requirement;
		}
		throw InvalidRequestException.invalid(argument, "'" + id + "' is not a requirement");
	}

	private Instant now() {
		return InputValidation.at("at", null, this.clock);
	}

	private static @Nullable String line(String argument, @Nullable String told) {
		return (told != null) ? InputValidation.name(argument, told) : null;
	}

	/** A regulation as a person registers it. */
	record RegulationInput(String id, String name, @Nullable String jurisdiction, @Nullable String version,
			List<RequirementInput> requirements) {
	}

	/** One thing that it requires. */
	record RequirementInput(String id, String title, @Nullable String obligation) {
	}

}
