package dev.pedigree.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import graphql.introspection.IntrospectionQuery;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What cannot be answered says why, with a code, before it costs anything. */
@GraphTest
class FailureTests {

	@Autowired
	Asking asking;

	@Test
	void whatDoesNotParseOrFitTheSchemaIsInvalid() {
		this.asking.refused("{ node(id: ", "INVALID_ARGUMENT", null);
		this.asking.refused("{ node(id: \"x\") { nothing } }", "INVALID_ARGUMENT", null);
		this.asking.refused("{ models(first: \"many\") { totalCount } }", "INVALID_ARGUMENT", null);
		this.asking.refused("{ models(filter: {updatedSince: \"2026-01-01\"}) { totalCount } }", "INVALID_ARGUMENT",
				null);
	}

	@Test
	void whatDoesNotFitSaysWhatWould() {
		assertThat(message("{ models(filter: {updatedSince: \"2026-01-01\"}) { totalCount } }"))
			.contains("with value '2026-01-01'", "such as 2026-01-31T12:00:00Z")
			.doesNotContain("StringValue");
		assertThat(message("{ impact(roots: [\"x\"], change: SCHEMA) { total } }"))
			.contains("'SCHEMA'", "it is one of SCHEMA_CHANGE, ")
			.doesNotContain("EnumValue");
	}

	private String message(String question) {
		List<String> messages = new ArrayList<>();
		this.asking.as("ROLE_READER", question)
			.errors()
			.satisfy((errors) -> errors.forEach((error) -> messages.add(String.valueOf(error.getMessage()))));
		return String.join("; ", messages);
	}

	@Test
	void aDeepQuestionIsRefused() {
		String deep = IntStream.range(0, 12).mapToObj((i) -> "members { teams {").collect(Collectors.joining(" "));
		this.asking.refused("{ teams(first: 1) { edges { node { " + deep + " name " + "}".repeat(24) + " } } } }",
				"LIMIT_EXCEEDED", null);
	}

	@Test
	void aLargeQuestionIsRefused() {
		this.asking.refused(
				"{ models(first: 1000) { edges { node { versions(first: 1000) { edges { node { name } } } } } } }",
				"LIMIT_EXCEEDED", null);
		String many = IntStream.range(0, 200)
			.mapToObj((i) -> "m" + i + ": models(first: 1000) { edges { cursor } }")
			.collect(Collectors.joining(" "));
		this.asking.refused("{ " + many + " }", "LIMIT_EXCEEDED", null);
	}

	@Test
	void manyWalksInOneQuestionAreRefused() {
		String walks = IntStream.range(0, 41)
			.mapToObj((i) -> "w" + i + ": impact(roots: [\"data:x|x\"], change: RETIREMENT) { total }")
			.collect(Collectors.joining(" "));
		this.asking.refused("{ " + walks + " }", "LIMIT_EXCEEDED", null);
	}

	@Test
	void toolsMayAskForTheSchema() {
		this.asking.ask(IntrospectionQuery.INTROSPECTION_QUERY).errors().verify();
	}

	@Test
	void peopleMayAskForTheSchemaByHand() {
		this.asking
			.ask("""
					{ __schema { queryType { fields { name } } mutationType { fields { name } } types { fields { name } } }
					  model: __type(name: "Model") { fields { name } } version: __type(name: "Run") { fields { name } } }""");
	}

	@Test
	void aSchemaWithinItselfIsRefused() {
		this.asking.refused("{ __schema { types { fields { type { fields { name } } } } } }", "LIMIT_EXCEEDED", null);
		this.asking.refused("""
				{ __schema { types { ...F } } } fragment F on __Type { possibleTypes { ...G } }
				fragment G on __Type { possibleTypes { name } }""", "LIMIT_EXCEEDED", null);
	}

	@Test
	void aSchemaAskedForTwiceAtOnceIsRefused() {
		String types = "__schema { types { fields { name type { fields { name } } } } }";
		this.asking.refused("{ " + types + " again: " + types + " }", "LIMIT_EXCEEDED", null);
	}

	@Test
	void nobodyAndReadersMayNotWrite() {
		String mutation = "mutation { registerTeam(input: {name: \"x\"}) { id } }";
		code(this.asking.as("ROLE_READER", mutation), "FORBIDDEN");
		code(this.asking.as("ROLE_ANONYMOUS", mutation), "FORBIDDEN");
	}

	private static void code(org.springframework.graphql.test.tester.GraphQlTester.Response response, String code) {
		response.errors().satisfy((errors) -> {
			assertThat(errors).hasSize(1);
			assertThat(List.of(errors.getFirst().getExtensions().get("code"))).containsExactly(code);
		});
	}

}
