package dev.pedigree.compliance;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.BatchLoaders;
import dev.pedigree.graph.LockContention;
import org.dataloader.DataLoader;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** Questions for, and mutations of, regulations and requirements. */
@Controller
class ComplianceController {

	private final Requirements requirements;

	private final Regulations regulations;

	ComplianceController(Requirements requirements, Regulations regulations, BatchLoaderRegistry loaders) {
		this.requirements = requirements;
		this.regulations = regulations;
		loaders.<String, List<Requirement>>forName("requirements")
			.registerMappedBatchLoader((urns, _) -> Mono.fromCallable(() -> {
				Map<String, List<Requirement>> found = requirements.of(urns);
				return urns.stream()
					.collect(Collectors.toMap(Function.identity(), (urn) -> found.getOrDefault(urn, List.of())));
			}));
	}

	@QueryMapping
	List<Regulation> regulations() {
		return this.requirements.regulations();
	}

	@SchemaMapping(typeName = "Asset")
	CompletableFuture<List<Requirement>> requirements(Asset asset, DataLoader<String, List<Requirement>> requirements) {
		return requirements.load(asset.urn());
	}

	@BatchMapping(typeName = "Regulation", field = "requirements")
	Map<Regulation, List<Requirement>> required(List<Regulation> regulations) {
		return BatchLoaders.lists(regulations, this.requirements::required);
	}

	@BatchMapping(typeName = "Requirement")
	Map<Requirement, Regulation> regulation(List<Requirement> requirements) {
		return BatchLoaders.ones(requirements, this.requirements::regulationsOf);
	}

	@MutationMapping
	Regulation registerRegulation(@Argument Regulations.RegulationInput input, Principal actor) {
		return LockContention.retried(() -> this.regulations.register(input, actor.getName()));
	}

	@MutationMapping
	Asset applyRequirement(@Argument String requirement, @Argument String asset, @Argument String reason,
			Principal actor) {
		return LockContention.retried(() -> this.regulations.apply(requirement, asset, reason, actor.getName()));
	}

	@MutationMapping
	Asset liftRequirement(@Argument String requirement, @Argument String asset, @Argument String reason,
			Principal actor) {
		return LockContention.retried(() -> this.regulations.lift(requirement, asset, reason, actor.getName()));
	}

}
