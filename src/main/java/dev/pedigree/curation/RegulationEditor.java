package dev.pedigree.curation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.compliance.Regulation;
import dev.pedigree.compliance.Regulations.RegulationValues;
import dev.pedigree.compliance.Regulations.RegulationStatement;
import dev.pedigree.compliance.Regulations.RequirementApplication;
import dev.pedigree.compliance.Regulations.RequirementValues;
import dev.pedigree.compliance.Regulations.RequirementStatement;
import dev.pedigree.compliance.Requirement;
import dev.pedigree.ingestion.MetadataEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Edits regulations, and to which assets their requirements apply. */
@Service
class RegulationEditor {

	private final CurationWriter writer;

	private final Catalog catalog;

	RegulationEditor(CurationWriter writer, Catalog catalog) {
		this.writer = writer;
		this.catalog = catalog;
	}

	/**
	 * Registers a regulation with all its requirements; a requirement that is no longer
	 * listed ends.
	 */
	Regulation register(RegulationInput input, String actor) {
		Urn urn = Urn.regulation(InputValidation.name("input.id", input.id()));
		List<RequirementStatement> requirements = new ArrayList<>();
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < input.requirements().size(); i++) {
			String argument = "input.requirements[" + i + "]";
			RequirementInput stated = input.requirements().get(i);
			Urn requirement = Urn.requirement(urn, InputValidation.name(argument + ".id", stated.id()));
			if (!ids.add(requirement.value())) {
				throw InvalidRequestException.invalid(argument + ".id",
						"'" + stated.id() + "' is listed twice; each id is allowed once");
			}
			requirements
				.add(new RequirementStatement(new RequirementValues(requirement.name(),
						(stated.obligation() != null)
								? InputValidation.text(argument + ".obligation", stated.obligation()) : null,
						InputValidation.name(argument + ".title", stated.title())), requirement.value()));
		}
		RegulationValues properties = new RegulationValues(line("input.jurisdiction", input.jurisdiction()),
				InputValidation.name("input.name", input.name()), line("input.version", input.version()));
		this.writer.write(List.of(new MetadataEvent.RegulationRegistered(
				new RegulationStatement(urn, properties, requirements, this.writer.at("at", null)))), actor);
		return (Regulation) Objects.requireNonNull(this.catalog.node(urn.value()));
	}

	/** States that a requirement applies to an asset, or no longer does, and why. */
	Asset apply(String requirement, String id, boolean applies, String reason, String actor) {
		Asset asset = this.catalog.known("asset", id);
		this.writer.write(List.of(new MetadataEvent.RequirementApplied(
				new RequirementApplication(requirement(requirement), StatedVersion.said(asset, id).value(), applies,
						InputValidation.text("reason", reason), this.writer.at("at", null)))),
				actor);
		return asset;
	}

	private String requirement(String id) {
		Node node = this.catalog.node(id);
		if (node == null) {
			throw InvalidRequestException.notFound("requirement", id);
		}
		if (node instanceof Requirement requirement) {
			return requirement.id();
		}
		throw InvalidRequestException.invalid("requirement",
				"'" + id + "' is of another type; a requirement is allowed");
	}

	private static @Nullable String line(String argument, @Nullable String stated) {
		return (stated != null) ? InputValidation.name(argument, stated) : null;
	}

	/** A regulation as a curator registers it. */
	record RegulationInput(String id, String name, @Nullable String jurisdiction, @Nullable String version,
			List<RequirementInput> requirements) {
	}

	/** One requirement of a regulation. */
	record RequirementInput(String id, String title, @Nullable String obligation) {
	}

}
