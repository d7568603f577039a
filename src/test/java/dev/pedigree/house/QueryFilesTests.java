package dev.pedigree.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.store.EmbeddedNeo4j;
import dev.pedigree.store.TestStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.graphdb.ExecutionPlanDescription;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every query is a file with a header, has one owner, and a plan that scales. It runs
 * late, when the planner is warm.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(TestStore.LATE)
class QueryFilesTests {

	private static final Path QUERIES = Path.of("cypher", "queries");

	private static final Path INCLUDES = Path.of("cypher", "includes");

	/** Operators whose cost grows with the whole graph, or with its square. */
	private static final Set<String> DEAR = Set.of("AllNodesScan", "NodeByLabelScan", "CartesianProduct", "Eager",
			"VarLengthExpand(All)", "DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan",
			"DirectedRelationshipTypeScan", "UndirectedRelationshipTypeScan", "DirectedRelationshipIndexScan",
			"UndirectedRelationshipIndexScan");

	private static final Pattern ALLOWED = Pattern.compile("(?m)^// allow: (\\S+) because (\\S.{10,})$");

	private static final Pattern PARAMETER = Pattern.compile("\\$(\\w+)");

	/** Functions that read the time of the store. */
	private static final Pattern STORE_TIME = Pattern.compile(
			"\\b(?:date|time|datetime|localtime|localdatetime)\\s*\\(\\s*(?:\\{\\s*timezone\\b[^}]*})?\\s*\\)|\\btimestamp\\s*\\("
					+ "|\\.(?:transaction|statement|realtime)\\s*\\(|\\.truncate\\s*\\([^,)]*\\)",
			Pattern.CASE_INSENSITIVE);

	/** An argument of a fragment. */
	private static final Pattern ARGUMENT = Pattern.compile("\\{\\{\\w+}}");

	/** A constant of a class or of an enum. */
	private static final Pattern NAMED = Pattern
		.compile("(?:static final CypherQuery \\w+ =\\s+|\\b[A-Z_]+\\()CypherQuery\\s*\\.named\\(\\s*\"([^\"]+)\"\\)");

	private static final Pattern ANY_NAMED = Pattern.compile("CypherQuery\\s*\\.named\\(");

	/** What says that a query is about assets, or about what is stored of them. */
	private static final Pattern OVER_ASSETS = Pattern
		.compile("[:|](Asset|Entity|Standing|Recorded|Version|Field|Change" + "|Conflict|Summary|"
				+ String.join("|", AssetKind.labels()) + ")\\b");

	private static final Pattern WRITES = Pattern.compile("\\b(CREATE|MERGE|SET|DELETE|REMOVE)\\b");

	/**
	 * Queries, and folders of them, that read all assets without writing, with the
	 * reason.
	 */
	private static final Map<String, String> READ_ALL = Map.ofEntries(
			Map.entry("catalog/declared-jobs", "a deletion takes these jobs with it"),
			Map.entry("catalog/names-of", "a deletion removes all names"),
			Map.entry("compliance/regulation-of", "returns regulations"),
			Map.entry("compliance/required", "returns requirements"),
			Map.entry("connector/registered", "compares a source's list with what is stored"),
			Map.entry("connector/serving", "compares a source's list with what is stored"),
			Map.entry("deployment/consumption", "edges are derived from all statements"),
			Map.entry("deployment/statements", "edges are derived from all statements"),
			Map.entry("description/captured-values", "a deletion rewrites values"),
			Map.entry("description/revisions", "values are derived from all statements"),
			Map.entry("discovery/names", "search texts are derived from all names"),
			Map.entry("evaluation/metrics", "returns figures of evaluations"),
			Map.entry("evaluation/stated-packages", "edges are derived from all statements"),
			Map.entry("identity/", "a key identifies one asset, independent of the caller"),
			Map.entry("lineage/data-fed-by", "a deletion rewrites values"),
			Map.entry("lineage/field-statements", "fields are derived from all statements"),
			Map.entry("lineage/link-edges", "edges are derived from all statements"),
			Map.entry("lineage/linked", "edges are derived from all statements"),
			Map.entry("lineage/links", "edges are derived from all statements"),
			Map.entry("ownership/ever-owned", "a transfer is about all that an owner ever had"),
			Map.entry("ownership/members", "returns people"),
			Map.entry("ownership/memberships", "edges are derived from all statements"),
			Map.entry("ownership/statements-of-owners", "edges are derived from all statements"),
			Map.entry("ownership/teams-of", "returns teams"),
			Map.entry("registration/lonely", "versions of one artifact are derived from all registrations"),
			Map.entry("registration/related", "versions of one artifact are derived from all registrations"),
			Map.entry("retention/jobs", "runs of all jobs are summarised"),
			Map.entry("retention/marks", "the fold of a job begins where its summaries end"),
			Map.entry("retention/open-summaries", "runs of all jobs are summarised"),
			Map.entry("retention/sinks", "what all models came from is kept"),
			Map.entry("retention/upstream", "what all models came from is kept"),
			Map.entry("retention/written", "runs of all jobs are summarised"),
			Map.entry("run/", "the standing level is a fold of all runs"));

	/** A store of its own: plans depend on what a store holds. */
	private static @Nullable EmbeddedNeo4j store;

	/** Costly operators by query, as planned when an import has just begun. */
	private static final Map<String, Set<String>> FIRST_PLANS = new HashMap<>();

	@BeforeAll
	static void fill(@TempDir(cleanup = CleanupMode.NEVER) Path home) throws IOException {
		store = EmbeddedNeo4j.start(home, 0);
		try (Stream<Path> migrations = Files.list(Path.of("cypher", "migrations"))) {
			for (Path migration : migrations.sorted().toList()) {
				Stream.of(Files.readString(migration).replaceAll("(?m)^//.*$", "").split(";\\s*(\n|$)"))
					.filter((statement) -> !statement.isBlank())
					.forEach(QueryFilesTests::run);
			}
		}
		run("CALL db.awaitIndexes(60)");
		create(1);
		for (String name : files()) {
			FIRST_PLANS.put(name, dear(name));
		}
		run("MATCH (n) DETACH DELETE n");
		create(1000);
	}

	@AfterAll
	static void close() {
		database().close();
	}

	@ParameterizedTest
	@MethodSource("files")
	void planScales(String name) throws IOException {
		Set<String> allowed = new TreeSet<>();
		ALLOWED.matcher(read(QUERIES, name)).results().forEach((allow) -> allowed.add(allow.group(1)));
		// A first import fills the store before the queries are planned again.
		assertThat(FIRST_PLANS.get(name)).as("dear operators in the first plan of %s", name).isSubsetOf(allowed);
		Set<String> dear = dear(name);
		assertThat(dear)
			.as("dear operators in the plan of %s, each needs '// allow: <operator> because <reason>'", name)
			.isSubsetOf(allowed);
		assertThat(allowed).as("allowances of %s that its plan does not need", name).isSubsetOf(dear);
	}

	@ParameterizedTest
	@MethodSource("files")
	void headerSaysWhatItAnswers(String name) throws IOException {
		String header = header(QUERIES, name);
		String body = CypherQuery.named(name).text();
		StringBuilder headers = new StringBuilder(header);
		for (String include : CypherQuery.named(name).includes()) {
			headers.append(header(INCLUDES, include));
		}
		assertNamed(name, PARAMETER, body, headers.toString(), "header");
		assertNamed(name, PARAMETER, header, body, "body");
		if (Pattern.compile("(?m)^\\s*RETURN ").matcher(body).find()) {
			assertThat(header).as("header of %s says what a row is", name).containsPattern("(?m)^// row\\b");
		}
	}

	@Test
	void queriesReturnOnlyWhatTheViewerMaySee() throws IOException {
		Set<String> blind = new TreeSet<>();
		for (String name : files()) {
			CypherQuery query = CypherQuery.named(name);
			String text = query.text().replaceAll("'[^']*'", "''");
			if (!query.hasViewer() && OVER_ASSETS.matcher(text).find() && !WRITES.matcher(text).find()) {
				blind.add(name);
			}
		}
		Set<String> needless = new TreeSet<>(READ_ALL.keySet());
		needless.removeIf(
				(entry) -> blind.removeIf((name) -> entry.endsWith("/") ? name.startsWith(entry) : name.equals(entry)));
		assertThat(blind).as("queries over assets that do not include visible or visible-urn").isEmpty();
		assertThat(needless).as("exceptions that no query needs").isEmpty();
	}

	@Test
	void includesSayWhatTheyTakeAndAreUsed() throws IOException {
		Set<String> used = new TreeSet<>();
		for (String name : files()) {
			used.addAll(CypherQuery.named(name).includes());
		}
		assertThat(files(INCLUDES)).as("fragments").containsExactlyElementsOf(used);
		for (String name : used) {
			String header = header(INCLUDES, name);
			String body = read(INCLUDES, name).substring(header.length());
			assertNamed(name, PARAMETER, body, header, "header");
			assertNamed(name, PARAMETER, header, body, "body");
			assertNamed(name, ARGUMENT, body, header, "header");
			// What is visible is not limited yet, so these do not use their argument.
			if (!name.startsWith("visible")) {
				assertNamed(name, ARGUMENT, header, body, "body");
			}
		}
	}

	private static String header(Path folder, String name) throws IOException {
		List<String> header = read(folder, name).lines().takeWhile((line) -> line.startsWith("//")).toList();
		assertThat(header).as("header of %s", name).isNotEmpty();
		assertThat(header.getFirst()).as("first line of %s: one sentence", name).matches("// [A-Z].*[.:;,a-z]");
		return String.join("\n", header) + "\n";
	}

	/** What a pattern finds in the one text is in the other. */
	private static void assertNamed(String name, Pattern pattern, String from, String in, String part) {
		for (Matcher found = pattern.matcher(from); found.find();) {
			assertThat(in).as("%s of %s", part, name).containsPattern(Pattern.quote(found.group()) + "(?!\\w)");
		}
	}

	/**
	 * The catalog's clock is the only source of now: a query has its time as
	 * {@code $now}. Migrations, which have no parameters, may read the store's.
	 */
	@Test
	void noQueryReadsTheTimeOfTheStore() throws IOException {
		List<String> reading = new ArrayList<>();
		for (String name : files()) {
			if (STORE_TIME.matcher(CypherQuery.named(name).text()).find()) {
				reading.add(name);
			}
		}
		assertThat(reading).as("queries with datetime(), date(), timestamp() ...; use $now").isEmpty();
	}

	@Test
	void eachFileIsNamedByOneConstantOfItsRepository() throws IOException {
		List<String> named = new ArrayList<>();
		try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
			for (Path source : sources.filter((file) -> file.toString().endsWith(".java")).toList()) {
				String text = Files.readString(source);
				long any = ANY_NAMED.matcher(text).results().count();
				List<String> here = NAMED.matcher(text).results().map((found) -> found.group(1)).toList();
				assertThat((long) here.size()).as("constants in %s, of all its calls of CypherQuery.named", source)
					.isEqualTo(any);
				String module = Objects.requireNonNull(source.getParent()).getFileName().toString();
				assertThat(here).as("queries of %s", source).allMatch((name) -> name.startsWith(module + "/"));
				named.addAll(here);
			}
		}
		assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(files());
	}

	private static Set<String> dear(String name) {
		Set<String> dear = new TreeSet<>(DEAR);
		dear.retainAll(operators(CypherQuery.named(name).text()));
		return dear;
	}

	private static List<String> operators(String text) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		PARAMETER.matcher(text).results().forEach((used) -> parameters.put(used.group(1), null));
		List<String> operators = new ArrayList<>();
		database().dbms().database("neo4j").executeTransactionally("EXPLAIN " + text, parameters, (result) -> {
			collect(result.getExecutionPlanDescription(), operators);
			return null;
		});
		return operators;
	}

	private static void collect(ExecutionPlanDescription plan, List<String> operators) {
		operators.add(plan.getName().replaceFirst("@.*", ""));
		plan.getChildren().forEach((child) -> collect(child, operators));
	}

	private static void create(int count) throws IOException {
		database().dbms()
			.database("neo4j")
			.executeTransactionally(
					CypherQuery.LANGUAGE
							+ Files.readString(Path.of("src", "test", "resources", "house", "some-of-each.cypher")),
					Map.of("count", count));
	}

	private static void run(String statement) {
		database().dbms().database("neo4j").executeTransactionally(CypherQuery.LANGUAGE + statement);
	}

	private static EmbeddedNeo4j database() {
		return Objects.requireNonNull(store);
	}

	private static String read(Path folder, String name) throws IOException {
		return Files.readString(folder.resolve(name + ".cypher"));
	}

	static List<String> files() throws IOException {
		return files(QUERIES);
	}

	private static List<String> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".cypher"))
				.map((file) -> folder.relativize(file).toString().replaceFirst("\\.cypher$", ""))
				.sorted()
				.toList();
		}
	}

}
