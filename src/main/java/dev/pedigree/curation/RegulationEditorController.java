package dev.pedigree.curation;

import java.security.Principal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.compliance.Regulation;
import dev.pedigree.compliance.Regulations.RegulationStatement;
import dev.pedigree.compliance.Regulations.RegulationValues;
import dev.pedigree.compliance.Regulations.RequirementApplication;
import dev.pedigree.compliance.Regulations.RequirementStatement;
import dev.pedigree.compliance.Regulations.RequirementValues;
import dev.pedigree.compliance.Requirement;
import dev.pedigree.ingestion.MetadataEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of regulations, and of the assets to which their requirements apply. */
@Controller
class RegulationEditorController {

	private final CurationWriter writer;

	private final Catalog catalog;

	RegulationEditorController(CurationWriter writer, Catalog catalog) {
		this.writer = writer;
		this.catalog = catalog;
	}

	/** Registers a regulation with all its requirements; one that is not listed ends. */
	@MutationMapping
	Regulation registerRegulation(@Argument RegulationInput input, Principal actor) {
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
			requirements.add(new RequirementStatement(
					new RequirementValues(requirement.name(),
							CurationWriter.optional(argument + ".obligation", stated.obligation(),
									InputValidation::text),
							InputValidation.name(argument + ".title", stated.title())),
					requirement.value()));
		}
		RegulationValues properties = new RegulationValues(
				CurationWriter.optional("input.jurisdiction", input.jurisdiction(), InputValidation::name),
				InputValidation.name("input.name", input.name()),
				CurationWriter.optional("input.version", input.version(), InputValidation::name));
		this.writer.write(actor, new MetadataEvent.RegulationRegistered(
				new RegulationStatement(urn, properties, requirements, this.writer.at("at", null))));
		return (Regulation) Objects.requireNonNull(this.catalog.node(urn.value()));
	}

	/** States that a requirement applies to an asset, and why. */
	@MutationMapping
	Asset applyRequirement(@Argument String requirement, @Argument String asset, @Argument String reason,
			Principal actor) {
		return apply(requirement, asset, true, reason, actor);
	}

	/** States that a requirement no longer applies to an asset, and why. */
	@MutationMapping
	Asset liftRequirement(@Argument String requirement, @Argument String asset, @Argument String reason,
			Principal actor) {
		return apply(requirement, asset, false, reason, actor);
	}

	private Asset apply(String requirement, String id, boolean applies, String reason, Principal actor) {
		Asset asset = this.catalog.known("asset", id);
		String applied = this.catalog.known("requirement", requirement, Requirement.class, "a requirement").id();
		this.writer.write(actor,
				new MetadataEvent.RequirementApplied(
						new RequirementApplication(applied, StatedVersion.stated(asset, id).value(), applies,
								InputValidation.text("reason", reason), this.writer.at("at", null))));
		return asset;
	}

	record RegulationInput(String id, String name, @Nullable String jurisdiction, @Nullable String version,
			List<RequirementInput> requirements) {
	}

	record RequirementInput(String id, String title, @Nullable String obligation) {
	}

}
