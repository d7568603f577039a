package dev.pedigree.deployment;

import java.security.Principal;
import java.time.Instant;

import dev.pedigree.catalog.Asset;
import dev.pedigree.graph.LockContention;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of deployments and applications. */
@Controller
class RolloutsController {

	private final Rollouts rollouts;

	RolloutsController(Rollouts rollouts) {
		this.rollouts = rollouts;
	}

	@MutationMapping
	Asset recordDeployment(@Argument Rollouts.DeploymentInput input, Principal actor) {
		return LockContention.retried(() -> this.rollouts.record(input, actor.getName()));
	}

	@MutationMapping
	Asset retireDeployment(@Argument String id, @Argument @Nullable Instant at, Principal actor) {
		return LockContention.retried(() -> this.rollouts.retire(id, at, actor.getName()));
	}

	@MutationMapping
	@Nullable Asset resolveArtifact(@Argument String artifact, @Argument @Nullable String version, Principal actor) {
		return LockContention.retried(() -> this.rollouts.resolve(artifact, version, actor.getName()));
	}

	@MutationMapping
	Asset registerApplication(@Argument Rollouts.ApplicationInput input, Principal actor) {
		return LockContention.retried(() -> this.rollouts.register(input, actor.getName()));
	}

}
