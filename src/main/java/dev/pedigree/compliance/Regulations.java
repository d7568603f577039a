package dev.pedigree.compliance;

import java.time.Instant;
import java.util.List;

import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes regulations and their applications to assets, in the caller's transaction. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Regulations {

	/** Formats equal regulations as equal text, in any process. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private final ComplianceRepository repository;

	private final ApplicationEventPublisher events;

	Regulations(ComplianceRepository repository, ApplicationEventPublisher events) {
		this.repository = repository;
		this.events = events;
	}

	/** Writes regulations with all their requirements; one that is not listed ends. */
	public void register(List<Attributed<RegulationStatement>> regulations) {
		regulations.forEach((submitted) -> this.repository.register(submitted, JSON
			.writeValueAsString(List.of(submitted.statement().properties(), submitted.statement().requirements()))));
	}

	/** Writes that requirements apply to assets, or no longer do. */
	public void apply(List<Attributed<RequirementApplication>> applications) {
		List<String> changed = applications.stream()
			.filter(this.repository::apply)
			.map((submitted) -> submitted.statement().asset())
			.toList();
		if (!changed.isEmpty()) {
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.REQUIREMENTS, changed));
		}
	}

	/** A regulation as a curator registers it, with all its requirements. */
	public record RegulationStatement(Urn urn, RegulationValues properties, List<RequirementStatement> requirements,
			Instant at) {
	}

	/** The properties of a regulation; null keeps the present jurisdiction or version. */
	public record RegulationValues(@Nullable String jurisdiction, String name, @Nullable String version) {
	}

	/** One requirement of a regulation. */
	public record RequirementStatement(RequirementValues properties, String urn) {
	}

	/** The properties of a requirement. */
	public record RequirementValues(String name, @Nullable String obligation, String title) {
	}

	/** A requirement applies to an asset, both by urn, or no longer does. */
	public record RequirementApplication(String requirement, String asset, boolean applies, String reason, Instant at) {
	}

}
