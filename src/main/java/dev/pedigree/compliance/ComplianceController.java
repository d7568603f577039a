package dev.pedigree.compliance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.BatchLoaders;
import org.dataloader.DataLoader;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** GraphQL queries for regulations and requirements. */
@Controller
class ComplianceController {

	private final Requirements requirements;

	ComplianceController(Requirements requirements, BatchLoaderRegistry loaders) {
		this.requirements = requirements;
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

}
