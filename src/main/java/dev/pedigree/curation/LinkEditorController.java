package dev.pedigree.curation;

import java.security.Principal;

import dev.pedigree.lineage.LineageEdge;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of edges between assets. */
@Controller
class LinkEditorController {

	private final LinkEditor editor;

	LinkEditorController(LinkEditor editor) {
		this.editor = editor;
	}

	@MutationMapping
	LineageEdge linkAssets(@Argument String from, @Argument String to, @Argument @Nullable String note,
			Principal actor) {
		return this.editor.link(from, to, note, actor.getName());
	}

	@MutationMapping
	LineageEdge unlinkAssets(@Argument String from, @Argument String to, @Argument @Nullable String note,
			@Argument boolean dryRun, Principal actor) {
		return this.editor.unlink(from, to, note, dryRun, actor.getName());
	}

}
