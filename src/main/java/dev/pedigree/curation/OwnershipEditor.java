package dev.pedigree.curation;

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

import org.springframework.stereotype.Service;

/** Edits teams, people, memberships and the owners of assets. */
@Service
class OwnershipEditor {

	private final CurationWriter writer;

	private final Owners owners;

	private final Catalog catalog;

	private final Erasures erasures;

	OwnershipEditor(CurationWriter writer, Owners owners, Catalog catalog, Erasures erasures) {
		this.writer = writer;
		this.owners = owners;
		this.catalog = catalog;
		this.erasures = erasures;
	}

	/** Registers a team by its name; absent properties stay as they are. */
	Owner.Team register(TeamInput input, String actor) {
		String name = InputValidation.name("input.name", input.name());
		String urn = Urn.team(name).value();
		this.writer.write(List.of(new MetadataEvent.TeamRegistered(new Teams.TeamRegistration(urn, name,
				InputValidation.email("input.email", input.email()), input.contact()))), actor);
		return team("input.name", urn);
	}

	/** Registers a person by e-mail address; absent properties stay as they are. */
	Owner.Person register(PersonInput input, String actor) {
		String email = Objects.requireNonNull(InputValidation.email("input.email", input.email()));
		if (!this.erasures.formerOwners(List.of(email)).isEmpty()) {
			throw InvalidRequestException.invalid("input.email",
					"belongs to an erased person; liftErasure allows it again");
		}
		String urn = Urn.person(email).value();
		this.writer.write(List.of(new MetadataEvent.PersonRegistered(new Teams.PersonRegistration(urn,
				InputValidation.name("input.name", input.name()), email, input.active()))), actor);
		return person("input.email", urn);
	}

	/** States that a person joins or leaves a team at a time. */
	Owner.Team member(String person, String team, @Nullable Instant at, boolean joins, String actor) {
		Owner.Person member = person("person", person);
		Owner.Team joined = team("team", team);
		this.writer.write(List.of(new MetadataEvent.MembershipStated(
				new Teams.Membership(member.id(), joined.id(), this.writer.at("at", at), joins))), actor);
		return joined;
	}

	/**
	 * States that an owner starts or stops owning an asset in a role.
	 * @return the ownership that starts or ends; null if there is none
	 */
	@Nullable OwnershipRecord assign(String id, String owner, OwnerRole role, @Nullable Instant at, boolean begins,
			String actor) {
		Asset asset = this.catalog.asset(id);
		if (asset == null) {
			throw wrongType("asset", id, "an asset");
		}
		String urn = owner("owner", owner);
		Instant when = this.writer.at("at", at);
		this.writer.write(List.of(new MetadataEvent.OwnerAssigned(
				new OwnerAssignment(StatedVersion.said(asset, id), urn, role, when, begins))), actor);
		// An ownership that ends at this time was in force just before.
		return records(List.of(asset.urn()), urn, begins ? when : when.minusMillis(1))
			.filter((ownership) -> ownership.role() == role)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Transfers all that an owner owns to a successor, from a time on.
	 * @return what the successor then owns of it
	 */
	List<OwnershipRecord> transfer(String from, String to, @Nullable Instant at, boolean dryRun, String actor) {
		String predecessor = owner("from", from);
		String successor = owner("to", to);
		if (predecessor.equals(successor)) {
			throw InvalidRequestException.invalid("to", "must differ from from");
		}
		Instant when = this.writer.at("at", at);
		return this.writer.run(dryRun, () -> {
			this.writer.write(List
				.of(new MetadataEvent.OwnershipTransferred(new OwnershipTransfer(predecessor, successor, when))),
					actor);
			return records(this.owners.everOwned(predecessor), successor, when).toList();
		});
	}

	/** Returns the direct ownerships of an owner in assets. */
	private Stream<OwnershipRecord> records(List<String> assets, String owner, Instant at) {
		return this.owners.of(assets, new TemporalScope(at, null))
			.values()
			.stream()
			.flatMap(List::stream)
			.filter((ownership) -> ownership.owner().id().equals(owner) && ownership.inheritedFrom() == null);
	}

	private String owner(String argument, String id) {
		if (this.catalog.node(id) instanceof Owner owner) {
			return owner.id();
		}
		throw wrongType(argument, id, "a team or person");
	}

	private Owner.Team team(String argument, String id) {
		if (this.catalog.node(id) instanceof Owner.Team team) {
			return team;
		}
		throw wrongType(argument, id, "a team");
	}

	private Owner.Person person(String argument, String id) {
		if (this.catalog.node(id) instanceof Owner.Person person) {
			return person;
		}
		throw wrongType(argument, id, "a person");
	}

	private InvalidRequestException wrongType(String argument, String id, String allowed) {
		return (this.catalog.node(id) == null) ? InvalidRequestException.notFound(argument, id)
				: InvalidRequestException.invalid(argument,
						"'" + id + "' is of another type; " + allowed + " is allowed");
	}

	/** A team as a curator registers it. */
	record TeamInput(String name, @Nullable String email, @Nullable String contact) {
	}

	/** A person as a curator registers one. */
	record PersonInput(String name, String email, @Nullable Boolean active) {
	}

}
