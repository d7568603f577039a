package dev.pedigree.curation;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Erasures;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ownership.Owner;
import dev.pedigree.ownership.OwnerAssignment;
import dev.pedigree.ownership.OwnerRole;
import dev.pedigree.ownership.Owners;
import dev.pedigree.ownership.OwnershipRecord;
import dev.pedigree.ownership.OwnershipTransfer;
import dev.pedigree.ownership.Teams;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of teams, people, memberships and the owners of assets. */
@Controller
class OwnershipEditorController {

	private final CurationWriter writer;

	private final Owners owners;

	private final Catalog catalog;

	private final Erasures erasures;

	OwnershipEditorController(CurationWriter writer, Owners owners, Catalog catalog, Erasures erasures) {
		this.writer = writer;
		this.owners = owners;
		this.catalog = catalog;
		this.erasures = erasures;
	}

	/** Registers a team by its name; absent properties stay as they are. */
	@MutationMapping
	Owner.Team registerTeam(@Argument TeamInput input, Principal actor) {
		String name = InputValidation.name("input.name", input.name());
		String urn = Urn.team(name).value();
		this.writer.write(actor, new MetadataEvent.TeamRegistered(new Teams.TeamRegistration(urn, name,
				InputValidation.email("input.email", input.email()), input.contact())));
		return team("input.name", urn);
	}

	/** Registers a person by e-mail address; absent properties stay as they are. */
	@MutationMapping
	Owner.Person registerPerson(@Argument PersonInput input, Principal actor) {
		String email = Objects.requireNonNull(InputValidation.email("input.email", input.email()));
		if (!this.erasures.formerOwners(List.of(email)).isEmpty()) {
			throw InvalidRequestException.invalid("input.email",
					"belongs to an erased person; liftErasure allows it again");
		}
		String urn = Urn.person(email).value();
		this.writer.write(actor, new MetadataEvent.PersonRegistered(new Teams.PersonRegistration(urn,
				InputValidation.name("input.name", input.name()), email, input.active())));
		return person("input.email", urn);
	}

	/** States that a person joins a team. */
	@MutationMapping
	Owner.Team joinTeam(@Argument String person, @Argument String team, @Argument @Nullable Instant at,
			Principal actor) {
		return member(person, team, at, true, actor);
	}

	/** States that a person leaves a team. */
	@MutationMapping
	Owner.Team leaveTeam(@Argument String person, @Argument String team, @Argument @Nullable Instant at,
			Principal actor) {
		return member(person, team, at, false, actor);
	}

	private Owner.Team member(String person, String team, @Nullable Instant at, boolean joins, Principal actor) {
		Owner.Person member = person("person", person);
		Owner.Team joined = team("team", team);
		this.writer.write(actor, new MetadataEvent.MembershipStated(
				new Teams.Membership(member.id(), joined.id(), this.writer.at("at", at), joins)));
		return joined;
	}

	/** States that an owner starts to own an asset in a role; returns the ownership. */
	@MutationMapping
	@Nullable OwnershipRecord assignOwner(@Argument String asset, @Argument String owner, @Argument OwnerRole role,
			@Argument @Nullable Instant at, Principal actor) {
		return assign(asset, owner, role, at, true, actor);
	}

	/** States that an owner stops owning an asset; returns the ended ownership. */
	@MutationMapping
	@Nullable OwnershipRecord endOwnership(@Argument String asset, @Argument String owner, @Argument OwnerRole role,
			@Argument @Nullable Instant at, Principal actor) {
		return assign(asset, owner, role, at, false, actor);
	}

	private @Nullable OwnershipRecord assign(String id, String owner, OwnerRole role, @Nullable Instant at,
			boolean begins, Principal actor) {
		Asset asset = this.catalog.known("asset", id, Asset.class, "an asset");
		String urn = owner("owner", owner);
		Instant when = this.writer.at("at", at);
		this.writer.write(actor, new MetadataEvent.OwnerAssigned(
				new OwnerAssignment(StatedVersion.stated(asset, id), urn, role, when, begins)));
		// An ownership that ends at this time was in force just before.
		return records(List.of(asset.urn()), urn, begins ? when : when.minusMillis(1))
			.filter((ownership) -> ownership.role() == role)
			.findFirst()
			.orElse(null);
	}

	/** Transfers all that an owner owns; returns what the successor then owns of it. */
	@MutationMapping
	List<OwnershipRecord> transferOwnership(@Argument String from, @Argument String to, @Argument @Nullable Instant at,
			@Argument boolean dryRun, Principal actor) {
		String predecessor = owner("from", from);
		String successor = owner("to", to);
		if (predecessor.equals(successor)) {
			throw InvalidRequestException.invalid("to", "must differ from from");
		}
		Instant when = this.writer.at("at", at);
		return this.writer.run(dryRun, () -> {
			this.writer.write(actor,
					new MetadataEvent.OwnershipTransferred(new OwnershipTransfer(predecessor, successor, when)));
			return records(this.owners.everOwned(predecessor), successor, when).toList();
		});
	}

	/** The direct ownerships of an owner in assets. */
	private Stream<OwnershipRecord> records(List<String> assets, String owner, Instant at) {
		return this.owners.of(assets, new TemporalScope(at, null))
			.values()
			.stream()
			.flatMap(List::stream)
			.filter((ownership) -> ownership.owner().id().equals(owner) && ownership.inheritedFrom() == null);
	}

	private String owner(String argument, String id) {
		return this.catalog.known(argument, id, Owner.class, "a team or person").id();
	}

	private Owner.Team team(String argument, String id) {
		return this.catalog.known(argument, id, Owner.Team.class, "a team");
	}

	private Owner.Person person(String argument, String id) {
		return this.catalog.known(argument, id, Owner.Person.class, "a person");
	}

	record TeamInput(String name, @Nullable String email, @Nullable String contact) {
	}

	record PersonInput(String name, String email, @Nullable Boolean active) {
	}

}
