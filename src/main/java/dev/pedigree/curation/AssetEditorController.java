package dev.pedigree.curation;

import java.security.Principal;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Node;
import graphql.schema.DataFetchingEnvironment;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of assets. */
@Controller
class AssetEditorController {

	private final AssetEditor editor;

	private final VersionEditor versions;

	AssetEditorController(AssetEditor editor, VersionEditor versions) {
		this.editor = editor;
		this.versions = versions;
	}

	@MutationMapping
	Asset describeAsset(@Argument String id, DataFetchingEnvironment environment, Principal actor) {
		return this.editor.describe(id, input(environment), actor.getName());
	}

	@MutationMapping
	Asset mergeAssets(@Argument String keep, @Argument String merge, @Argument boolean dryRun, Principal actor) {
		return this.editor.merge(keep, merge, dryRun, actor.getName());
	}

	@MutationMapping
	Asset splitAsset(@Argument String alias, @Argument boolean dryRun, Principal actor) {
		return this.editor.split(alias, dryRun, actor.getName());
	}

	@MutationMapping
	Asset registerDataset(DataFetchingEnvironment environment, Principal actor) {
		return this.editor.registerDataset(input(environment), actor.getName());
	}

	@MutationMapping
	Asset registerModel(DataFetchingEnvironment environment, Principal actor) {
		return this.editor.registerModel(input(environment), actor.getName());
	}

	@MutationMapping
	Asset registerModelVersion(DataFetchingEnvironment environment, Principal actor) {
		return this.versions.register(input(environment), actor.getName());
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

	/** The input as the schema coerced it: it has the properties of the registry. */
	private static Map<String, Object> input(DataFetchingEnvironment environment) {
		return Objects.requireNonNull(environment.<Map<String, Object>>getArgument("input"));
	}

}
