package dev.pedigree.curation;

import java.security.Principal;
import java.time.Instant;
import java.util.Objects;

import dev.pedigree.catalog.Asset;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of deployments and applications. */
@Controller
class DeploymentEditorController {

	private final DeploymentEditor editor;

	DeploymentEditorController(DeploymentEditor editor) {
		this.editor = editor;
	}

	@MutationMapping
	Asset recordDeployment(@Argument DeploymentEditor.DeploymentInput input, Principal actor) {
		return this.editor.record(input, actor.getName());
	}

	@MutationMapping
	Asset retireDeployment(@Argument String id, @Argument @Nullable Instant at, Principal actor) {
		return this.editor.retire(id, at, actor.getName());
	}

	@MutationMapping
	@Nullable Asset resolveArtifact(@Argument String artifact, @Argument @Nullable String version, Principal actor) {
		return this.editor.resolve(artifact, version, actor.getName());
	}

	@MutationMapping
	Asset registerApplication(DataFetchingEnvironment environment, Principal actor) {
		return this.editor.register(Objects.requireNonNull(environment.getArgument("input")), actor.getName());
	}

}
