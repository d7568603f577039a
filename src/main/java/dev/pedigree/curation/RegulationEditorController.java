package dev.pedigree.curation;

import java.security.Principal;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Node;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of regulations and requirements. */
@Controller
class RegulationEditorController {

	private final RegulationEditor editor;

	RegulationEditorController(RegulationEditor editor) {
		this.editor = editor;
	}

	@MutationMapping
	Node registerRegulation(@Argument RegulationEditor.RegulationInput input, Principal actor) {
		return this.editor.register(input, actor.getName());
	}

	@MutationMapping
	Asset applyRequirement(@Argument String requirement, @Argument String asset, @Argument String reason,
			Principal actor) {
		return this.editor.apply(requirement, asset, true, reason, actor.getName());
	}

	@MutationMapping
	Asset liftRequirement(@Argument String requirement, @Argument String asset, @Argument String reason,
			Principal actor) {
		return this.editor.apply(requirement, asset, false, reason, actor.getName());
	}

}
