package dev.pedigree.ownership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/** Reads and writes owners, memberships and statements about ownership. */
@Repository
class OwnershipRepository {

	private static final CypherQuery OWNERS = CypherQuery.named("ownership/owners");

	private static final CypherQuery OWNERS_AS_OF = CypherQuery.named("ownership/owners-as-of");

	private static final CypherQuery LOCK = CypherQuery.named("ownership/lock");

	private static final CypherQuery MEET_OWNERS = CypherQuery.named("ownership/meet-owners");

	private static final CypherQuery STATE_OWNERS = CypherQuery.named("ownership/state-owners");

	private static final CypherQuery STATEMENTS = CypherQuery.named("ownership/statements-of-owners");

	private static final CypherQuery TEAMS = CypherQuery.named("ownership/teams");

	private static final CypherQuery COUNT_TEAMS = CypherQuery.named("ownership/count-teams");

	private static final CypherQuery MEMBERS = CypherQuery.named("ownership/members");

	private static final CypherQuery TEAMS_OF = CypherQuery.named("ownership/teams-of");

	private static final CypherQuery OWNED = CypherQuery.named("ownership/owned");

	private static final CypherQuery REGISTER_TEAM = CypherQuery.named("ownership/register-team");

	private static final CypherQuery REGISTER_PERSON = CypherQuery.named("ownership/register-person");

	private static final CypherQuery STATE_MEMBERSHIP = CypherQuery.named("ownership/state-membership");

	private static final CypherQuery MEMBERSHIPS = CypherQuery.named("ownership/memberships");

	private static final CypherQuery HAND_OVER = CypherQuery.named("ownership/hand-over");

	private static final CypherQuery EVER_OWNED = CypherQuery.named("ownership/ever-owned");

	private static final CypherQuery ERASE_PERSON = CypherQuery.named("ownership/erase-person");

	private static final CypherQuery STATEMENTS_NAMING = CypherQuery.named("ownership/statements-naming");

	private static final CypherQuery REPLACE_OWNERS = CypherQuery.named("ownership/replace-owners");

	private static final CypherQuery TEXTS_WITH = CypherQuery.named("ownership/texts-with");

	private static final CypherQuery REPLACE_TEXTS = CypherQuery.named("ownership/replace-texts");

	private static final CypherQuery OWNED_ALONE = CypherQuery.named("ownership/owned-alone");

	private final GraphStore store;

	OwnershipRepository(GraphStore store) {
		this.store = store;
	}

	/**
	 * Returns rows of the owners of assets, and of the assets from which they inherit
	 * owners.
	 */
	Collection<Map<String, Object>> owners(Collection<String> assets, TemporalScope scope) {
		if (scope.isNow()) {
			return OWNERS.rows(this.store, Map.of("assets", assets));
		}
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("assets", assets);
		parameters.put("asOf", scope.asOf());
		parameters.put("knownAt", scope.knownAt());
		return OWNERS_AS_OF.rows(this.store, parameters);
	}

	/** Locks nodes until the transaction ends. */
	void lock(Collection<String> urns) {
		LOCK.run(this.store, Map.of("urns", urns.stream().distinct().sorted().toList()));
	}

	/** Creates missing owners; returns their urns. */
	List<String> ensureOwnersExist(Collection<OwnerName> owners) {
		return MEET_OWNERS.read(this.store, Map.of("owners", owners.stream().distinct().sorted().map((owner) -> {
			Map<String, @Nullable Object> named = new HashMap<>();
			named.put("urn", owner.urn().value());
			named.put("label", owner.label());
			named.put("name", owner.name());
			named.put("email", (owner.label().equals("Person") && owner.name().contains("@")) ? owner.name() : null);
			return named;
		}).toList())).stream().map((row) -> row.text("urn")).toList();
	}

	void state(List<Map<String, @Nullable Object>> statements) {
		STATE_OWNERS.run(this.store, Map.of("statements", statements));
	}

	/** Returns all statements about ownership, and all edges, of each asset. */
	List<Row> statements(Collection<String> assets) {
		return STATEMENTS.read(this.store, Map.of("assets", assets));
	}

	List<Owner.Team> teams(PageRequest page) {
		return TEAMS.rows(this.store, Map.of("after", page.after(), "fetch", page.fetch()))
			.stream()
			.map((row) -> Owner.Team.of(properties(row)))
			.toList();
	}

	long countTeams() {
		return COUNT_TEAMS.rows(this.store, Map.of())
			.stream()
			.mapToLong((row) -> (Long) Objects.requireNonNull(row.get("total")))
			.sum();
	}

	Map<String, List<Owner.Person>> members(Collection<String> teams) {
		Map<String, List<Owner.Person>> members = new HashMap<>();
		MEMBERS.rows(this.store, Map.of("teams", teams))
			.forEach((row) -> members
				.computeIfAbsent((String) Objects.requireNonNull(row.get("team")), (_) -> new ArrayList<>())
				.add(Owner.Person.of(properties(row))));
		return members;
	}

	Map<String, List<Owner.Team>> teamsOf(Collection<String> people) {
		Map<String, List<Owner.Team>> teams = new HashMap<>();
		TEAMS_OF.rows(this.store, Map.of("people", people))
			.forEach((row) -> teams
				.computeIfAbsent((String) Objects.requireNonNull(row.get("person")), (_) -> new ArrayList<>())
				.add(Owner.Team.of(properties(row))));
		return teams;
	}

	void transfer(Attributed<OwnershipTransfer> transfer) {
		HAND_OVER.run(this.store, Map.of("transfer", transfer.statement(), "actors", transfer.actors()));
	}

	/** Returns the urns of the assets that an owner owns or owned. */
	List<String> everOwned(String owner) {
		return EVER_OWNED.read(this.store, Map.of("owner", owner)).stream().map((row) -> row.text("asset")).toList();
	}

	/**
	 * Returns rows of a page of the assets of each owner.
	 * @param alone only assets without another owner
	 */
	Collection<Map<String, Object>> owned(Collection<String> owners, PageRequest page, boolean alone) {
		return (alone ? OWNED_ALONE : OWNED).rows(this.store,
				Map.of("owners", owners, "after", page.after(), "fetch", page.fetch()));
	}

	/** Replaces a person by a former owner without teams. */
	void erase(String urn, String former, String name) {
		ERASE_PERSON.run(this.store, Map.of("urn", urn, "former", former, "name", name));
	}

	/** Returns all statements that name an owner. */
	List<Row> statementsNaming(String owner) {
		return STATEMENTS_NAMING.read(this.store, Map.of("owner", owner))
			.stream()
			.map((row) -> row.row("properties"))
			.toList();
	}

	/** Replaces the owners that statements name. */
	void replaceOwners(List<Map<String, @Nullable Object>> rows) {
		REPLACE_OWNERS.run(this.store, Map.of("rows", rows));
	}

	/**
	 * Returns rows of the nodes and edges that contain one of some texts, in lower case.
	 */
	List<Row> textsWith(Collection<String> texts) {
		return TEXTS_WITH.read(this.store, Map.of("texts", texts));
	}

	/** Sets properties of nodes and edges. */
	void replaceTexts(List<Map<String, ?>> nodes, List<Map<String, ?>> edges) {
		REPLACE_TEXTS.run(this.store, Map.of("nodes", nodes, "edges", edges));
	}

	void registerTeam(Attributed<Teams.TeamRegistration> team) {
		REGISTER_TEAM.run(this.store, Map.of("team", team.statement(), "actors", team.actors()));
	}

	void registerPerson(Attributed<Teams.PersonRegistration> person) {
		REGISTER_PERSON.run(this.store, Map.of("person", person.statement(), "actors", person.actors()));
	}

	void stateMembership(Attributed<Teams.Membership> membership) {
		STATE_MEMBERSHIP.run(this.store, Map.of("key", membership.statement().key(), "membership",
				membership.statement(), "actors", membership.actors()));
	}

	/** Returns the statements and edges of a membership. */
	Row memberships(String person, String team) {
		return MEMBERSHIPS.read(this.store, Map.of("person", person, "team", team)).getFirst();
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> properties(Map<String, Object> row) {
		return (Map<String, Object>) Objects.requireNonNull(row.get("properties"));
	}

}
