package dev.pedigree.ownership;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
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

/** Questions for owners, teams and people. */
@Controller
class OwnershipController {

	private final Owners owners;

	OwnershipController(Owners owners, BatchLoaderRegistry loaders) {
		this.owners = owners;
		loaders.<OwnersOf, List<Holding>>forName("owners")
			.registerMappedBatchLoader((keys, environment) -> Mono.fromCallable(() -> load(keys)));
		loaders.<OwnedBy, Connection<Asset>>forName("owns")
			.registerMappedBatchLoader((keys, environment) -> Mono.fromCallable(() -> loadOwned(keys)));
	}

	@QueryMapping
	Connection<Owner.Team> teams(@Argument @Nullable Integer first, @Argument @Nullable String after,
			DataFetchingFieldSelectionSet selection) {
		return this.owners.teams(Slice.of("teams", first, after), selection.contains("totalCount"));
	}

	@SchemaMapping(typeName = "Asset")
	CompletableFuture<List<Holding>> owners(Asset asset, @Argument @Nullable Instant asOf,
			@Argument @Nullable Instant knownAt, DataLoader<OwnersOf, List<Holding>> owners) {
		return owners.load(new OwnersOf(asset.urn(), new Moment(asOf, knownAt)));
	}

	@SchemaMapping(typeName = "Team")
	CompletableFuture<Connection<Asset>> owns(Owner.Team team, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<OwnedBy, Connection<Asset>> owns) {
		return owns.load(new OwnedBy(team.id(), Slice.of("owns", first, after), false));
	}

	@SchemaMapping(typeName = "Person", field = "owns")
	CompletableFuture<Connection<Asset>> ownsOfPerson(Owner.Person person, @Argument boolean alone,
			@Argument @Nullable Integer first, @Argument @Nullable String after,
			DataLoader<OwnedBy, Connection<Asset>> owns) {
		return owns.load(new OwnedBy(person.id(), Slice.of("owns", first, after), alone));
	}

	@BatchMapping(typeName = "Team")
	Map<Owner.Team, List<Owner.Person>> members(List<Owner.Team> teams) {
		return Batch.lists(teams, this.owners::members);
	}

	@BatchMapping(typeName = "Person")
	Map<Owner.Person, List<Owner.Team>> teams(List<Owner.Person> people) {
		return Batch.lists(people, this.owners::teamsOf);
	}

	private Map<OwnersOf, List<Holding>> load(Set<OwnersOf> keys) {
		Map<OwnersOf, List<Holding>> loaded = new HashMap<>();
		keys.stream()
			.collect(Collectors.groupingBy(OwnersOf::moment, Collectors.mapping(OwnersOf::asset, Collectors.toList())))
			.forEach((moment, assets) -> this.owners.of(assets, moment)
				.forEach((asset, owners) -> loaded.put(new OwnersOf(asset, moment), owners)));
		return loaded;
	}

	private Map<OwnedBy, Connection<Asset>> loadOwned(Set<OwnedBy> keys) {
		Map<OwnedBy, Connection<Asset>> loaded = new HashMap<>();
		keys.stream()
			.collect(Collectors.groupingBy((key) -> new OwnedBy("", key.slice(), key.alone()),
					Collectors.mapping(OwnedBy::owner, Collectors.toList())))
			.forEach((page, owners) -> this.owners.owned(owners, page.slice(), page.alone())
				.forEach((owner, owned) -> loaded.put(new OwnedBy(owner, page.slice(), page.alone()), owned)));
		return loaded;
	}

	/** The owners of an asset at a time. */
	record OwnersOf(String asset, Moment moment) {
	}

	/** A page of what somebody owns, maybe only of what nobody else does. */
	record OwnedBy(String owner, Slice slice, boolean alone) {
	}

}
