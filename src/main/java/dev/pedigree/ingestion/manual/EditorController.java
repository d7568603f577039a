package dev.pedigree.ingestion.manual;

import java.security.Principal;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Node;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of assets. */
@Controller
class EditorController {

	private final Editor editor;

	private final VersionEditor versions;

	EditorController(Editor editor, VersionEditor versions) {
		this.editor = editor;
		this.versions = versions;
	}

	@MutationMapping
	Asset describeAsset(@Argument String id, @Argument Editor.DescribeAssetInput input, Principal actor) {
		return this.editor.describe(id, input, actor.getName());
	}

	@MutationMapping
	Asset mergeAssets(@Argument String keep, @Argument String merge, Principal actor) {
		return this.editor.merge(keep, merge, actor.getName());
	}

	@MutationMapping
	Asset splitAsset(@Argument String alias, Principal actor) {
		return this.editor.split(alias, actor.getName());
	}

	@MutationMapping
	Asset registerDataset(@Argument Editor.DatasetInput input, Principal actor) {
		return this.editor.register(input, actor.getName());
	}

	@MutationMapping
	Asset registerModel(@Argument Editor.ModelInput input, Principal actor) {
		return this.editor.register(input, actor.getName());
	}

	@MutationMapping
	Asset registerModelVersion(@Argument VersionEditor.ModelVersionInput input, Principal actor) {
		return this.versions.register(input, actor.getName());
	}

	@MutationMapping
	Node recordEvaluation(@Argument VersionEditor.EvaluationInput input, Principal actor) {
		return this.versions.record(input, actor.getName());
	}

	@MutationMapping
	Asset acceptConflict(@Argument String id, Principal actor) {
		return this.editor.accept(id, actor.getName());
	}

	@MutationMapping
	Asset dismissConflict(@Argument String id, Principal actor) {
		return this.editor.dismiss(id, actor.getName());
	}

}
