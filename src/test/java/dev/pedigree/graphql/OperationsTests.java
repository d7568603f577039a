package dev.pedigree.graphql;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.pedigree.GraphTest;
import dev.pedigree.graph.Deadline;
import dev.pedigree.graph.DeadlineExceededException;
import dev.pedigree.graphql.Operations.Limits;
import dev.pedigree.limits.RequestLimits;
import dev.pedigree.store.CountedQueries;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@GraphTest
class OperationsTests {

	private static final String LARGE = "query($rows: Int) { models(first: $rows) { edges { node { versions(first: 1000)"
			+ " { edges { cursor } } } } } }";

	private static final Authentication READER = new TestingAuthenticationToken("reader", "", "ROLE_READER");

	private static final Authentication EDITOR = new TestingAuthenticationToken("ada@example.com", "", "ROLE_READER",
			"ROLE_EDITOR");

	@Autowired
	ExecutionGraphQlService service;

	@Autowired
	GraphQlSource source;

	@Autowired
	Driver driver;

	@Test
	void runsAsTheCallerAndRestoresTheThread() {
		Operations.StoredOperation me = stored("{ me { name role } }");
		Authentication outer = new TestingAuthenticationToken("outer", "");
		SecurityContextHolder.getContext().setAuthentication(outer);
		Deadline.begin(Duration.ZERO);
		try {
			assertThat(me.run(EDITOR, Map.of(), Limits.INTERACTIVE))
				.isEqualTo(Map.of("me", Map.of("name", "ada@example.com", "role", "editor")));
			assertThat(SecurityContextHolder.getContext().getAuthentication()).isEqualTo(outer);
			assertThatExceptionOfType(DeadlineExceededException.class)
				.isThrownBy(() -> Deadline.limit(Duration.ofSeconds(1)));
		}
		finally {
			Deadline.end();
			SecurityContextHolder.clearContext();
		}
	}

	@Test
	void mutationNeedsTheRoleOfTheCaller() {
		Operations.StoredOperation register = stored(
				"mutation($name: String!) { registerTeam(input: {name: $name}) { id } }");
		Map<String, Object> variables = Map.of("name", "operations-tests");
		assertThatExceptionOfType(Operations.FailedException.class)
			.isThrownBy(() -> register.run(READER, variables, Limits.BACKGROUND))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo("FORBIDDEN"));
		assertThat(register.run(EDITOR, variables, Limits.BACKGROUND))
			.isEqualTo(Map.of("registerTeam", Map.of("id", "team:operations-tests")));
	}

	@Test
	void errorHasCodeArgumentAndMessage() {
		Operations.StoredOperation assets = stored(
				"query($kinds: [AssetKind!], $team: ID) { assets(kinds: $kinds, filter: {team: $team}) { totalCount } }");
		assertThatExceptionOfType(Operations.FailedException.class)
			.isThrownBy(() -> assets.run(READER, Map.of("team", "team:nowhere"), Limits.INTERACTIVE))
			.withMessage("filter.team: nothing has the id 'team:nowhere'")
			.satisfies((failure) -> assertThat(List.of(failure.code(), String.valueOf(failure.argument())))
				.containsExactly("NOT_FOUND", "filter.team"));
		assertThatExceptionOfType(Operations.FailedException.class)
			.isThrownBy(() -> assets.run(READER, Map.of("kinds", List.of("MODEL", "TABLE")), Limits.INTERACTIVE))
			.withMessageStartingWith("kinds: ")
			.withMessageContainingAll("TABLE", "DATASET_VERSION")
			.satisfies((failure) -> assertThat(List.of(failure.code(), String.valueOf(failure.argument())))
				.containsExactly("INVALID_ARGUMENT", "kinds"));
	}

	@Test
	void backgroundMayCostMoreThanAPage() {
		Operations.StoredOperation large = stored(LARGE);
		Map<String, Object> variables = Map.of("rows", 500);
		assertThatExceptionOfType(Operations.FailedException.class)
			.isThrownBy(() -> large.run(READER, variables, Limits.INTERACTIVE))
			.withMessageContaining("at most 200000")
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo("LIMIT_EXCEEDED"));
		assertThat(large.run(READER, variables, Limits.BACKGROUND)).containsKey("models");
		assertThatExceptionOfType(Operations.FailedException.class)
			.isThrownBy(() -> large.run(READER, Map.of("rows", 1000), Limits.BACKGROUND))
			.withMessageContaining("at most 2000000");
	}

	@Test
	void eachKindOfRunHasItsDeadline() {
		String document = "{ assets { edges { node { id } } } }";
		for (String setting : List.of("pedigree.limits.deadline", "pedigree.background.deadline")) {
			Operations.StoredOperation assets = operations(setting, document).named("test");
			Limits late = setting.contains("background") ? Limits.BACKGROUND : Limits.INTERACTIVE;
			for (Limits limits : Limits.values()) {
				if (limits == late) {
					assertThatExceptionOfType(Operations.FailedException.class)
						.isThrownBy(() -> assets.run(READER, Map.of(), limits))
						.satisfies((failure) -> assertThat(failure.code()).isEqualTo("LIMIT_EXCEEDED"));
				}
				else {
					assertThat(assets.run(READER, Map.of(), limits)).containsKey("assets");
				}
			}
		}
	}

	@Test
	void nestedFieldsAreLoadedInOneBatch() {
		this.driver.executableQuery("""
				UNWIND range(1, 100) AS i
				MERGE (d:Entity {urn: 'data:operations-tests|d' + i})
				SET d:Asset:Standing:Dataset, d += {namespace: 'operations-tests', name: 'd' + i,
				  createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-01T00:00:00Z')}""")
			.execute();
		Operations.StoredOperation owners = stored(
				"query($rows: Int) { assets(first: $rows) { edges { node { owners { role } } } } }");
		List<String> one = queries(owners, 1);
		assertThat(queries(owners, 100)).hasSameSizeAs(one).hasSizeLessThan(5);
	}

	@Test
	void convertsUrlParametersToTheTypesOfVariables() {
		Operations.StoredOperation assets = stored(
				"""
						query($kinds: [AssetKind!], $owned: Boolean, $first: Int, $tag: String!, $after: String)
						{ assets(kinds: $kinds, filter: {owned: $owned, tag: $tag}, first: $first, after: $after) { totalCount } }""");
		assertThat(assets.variables(
				Map.of("kinds", texts("MODEL"), "owned", texts("true"), "first", texts("5"), "tag", texts("true"))))
			.isEqualTo(Map.of("kinds", List.of("MODEL"), "owned", true, "first", 5, "tag", "true"));
		assertInvalid(assets, "kind", "kind: is not a parameter; first, kinds, owned, tag are allowed", "MODEL");
		assertInvalid(assets, "after", "after: is not a parameter; first, kinds, owned, tag are allowed", "x");
		assertInvalid(assets, "owned", "owned: is not a truth value; true and false are allowed", "yes");
		assertInvalid(assets, "first", "first: is not a number; whole numbers are allowed", "all");
		assertInvalid(assets, "tag", "tag: has 2 values; one is allowed", "a", "b");
	}

	@Test
	void documentThatIsMissingOrInvalidStopsTheStart() {
		assertThatIllegalStateException().isThrownBy(() -> operations("", "{ __typename }").named("other"))
			.withMessage("No document operations/other.graphql");
		assertThatIllegalStateException().isThrownBy(() -> stored("{\n  models { nothing }\n}"))
			.withMessageStartingWith("operations/test.graphql, line 2, column 12: ")
			.withMessageContaining("nothing");
		assertThatIllegalStateException().isThrownBy(() -> stored("{\n  models {"))
			.withMessageStartingWith("operations/test.graphql, line 2, column 11: ");
		for (String document : List.of("query A { __typename } query B { __typename }",
				"fragment F on Query { __typename }", "subscription { changes { __typename } }")) {
			assertThatIllegalStateException().isThrownBy(() -> stored(document))
				.withMessageStartingWith("operations/test.graphql");
		}
	}

	private static void assertInvalid(Operations.StoredOperation operation, String name, String message,
			String... values) {
		assertThatExceptionOfType(Operations.FailedException.class)
			.isThrownBy(() -> operation.variables(Map.of(name, values), "after"))
			.withMessage(message)
			.satisfies((failure) -> assertThat(failure.argument()).isEqualTo(name));
	}

	private static List<String> queries(Operations.StoredOperation operation, int rows) {
		return CountedQueries.during(() -> operation.run(READER, Map.of("rows", rows), Limits.INTERACTIVE));
	}

	private static String[] texts(String... texts) {
		return texts;
	}

	private Operations.StoredOperation stored(String document) {
		return operations("", document).named("test");
	}

	/** Operations with one document, {@code test}, and no time for one setting. */
	private Operations operations(String late, String document) {
		MockEnvironment environment = new MockEnvironment();
		if (!late.isEmpty()) {
			environment.setProperty(late, "0s");
		}
		Resource resource = new ByteArrayResource(document.getBytes(StandardCharsets.UTF_8)) {

			@Override
			public String getFilename() {
				return "test.graphql";
			}

		};
		return new Operations(this.service, this.source,
				Binder.get(environment).bindOrCreate("pedigree", RequestLimits.class), new Resource[] { resource });
	}

}
