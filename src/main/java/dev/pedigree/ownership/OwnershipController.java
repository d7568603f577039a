package dev.pedigree.ownership;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.BatchLoaders;
import dev.pedigree.catalog.BatchLoaders.LoaderKey;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.ownership.Owner.Person;
import dev.pedigree.security.Caller;
import graphql.schema.DataFetchingFieldSelectionSet;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** GraphQL queries for owners, teams and people, and the erasure of a person. */
@Controller
class OwnershipController {

	private final Owners owners;

	private final PersonErasure erasure;

	OwnershipController(Owners owners, PersonErasure erasure, BatchLoaderRegistry loaders) {
		this.owners = owners;
		this.erasure = erasure;
		BatchLoaders.load(loaders, "owners", null, owners::of);
		BatchLoaders.<String, Owned, Connection<Asset>>load(loaders, "owns", null,
				(urns, owned) -> owners.owned(urns, owned.page(), owned.alone()));
	}

	@QueryMapping
	Connection<Owner.Team> teams(@Argument @Nullable Integer first, @Argument @Nullable String after,
			DataFetchingFieldSelectionSet selection) {
		return this.owners.teams(PageRequest.of("teams", first, after), selection.contains("totalCount"));
	}

	@QueryMapping
	Caller me() {
		return Caller.current();
	}

	@SchemaMapping(typeName = "Principal")
	Owner.@Nullable Person person(Caller caller) {
		return (caller.person() != null) ? this.owners.person(caller.person()) : null;
	}

	@SchemaMapping(typeName = "Principal", field = "teams")
	List<Owner.Team> teamsOfCaller(Caller caller) {
		return (caller.person() != null) ? this.owners.teamsOfPerson(caller.person()) : List.of();
	}

	@SchemaMapping(typeName = "Asset")
	CompletableFuture<List<OwnershipRecord>> owners(Asset asset, @Argument @Nullable Instant asOf,
			@Argument @Nullable Instant knownAt,
			DataLoader<LoaderKey<String, TemporalScope>, List<OwnershipRecord>> owners) {
		return owners.load(new LoaderKey<>(asset.urn(), new TemporalScope(asOf, knownAt)));
	}

	@SchemaMapping(typeName = "Team")
	CompletableFuture<Connection<Asset>> owns(Owner.Team team, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<LoaderKey<String, Owned>, Connection<Asset>> owns) {
		return owns.load(new LoaderKey<>(team.id(), new Owned(PageRequest.of("owns", first, after), false)));
	}

	@SchemaMapping(typeName = "Person", field = "owns")
	CompletableFuture<Connection<Asset>> ownsOfPerson(Owner.Person person, @Argument boolean alone,
			@Argument @Nullable Integer first, @Argument @Nullable String after,
			DataLoader<LoaderKey<String, Owned>, Connection<Asset>> owns) {
		return owns.load(new LoaderKey<>(person.id(), new Owned(PageRequest.of("owns", first, after), alone)));
	}

	@BatchMapping(typeName = "Team")
	Map<Owner.Team, List<Owner.Person>> members(List<Owner.Team> teams) {
		return BatchLoaders.lists(teams, this.owners::members);
	}

	@BatchMapping(typeName = "Person")
	Map<Owner.Person, List<Owner.Team>> teams(List<Owner.Person> people) {
		return BatchLoaders.lists(people, this.owners::teamsOf);
	}

	/** Not retried after a lost lock: it may run for minutes. */
	@MutationMapping
	boolean erasePerson(@Argument String id, @Argument String reason, Principal actor) {
		this.erasure.erase(id, reason, actor.getName());
		return true;
	}

	@MutationMapping
	boolean liftErasure(@Argument String email, @Argument String reason, Principal actor) {
		this.erasure.lift(email, reason, actor.getName());
		return true;
	}

	record Owned(PageRequest page, boolean alone) {
	}

}
