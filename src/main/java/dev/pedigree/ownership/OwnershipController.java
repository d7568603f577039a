package dev.pedigree.ownership;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Batch;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.Moment;
import dev.pedigree.catalog.Slice;
import graphql.schema.DataFetchingFieldSelectionSet;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

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
		Batch.load(loaders, "owners", null, owners::of);
		Batch.<String, Owned, Connection<Asset>>load(loaders, "owns", null,
				(urns, owned) -> owners.owned(urns, owned.page(), owned.alone()));
	}

	@QueryMapping
	Connection<Owner.Team> teams(@Argument @Nullable Integer first, @Argument @Nullable String after,
			DataFetchingFieldSelectionSet selection) {
		return this.owners.teams(Slice.of("teams", first, after), selection.contains("totalCount"));
	}

	@SchemaMapping(typeName = "Asset")
	CompletableFuture<List<Holding>> owners(Asset asset, @Argument @Nullable Instant asOf,
			@Argument @Nullable Instant knownAt, DataLoader<Batch.Asked<String, Moment>, List<Holding>> owners) {
		return owners.load(new Batch.Asked<>(asset.urn(), new Moment(asOf, knownAt)));
	}

	@SchemaMapping(typeName = "Team")
	CompletableFuture<Connection<Asset>> owns(Owner.Team team, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<Batch.Asked<String, Owned>, Connection<Asset>> owns) {
		return owns.load(new Batch.Asked<>(team.id(), new Owned(Slice.of("owns", first, after), false)));
	}

	@SchemaMapping(typeName = "Person", field = "owns")
	CompletableFuture<Connection<Asset>> ownsOfPerson(Owner.Person person, @Argument boolean alone,
			@Argument @Nullable Integer first, @Argument @Nullable String after,
			DataLoader<Batch.Asked<String, Owned>, Connection<Asset>> owns) {
		return owns.load(new Batch.Asked<>(person.id(), new Owned(Slice.of("owns", first, after), alone)));
	}

	@BatchMapping(typeName = "Team")
	Map<Owner.Team, List<Owner.Person>> members(List<Owner.Team> teams) {
		return Batch.lists(teams, this.owners::members);
	}

	@BatchMapping(typeName = "Person")
	Map<Owner.Person, List<Owner.Team>> teams(List<Owner.Person> people) {
		return Batch.lists(people, this.owners::teamsOf);
	}

	/** A page of what somebody owns, maybe only of what nobody else does. */
	record Owned(Slice page, boolean alone) {
	}

}
