package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetFilter;
import dev.pedigree.catalog.Batch;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.Moment;
import dev.pedigree.catalog.Slice;
import graphql.schema.DataFetchingFieldSelectionSet;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** Questions for deployments, environments and applications. */
@Controller
class DeploymentController {

	private static final Instant EARLIEST = Instant.EPOCH;

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private final Deployments deployments;

	DeploymentController(Deployments deployments, BatchLoaderRegistry loaders) {
		this.deployments = deployments;
		loaders.<Then, List<Serving>>forName("serving")
			.registerMappedBatchLoader((keys, environment) -> Mono.fromCallable(() -> then(keys)));
		loaders.<Period, List<Serving>>forName("history")
			.registerMappedBatchLoader((keys, environment) -> Mono.fromCallable(() -> load(keys)));
	}

	@QueryMapping
	Connection<Asset> deployments(@Argument @Nullable AssetFilter filter, @Argument @Nullable String environment,
			@Argument @Nullable Instant asOf, @Argument @Nullable Instant knownAt, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataFetchingFieldSelectionSet selection) {
		return this.deployments.list((filter != null) ? filter : AssetFilter.NONE, environment,
				new Moment(asOf, knownAt), Slice.of("deployments", first, after), selection.contains("totalCount"));
	}

	@SchemaMapping(typeName = "Deployment")
	CompletableFuture<List<Serving>> history(Asset deployment, @Argument @Nullable Instant from,
			@Argument @Nullable Instant to, DataLoader<Period, List<Serving>> history) {
		return history.load(new Period(deployment.urn(), (from != null) ? from : EARLIEST, (to != null) ? to : LATEST));
	}

	@SchemaMapping(typeName = "Deployment")
	CompletableFuture<List<Serving>> serving(Asset deployment, @Argument @Nullable Instant asOf,
			@Argument @Nullable Instant knownAt, DataLoader<Then, List<Serving>> serving) {
		return serving.load(new Then(deployment.urn(), new Moment(asOf, knownAt)));
	}

	private Map<Then, List<Serving>> then(Set<Then> keys) {
		Map<Then, List<Serving>> loaded = new HashMap<>();
		keys.forEach((key) -> loaded.put(key, List.of()));
		keys.stream()
			.collect(Collectors.groupingBy(Then::moment, Collectors.mapping(Then::deployment, Collectors.toList())))
			.forEach((moment, urns) -> this.deployments.serving(urns, moment)
				.forEach((urn, servings) -> loaded.put(new Then(urn, moment), servings)));
		return loaded;
	}

	/** What serves in a deployment at a moment. */
	record Then(String deployment, Moment moment) {
	}

	@BatchMapping(typeName = "Deployment")
	Map<Asset, Environment> environment(List<Asset> deployments) {
		return Batch.ones(deployments, this.deployments::environments);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Serving>> servings(List<Asset> versions) {
		return Batch.lists(versions, this.deployments::servings);
	}

	@BatchMapping(typeName = "Model", field = "deployments")
	Map<Asset, List<Asset>> deploymentsOfModels(List<Asset> models) {
		return Batch.lists(models, this.deployments::deploymentsOf);
	}

	@BatchMapping(typeName = "Application")
	Map<Asset, List<Asset>> consumes(List<Asset> applications) {
		return Batch.lists(applications, this.deployments::consumed);
	}

	private Map<Period, List<Serving>> load(Set<Period> keys) {
		Map<Period, List<String>> periods = keys.stream()
			.collect(Collectors.groupingBy((key) -> new Period("", key.from(), key.to()),
					Collectors.mapping(Period::deployment, Collectors.toList())));
		Map<Period, List<Serving>> loaded = new HashMap<>();
		keys.forEach((key) -> loaded.put(key, new ArrayList<>()));
		periods.forEach((period, urns) -> this.deployments.history(urns, period.from(), period.to())
			.forEach((urn, servings) -> loaded.put(new Period(urn, period.from(), period.to()), servings)));
		return loaded;
	}

	/** What served in a deployment in a period. */
	record Period(String deployment, Instant from, Instant to) {
	}

}
