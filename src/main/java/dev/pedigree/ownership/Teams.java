package dev.pedigree.ownership;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Erasures;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.NamesChanged;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.graph.StoredTime;
import dev.pedigree.identity.AssetReference;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes what people say of teams, of each other, and of who owns what. */
@Service
@Transactional(timeout = 30)
class Teams {

	private final OwnershipRepository repository;

	private final Ownership ownership;

	private final Owners owners;

	private final Catalog catalog;

	private final Erasures erasures;

	private final ApplicationEventPublisher events;

	private final Clock clock = Clock.systemUTC();

	Teams(OwnershipRepository repository, Ownership ownership, Owners owners, Catalog catalog, Erasures erasures,
			ApplicationEventPublisher events) {
		this.erasures = erasures;
		this.events = events;
		this.repository = repository;
		this.ownership = ownership;
		this.owners = owners;
		this.catalog = catalog;
	}

	/** Registers a team by its name; what is not told stays as it is. */
	Owner.Team register(TeamInput input, String actor) {
		String name = InputValidation.name("input.name", input.name());
		Map<String, @Nullable Object> team = new HashMap<>();
		String urn = Urn.team(name).value();
		team.put("urn", urn);
		team.put("name", name);
		team.put("email", InputValidation.email("input.email", input.email()));
		team.put("contact", input.contact());
		team.put("actor", actor);
		this.repository.registerTeam(team);
		this.events.publishEvent(new NamesChanged(List.of(urn)));
		return team(urn, "input.name");
	}

	/** Registers a person by e-mail address; what is not told stays as it is. */
	Owner.Person register(PersonInput input, String actor) {
		String email = Objects.requireNonNull(InputValidation.email("input.email", input.email()));
		Map<String, @Nullable Object> person = new HashMap<>();
		String urn = Urn.person(email).value();
		if (!this.erasures.formerOwners(List.of(email)).isEmpty()) {
			throw InvalidRequestException.invalid("input.email",
					"belongs to an erased person; liftErasure allows it again");
		}
		person.put("urn", urn);
		person.put("name", InputValidation.name("input.name", input.name()));
		person.put("email", email);
		person.put("active", input.active());
		person.put("actor", actor);
		this.repository.registerPerson(person);
		this.events.publishEvent(new NamesChanged(List.of(urn)));
		return person(urn, "input.email");
	}

	/** Writes that a person belongs to a team from a time on, or no longer does. */
	Owner.Team member(String person, String team, @Nullable Instant at, boolean joins, String actor) {
		Owner.Person who = person(person, "person");
		Owner.Team where = team(team, "team");
		Instant when = InputValidation.at("at", at, this.clock);
		this.repository.lock(List.of(who.id(), where.id()));
		this.repository.stateMembership(Map.of("key", who.id() + "\n" + where.id() + "\n" + when + "\n" + joins,
				"person", who.id(), "team", where.id(), "at", when, "joined", joins, "actor", actor));
		deriveMembership(who.id(), where.id());
		return where;
	}

	/** Writes that somebody begins, or ceases, to own an asset in a role. */
	@Nullable OwnershipRecord owner(String asset, String owner, OwnerRole role, @Nullable Instant at,
			OwnershipStatement.StatementType kind, String actor) {
		Asset owned = this.catalog.asset(asset);
		if (owned == null) {
			throw wrong("asset", asset, "an asset");
		}
		String who = owner("owner", owner);
		Instant when = InputValidation.at("at", at, this.clock);
		this.ownership.tell(StatedVersion.said(owned, asset).value(), new OwnershipStatement(kind,
				AssetReference.MANUAL, Set.of(new OwnershipStatement.OwnerInRole(who, role, null)), when, when), actor);
		// What ends now held until just before.
		Instant then = (kind == OwnershipStatement.StatementType.ENDS) ? when.minusMillis(1) : when;
		return Objects
			.requireNonNull(this.owners.of(List.of(owned.urn()), new TemporalScope(then, null)).get(owned.urn()))
			.stream()
			.filter((holding) -> holding.owner().id().equals(who) && holding.role() == role)
			.filter((holding) -> holding.inheritedFrom() == null)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Writes that somebody answers from a time on for all that another one did.
	 * @return what the successor took over
	 */
	List<OwnershipRecord> transfer(String from, String to, @Nullable Instant at, String actor) {
		String leaver = owner("from", from);
		String successor = owner("to", to);
		if (leaver.equals(successor)) {
			throw InvalidRequestException.invalid("to", "nobody succeeds themselves");
		}
		Instant when = InputValidation.at("at", at, this.clock);
		List<String> assets = this.ownership.handOver(leaver, successor, when, actor);
		return this.owners.of(assets, new TemporalScope(when, null))
			.values()
			.stream()
			.flatMap(List::stream)
			.filter((holding) -> holding.owner().id().equals(successor) && holding.inheritedFrom() == null)
			.toList();
	}

	private String owner(String argument, String id) {
		if (this.catalog.node(id) instanceof Owner owner) {
			return owner.id();
		}
		throw wrong(argument, id, "a team or person");
	}

	private Owner.Team team(String id, String argument) {
		if (this.catalog.node(id) instanceof Owner.Team team) {
			return team;
		}
		throw wrong(argument, id, "a team");
	}

	private Owner.Person person(String id, String argument) {
		if (this.catalog.node(id) instanceof Owner.Person person) {
			return person;
		}
		throw wrong(argument, id, "a person");
	}

	private InvalidRequestException wrong(String argument, String id, String wanted) {
		return (this.catalog.node(id) == null) ? InvalidRequestException.notFound(argument, id)
				: InvalidRequestException.invalid(argument, "'" + id + "' is not " + wanted);
	}

	private void deriveMembership(String person, String team) {
		Map<String, Object> row = this.repository.memberships(person, team);
		List<Timeline.TimedFacts<Boolean>> statements = new ArrayList<>();
		for (Map<String, Object> said : rows(row, "statements")) {
			boolean joined = Boolean.TRUE.equals(said.get("joined"));
			statements.add(new Timeline.TimedFacts<>(StoredTime.of(said, "at"), joined ? "0" : "1",
					joined ? Set.of(true) : Set.of()));
		}
		Set<Timeline.Interval<Boolean>> wanted = new HashSet<>(Timeline.fold(statements));
		List<String> dropped = new ArrayList<>();
		for (Map<String, Object> edge : rows(row, "edges")) {
			if (!wanted.remove(
					new Timeline.Interval<>(true, StoredTime.of(edge, "since"), StoredTime.orNull(edge, "until")))) {
				dropped.add((String) Objects.requireNonNull(edge.get("id")));
			}
		}
		this.repository.changeMembership(person, team, dropped, wanted.stream().map((interval) -> {
			Map<String, @Nullable Object> edge = new HashMap<>();
			edge.put("since", interval.since());
			edge.put("until", interval.until());
			return edge;
		}).toList());
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> rows(Map<String, Object> row, String column) {
		return (List<Map<String, Object>>) Objects.requireNonNull(row.get(column));
	}

	/** A team as a person registers it. */
	record TeamInput(String name, @Nullable String email, @Nullable String contact) {
	}

	/** A person as somebody registers one. */
	record PersonInput(String name, String email, @Nullable Boolean active) {
	}

}
