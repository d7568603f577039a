package dev.pedigree.ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.Urn;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
class OwnershipTests {

	private static final String SPACE = "ownership-tests";

	private static final String DATA = "data:ownership-tests|card-transactions";

	@Autowired
	Driver driver;

	@Autowired
	Ownership ownership;

	@Autowired
	PlatformTransactionManager transactions;

	@Autowired
	Asking asking;

	@BeforeEach
	void graph() {
		TestStore.clear();
		this.driver.executableQuery("""
				MERGE (d:Entity {urn: $data})
				SET d:Asset:Standing:Dataset, d += {namespace: $space, name: 'card-transactions', described: true,
				  createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-01T00:00:00Z')}
				MERGE (v:Entity {urn: 'version:ownership-tests|card-transactions|ol:1'})
				SET v:Asset:Recorded:Version:DatasetVersion, v += {namespace: $space, name: 'card-transactions',
				  version: 'ol:1', asset: $data, at: datetime('2026-01-01T00:00:00Z')}
				MERGE (v)-[:VERSION_OF]->(d)
				""").withParameters(Map.of("space", SPACE, "data", DATA)).execute();
		this.asking.ask("mutation { registerTeam(input: {name: \"risk-ml ownership-tests\"}) { id } }");
		this.asking.ask("mutation { registerTeam(input: {name: \"payments ownership-tests\"}) { id } }");
	}

	@Test
	void teamIsRegisteredOnceAndAbsentPropertiesStay() {
		this.asking.ask(
				"mutation { registerTeam(input: {name: \" registry ownership-tests \", email: \"r@example.com\"}) { id } }");
		assertThat(this.asking.value(
				"mutation { registerTeam(input: {name: \"registry ownership-tests\", contact: \"#risk\"}) { id name email contact } }",
				"registerTeam"))
			.isEqualTo(Map.of("id", "team:registry ownership-tests", "name", "registry ownership-tests", "email",
					"r@example.com", "contact", "#risk"));
		assertThat(this.asking.value("{ node(id: \"team:registry ownership-tests\") { id ... on Team { email } } }",
				"node.email"))
			.isEqualTo("r@example.com");
		this.asking.refused("mutation { registerTeam(input: {name: \" \"}) { id } }", "INVALID_ARGUMENT", "input.name");
		this.asking.refused("mutation { registerTeam(input: {name: \"x\", email: \"nobody\"}) { id } }",
				"INVALID_ARGUMENT", "input.email");
	}

	@Test
	void personJoinsATeam() {
		this.asking
			.ask("mutation { registerPerson(input: {name: \"Grace\", email: \"Grace@ownership-tests\"}) { id } }");
		String join = """
				mutation { joinTeam(person: "person:grace@ownership-tests", team: "team:risk-ml ownership-tests", at: "%s")
				  { members { name active teams { name } } } }""";
		this.asking.ask(join.formatted("2026-02-01T00:00:00Z"));
		this.asking.ask(join.formatted("2026-03-01T00:00:00Z"));
		assertThat(this.asking.list(join.formatted("2026-01-01T00:00:00Z"), "joinTeam.members")).isEqualTo(List
			.of(Map.of("name", "Grace", "active", true, "teams", List.of(Map.of("name", "risk-ml ownership-tests")))));
		assertThat(rows("""
				MATCH (:Entity {urn: 'person:grace@ownership-tests'})-[m:MEMBER_OF|WAS_MEMBER_OF]->(t)
				RETURN type(m) AS type, toString(m.since) AS since"""))
			.containsExactly(Map.of("type", "MEMBER_OF", "since", "2026-01-01T00:00:00Z"));
		this.asking.refused(
				"mutation { joinTeam(person: \"person:none@x\", team: \"team:risk-ml ownership-tests\") { id } }",
				"NOT_FOUND", "person");
		this.asking.refused(
				"mutation { joinTeam(person: \"team:risk-ml ownership-tests\", team: \"team:risk-ml ownership-tests\") { id } }",
				"INVALID_ARGUMENT", "person");
	}

	@Test
	void repeatedAssignmentBeginsAtTheFirstOne() {
		this.asking.ask(assign("payments", "2026-03-01T00:00:00Z"));
		this.asking.ask(assign("payments", "2026-02-01T00:00:00Z"));
		assertThat(this.asking.value(assign("payments", "2026-04-01T00:00:00Z"), "assignOwner"))
			.isEqualTo(Map.of("owner", Map.of("id", "team:payments ownership-tests"), "role", "ACCOUNTABLE", "since",
					"2026-02-01T00:00:00.000Z", "source", "manual"));
		assertThat(this.asking.list(owners("", "version:ownership-tests|card-transactions|ol:1"), "asset.owners"))
			.isEqualTo(List
				.of(Map.of("owner", Map.of("name", "payments ownership-tests"), "inheritedFrom", Map.of("id", DATA))));
		assertThat(this.asking.list(owners("(asOf: \"2026-01-15T00:00:00Z\")", DATA), "asset.owners")).isEmpty();
		assertThat(this.asking.list("""
				{ teams(first: 1000) { edges { node { name owns { totalCount edges { node { id } } } } } } }""",
				"teams.edges[?(@.node.name == 'payments ownership-tests')].node.owns.edges[*].node.id"))
			.containsExactly(DATA);
	}

	@Test
	void assignedOwnershipCanBeEnded() {
		this.asking.ask(assign("payments", "2026-02-01T00:00:00Z"));
		String end = assign("payments", "2026-03-01T00:00:00Z").replace("assignOwner", "endOwnership");
		assertThat(this.asking.value(end.replace("since source", "since until source"), "endOwnership.until"))
			.isEqualTo("2026-03-01T00:00:00.000Z");
		this.asking.ask(end);
		assertThat(edges()).containsExactly(Map.of("owner", "team:payments ownership-tests", "since",
				"2026-02-01T00:00:00Z", "until", "2026-03-01T00:00:00Z", "source", "manual"));
		this.asking.ask(assign("payments", "2026-04-01T00:00:00Z"));
		this.asking.ask(assign("payments", "2026-01-01T00:00:00Z"));
		assertThat(edges()).extracting((edge) -> edge.get("since") + " " + edge.get("until"))
			.containsExactlyInAnyOrder("2026-01-01T00:00:00Z 2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z ");
	}

	@Test
	void personLeavesATeam() {
		this.asking
			.ask("mutation { registerPerson(input: {name: \"Grace\", email: \"grace@ownership-tests\"}) { id } }");
		String join = """
				mutation { %s(person: "person:grace@ownership-tests", team: "team:risk-ml ownership-tests", at: "%s")
				  { members { name } } }""";
		this.asking.ask(join.formatted("leaveTeam", "2026-03-01T00:00:00Z"));
		assertThat(this.asking.list(join.formatted("joinTeam", "2026-01-01T00:00:00Z"), "joinTeam.members")).isEmpty();
		assertThat(this.asking.list(join.formatted("joinTeam", "2026-04-01T00:00:00Z"), "joinTeam.members")).hasSize(1);
		assertThat(rows("""
				MATCH (:Entity {urn: 'person:grace@ownership-tests'})-[m:WAS_MEMBER_OF]->(t)
				RETURN toString(m.since) AS since, toString(m.until) AS until"""))
			.containsExactly(Map.of("since", "2026-01-01T00:00:00Z", "until", "2026-03-01T00:00:00Z"));
	}

	@Test
	void invalidAssignmentsAreRejected() {
		this.asking.refused(assign("nobody", "2026-02-01T00:00:00Z"), "NOT_FOUND", "owner");
		this.asking.refused(assign("payments", "2126-02-01T00:00:00Z"), "INVALID_ARGUMENT", "at");
		this.asking.refused(assign("payments", "yesterday"), "INVALID_ARGUMENT", null);
		this.asking.refused(assign("payments", "2026-02-01T00:00:00Z").replace("ACCOUNTABLE", "KING"),
				"INVALID_ARGUMENT", null);
		this.asking.refused(assign("payments", "2026-02-01T00:00:00Z").replace(DATA, "data:none|none"), "NOT_FOUND",
				"asset");
		this.asking.refused(assign("payments", "2026-02-01T00:00:00Z").replace(DATA, "team:risk-ml ownership-tests"),
				"INVALID_ARGUMENT", "asset");
	}

	@Test
	void readersCannotWriteAndTheActorIsStored() {
		this.asking.as("ROLE_READER", assign("payments", "2026-02-01T00:00:00Z"))
			.errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getExtensions()).containsEntry("code", "FORBIDDEN"));
		this.asking.ask(assign("payments", "2026-02-01T00:00:00Z"));
		assertThat(rows("MATCH (s:OwnersStated {asset: '" + DATA + "'}) RETURN s.actors AS actors"))
			.containsExactly(Map.of("actors", List.of("ada@example.com")));
	}

	@Test
	void messagesReplaceStatementsOfTheirSourceInAnyOrder() {
		List<OwnersStatement> statements = new ArrayList<>(List.of(
				said(1, "openlineage", "team:risk-ml ownership-tests", "grace@ownership-tests"),
				said(2, "openlineage", "payments ownership-tests"), said(3, "openlineage", "payments ownership-tests"),
				said(4, "openlineage", "team:risk-ml ownership-tests"),
				said(2, "other", "user:Grace@ownership-tests")));
		Random random = new Random(3);
		List<Map<String, Object>> first = null;
		for (int i = 0; i < 8; i++) {
			this.driver.executableQuery("MATCH (n:OwnersStated {asset: $data}) DETACH DELETE n")
				.withParameters(Map.of("data", DATA))
				.execute();
			this.driver.executableQuery("MATCH (n:Entity {urn: $data})<-[o:OWNS|OWNED]-() DELETE o")
				.withParameters(Map.of("data", DATA))
				.execute();
			Collections.shuffle(statements, random);
			statements.forEach((one) -> write(List.of(one)));
			write(statements);
			List<Map<String, Object>> edges = edges();
			first = (first != null) ? first : edges;
			assertThat(edges).containsExactlyInAnyOrderElementsOf(first);
		}
		assertThat(edges()).containsExactlyInAnyOrder(
				edge("person:grace@ownership-tests", 1, "2026-01-02T00:00:00Z", "openlineage"),
				edge("team:risk-ml ownership-tests", 1, "2026-01-02T00:00:00Z", "openlineage"),
				edge("team:payments ownership-tests", 2, "2026-01-04T00:00:00Z", "openlineage"),
				edge("team:risk-ml ownership-tests", 4, "", "openlineage"),
				edge("person:grace@ownership-tests", 2, "", "other"));
	}

	@Test
	void ownerNamedByTwoSourcesIsReturnedOnce() {
		write(List.of(said(1, "openlineage", "team:payments ownership-tests"),
				said(2, "dbt", "payments ownership-tests")));
		assertThat(this.asking.list("{ asset(id: \"" + DATA + "\") { owners { source since role } } }", "asset.owners"))
			.isEqualTo(List
				.of(Map.of("source", "dbt, openlineage", "since", "2026-01-01T00:00:00.000Z", "role", "OTHER")));
	}

	private void write(List<OwnersStatement> statements) {
		new TransactionTemplate(this.transactions).executeWithoutResult((transaction) -> this.ownership
			.state(statements.stream().map((one) -> new Attributed<>(one, null)).toList()));
	}

	private List<Map<String, Object>> edges() {
		return rows("MATCH (:Entity {urn: '" + DATA + "'})<-[o:OWNS|OWNED]-(n) RETURN n.urn AS owner, "
				+ "toString(o.since) AS since, coalesce(toString(o.until), '') AS until, o.source AS source");
	}

	private List<Map<String, Object>> rows(String query) {
		return this.driver.executableQuery(query).execute().records().stream().map((row) -> row.asMap()).toList();
	}

	private static Map<String, Object> edge(String owner, int since, String until, String source) {
		return Map.of("owner", owner, "since", "2026-01-0" + since + "T00:00:00Z", "until", until, "source", source);
	}

	private static OwnersStatement said(int day, String source, String... owners) {
		return new OwnersStatement(Urn.data(SPACE, "card-transactions"),
				Instant.parse("2026-01-0" + day + "T00:00:00Z"), source,
				List.of(owners).stream().map((name) -> new OwnersStatement.NamedOwner(name, null)).toList());
	}

	private static String assign(String team, String at) {
		return """
				mutation { assignOwner(asset: "%s", owner: "team:%s ownership-tests", role: ACCOUNTABLE, at: "%s")
				  { owner { ... on Team { id } } role since source } }""".formatted(DATA, team, at);
	}

	private static String owners(String arguments, String asset) {
		return "{ asset(id: \"%s\") { owners%s { owner { ... on Team { name } } inheritedFrom { id } } } }"
			.formatted(asset, arguments);
	}

	/** Who leaves hands over what was assigned and what sources say, also later. */
	@Test
	void successorOwnsTheTransferredAssets() {
		person("grace");
		person("linus");
		assign("person:grace@ownership-tests", "ACCOUNTABLE", "2026-01-01T00:00:00Z");
		facet("2026-01-02T00:00:00Z", "user:grace@ownership-tests");
		assertThat(alone("grace")).containsExactly(DATA);
		List<Object> taken = this.asking.list("""
				mutation { transferOwnership(from: "person:grace@ownership-tests", to: "person:linus@ownership-tests",
				  at: "2026-02-01T00:00:00Z") { role source since owner { ... on Person { email } } } }""",
				"transferOwnership[*]");
		assertThat(taken).singleElement().asString().contains("linus", "manual, openlineage");
		assertThat(owners(null)).containsOnly("linus@ownership-tests");
		assertThat(owners("2026-01-15T00:00:00Z")).containsOnly("grace@ownership-tests");
		facet("2026-03-01T00:00:00Z", "user:grace@ownership-tests");
		assertThat(owners(null)).containsOnly("linus@ownership-tests");
		assign("person:grace@ownership-tests", "CONTACT", "2026-03-02T00:00:00Z");
		assertThat(owners(null)).containsOnly("grace@ownership-tests", "linus@ownership-tests");
		assertThat(alone("linus")).isEmpty();
	}

	@Test
	void chainedAndCircularTransfersTerminate() {
		person("grace");
		person("linus");
		facet("2026-01-02T00:00:00Z", "user:grace@ownership-tests");
		transfer("grace", "linus", "2026-02-01T00:00:00Z");
		transfer("linus", "grace", "2026-03-01T00:00:00Z");
		assertThat(owners("2026-02-15T00:00:00Z")).containsOnly("linus@ownership-tests");
		assertThat(owners(null)).containsOnly("grace@ownership-tests");
		transfer("grace", "linus", "2026-04-01T00:00:00Z");
		transfer("grace", "linus", "2026-04-01T00:00:00Z");
		assertThat(owners(null)).containsOnly("linus@ownership-tests");
		assertThat(owners("2026-03-15T00:00:00Z")).containsOnly("grace@ownership-tests");
		this.asking.refused("mutation { transferOwnership(from: \"person:grace@ownership-tests\","
				+ " to: \"person:grace@ownership-tests\") { role } }", "INVALID_ARGUMENT", "to");
		this.asking.refused(
				"mutation { transferOwnership(from: \"" + DATA + "\", to: \"person:grace@ownership-tests\") { role } }",
				"INVALID_ARGUMENT", "from");
		this.asking.refused("mutation { transferOwnership(from: \"person:grace@ownership-tests\","
				+ " to: \"person:none\") { role } }", "NOT_FOUND", "to");
	}

	/** Statements and handovers in any order give the same owners. */
	@Test
	void orderOfTransfersDoesNotMatter() {
		List<Runnable> said = new ArrayList<>(List.of(() -> facet("2026-01-02T00:00:00Z", "user:grace@ownership-tests"),
				() -> facet("2026-02-02T00:00:00Z", "user:grace@ownership-tests", "user:linus@ownership-tests"),
				() -> assign("person:grace@ownership-tests", "CONTACT", "2026-01-05T00:00:00Z"),
				() -> assign("person:linus@ownership-tests", "CONTACT", "2026-02-20T00:00:00Z"),
				() -> transfer("grace", "linus", "2026-02-01T00:00:00Z"),
				() -> transfer("linus", "ada", "2026-03-01T00:00:00Z")));
		Object first = null;
		for (int shuffle = 0; shuffle < Seeds.of(8); shuffle++) {
			graph();
			List.of("grace", "linus", "ada").forEach(this::person);
			Collections.shuffle(said, new Random(shuffle));
			said.forEach(Runnable::run);
			Object edges = this.driver.executableQuery("""
					MATCH (o:Owner)-[r:OWNS|OWNED]->(:Entity {urn: $urn})
					RETURN o.urn + ' ' + type(r) + ' ' + r.role + ' ' + r.source + ' ' + toString(r.since) + ' '
					  + coalesce(toString(r.until), '') AS edge ORDER BY edge""")
				.withParameters(Map.of("urn", DATA))
				.execute()
				.records()
				.stream()
				.map((row) -> row.get("edge").asString())
				.toList();
			first = (first != null) ? first : edges;
			assertThat(edges).as("shuffle %s", shuffle).isEqualTo(first);
		}
		assertThat(owners(null)).containsOnly("ada@ownership-tests");
	}

	private void person(String name) {
		this.asking.ask("mutation { registerPerson(input: {name: \"" + name + "\", email: \"" + name
				+ "@ownership-tests\"}) { id } }");
	}

	private void assign(String owner, String role, String at) {
		this.asking.ask("mutation { assignOwner(asset: \"" + DATA + "\", owner: \"" + owner + "\", role: " + role
				+ ", at: \"" + at + "\") { role } }");
	}

	private void transfer(String from, String to, String at) {
		this.asking.ask("mutation { transferOwnership(from: \"person:" + from + "@ownership-tests\", to: \"person:" + to
				+ "@ownership-tests\", at: \"" + at + "\") { role } }");
	}

	private void facet(String at, String... owners) {
		new TransactionTemplate(this.transactions)
			.executeWithoutResult((status) -> this.ownership.state(List.of(new Attributed<>(
					new OwnersStatement(Urn.data(SPACE, "card-transactions"), Instant.parse(at), "openlineage",
							java.util.Arrays.stream(owners)
								.map((owner) -> new OwnersStatement.NamedOwner(owner, "owner"))
								.toList()),
					null))));
	}

	private List<Object> owners(@org.jspecify.annotations.Nullable String asOf) {
		return this.asking.list("{ asset(id: \"" + DATA + "\") { owners"
				+ ((asOf != null) ? "(asOf: \"" + asOf + "\")" : "") + " { owner { ... on Person { email } } } } }",
				"asset.owners[*].owner.email");
	}

	private List<Object> alone(String person) {
		return this.asking.list(
				"{ node(id: \"person:" + person
						+ "@ownership-tests\") { ... on Person { owns(alone: true) { edges { node { id } } } } } }",
				"node.owns.edges[*].node.id");
	}

}
