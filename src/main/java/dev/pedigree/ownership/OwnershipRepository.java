package dev.pedigree.ownership;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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

	private static final CypherQuery CREATE_OWNERS = CypherQuery.named("ownership/create-owners");

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

	private static final CypherQuery TRANSFER = CypherQuery.named("ownership/transfer");

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

	/** Rows of the owners of assets, also of those that they inherit. */
	List<Row> owners(Collection<String> assets, TemporalScope scope) {
		return scope.isNow() ? OWNERS.read(this.store, Map.of("assets", assets)) : OWNERS_AS_OF.read(this.store,
				Row.map("assets", assets, "asOf", scope.asOf(), "knownAt", scope.knownAt()));
	}

	/** Locks nodes until the transaction ends. */
	void lock(Collection<String> urns) {
		LOCK.run(this.store, Map.of("urns", urns.stream().distinct().sorted().toList()));
	}

	/** Creates missing owners; returns their urns. */
	List<String> ensureOwnersExist(Collection<OwnerName> owners) {
		List<Map<String, @Nullable Object>> rows = owners.stream()
			.distinct()
			.sorted()
			.map((owner) -> Row.map("urn", owner.urn().value(), "label", owner.label(), "name", owner.name(), "email",
					(owner.isPerson() && owner.name().contains("@")) ? owner.name() : null))
			.toList();
		return CREATE_OWNERS.texts(this.store, Map.of("owners", rows), "urn");
	}

	void state(List<Map<String, @Nullable Object>> statements) {
		STATE_OWNERS.run(this.store, Map.of("statements", statements));
	}

	List<Row> statements(Collection<String> assets) {
		return STATEMENTS.read(this.store, Map.of("assets", assets));
	}

	List<Owner.Team> teams(PageRequest page) {
		return TEAMS.read(this.store, Map.of("after", page.after(), "fetch", page.fetch()))
			.stream()
			.map((row) -> Owner.Team.of(row.properties("properties")))
			.toList();
	}

	long countTeams() {
		return COUNT_TEAMS.total(this.store, Map.of());
	}

	Map<String, List<Owner.Person>> members(Collection<String> teams) {
		return grouped(MEMBERS.read(this.store, Map.of("teams", teams)), "team", Owner.Person::of);
	}

	Map<String, List<Owner.Team>> teamsOf(Collection<String> people) {
		return grouped(TEAMS_OF.read(this.store, Map.of("people", people)), "person", Owner.Team::of);
	}

	private static <T extends Owner> Map<String, List<T>> grouped(List<Row> rows, String by,
			Function<Map<String, Object>, T> reader) {
		return rows.stream()
			.collect(Collectors.groupingBy((row) -> row.text(by),
					Collectors.mapping((row) -> reader.apply(row.properties("properties")), Collectors.toList())));
	}

	void transfer(Attributed<OwnershipTransfer> transfer) {
		TRANSFER.run(this.store, Map.of("transfer", transfer.statement(), "actors", transfer.actors()));
	}

	List<String> everOwned(String owner) {
		return EVER_OWNED.texts(this.store, Map.of("owner", owner), "asset");
	}

	/** Rows of a page of the assets of each owner; alone: without another owner. */
	List<Row> owned(Collection<String> owners, PageRequest page, boolean alone) {
		return (alone ? OWNED_ALONE : OWNED).read(this.store,
				Map.of("owners", owners, "after", page.after(), "fetch", page.fetch()));
	}

	/** Replaces a person by a former owner without teams. */
	void erase(String urn, String former, String name) {
		ERASE_PERSON.run(this.store, Map.of("urn", urn, "former", former, "name", name));
	}

	List<Row> statementsNaming(String owner) {
		return STATEMENTS_NAMING.read(this.store, Map.of("owner", owner))
			.stream()
			.map((row) -> row.row("properties"))
			.toList();
	}

	void replaceOwners(List<Map<String, @Nullable Object>> rows) {
		REPLACE_OWNERS.run(this.store, Map.of("rows", rows));
	}

	/** Rows of the nodes and edges that contain one of some texts, in lower case. */
	List<Row> textsWith(Collection<String> texts) {
		return TEXTS_WITH.read(this.store, Map.of("texts", texts));
	}

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

	Row memberships(String person, String team) {
		return MEMBERSHIPS.read(this.store, Map.of("person", person, "team", team)).getFirst();
	}

}
