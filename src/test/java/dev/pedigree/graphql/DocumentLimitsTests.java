package dev.pedigree.graphql;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.pedigree.limits.RequestLimits;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.context.properties.bind.Binder;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class DocumentLimitsTests {

	private static final String SCHEMA = """
			directive @cost(weight: Int!) on FIELD_DEFINITION
			type Query { things(first: Int = 20): [Thing!] walk: Int @cost(weight: 5000) }
			type Thing { name: String things(first: Int = 20): [Thing!] }
			""";

	private final GraphQL engine = GraphQL
		.newGraphQL(new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(SCHEMA),
				RuntimeWiring.newRuntimeWiring().build()))
		.instrumentation(new DocumentLimits(new Binder().bindOrCreate("pedigree", RequestLimits.class)))
		.build();

	@Test
	void fragmentCountsAsOftenAsItIsUsed() {
		String inline = "things(first: 1000) { name things(first: 10) { name } }";
		assertSameRefusal("fragment F on Query { " + inline + " } { " + "...F ".repeat(40) + "}",
				"{ " + (inline + " ").repeat(40) + "}", "could have");
	}

	@Test
	void nestedFragmentsAreDeep() {
		String fragments = IntStream.range(0, 60)
			.mapToObj((i) -> "fragment F" + i + " on Thing { things(first: 1) { ...F" + (i + 1) + " } }")
			.collect(Collectors.joining(" "));
		assertSameRefusal(fragments + " fragment F60 on Thing { name } { things(first: 1) { ...F0 } }",
				"{ things(first: 1) { " + "things(first: 1) { ".repeat(60) + "name" + " }".repeat(62),
				"62 fields deep");
	}

	@Test
	void fragmentCountsOnceForEachRow() {
		assertSameRefusal("fragment F on Thing { things(first: 1000) { name } } { things(first: 1000) { ...F } }",
				"{ things(first: 1000) { things(first: 1000) { name } } }", "could have");
	}

	@Test
	void fragmentsThatDoubleAreCountedAtOnce() {
		String fragments = IntStream.range(0, 18)
			.mapToObj((i) -> "fragment F" + i + " on Thing { a: things(first: 1) { ...F" + (i + 1)
					+ " } b: things(first: 1) { ...F" + (i + 1) + " } }")
			.collect(Collectors.joining(" "));
		assertThat(refusal(fragments + " fragment F18 on Thing { name } { things(first: 1) { ...F0 } }"))
			.contains("could have");
	}

	@Test
	void fieldThatWalksHasTheWeightOfTheSchema() {
		String forty = IntStream.range(0, 40).mapToObj((i) -> "w" + i + ": walk").collect(Collectors.joining(" "));
		assertThat(execute("{ " + forty + " }").getErrors()).isEmpty();
		assertThat(refusal("{ " + forty + " last: walk }")).contains("could have 205000 values");
	}

	@Test
	void whatIsLeftOutCostsNothing() {
		assertThat(execute("""
				query { things(first: 1000) { name things(first: 1000) @include(if: false) { name } __typename } }""")
			.getErrors()).isEmpty();
	}

	private void assertSameRefusal(String question, String inline, String words) {
		assertThat(refusal(question)).contains(words).isEqualTo(refusal(inline));
	}

	private String refusal(String question) {
		ExecutionResult result = execute(question);
		assertThat(result.getErrors()).hasSize(1);
		return String.valueOf(result.getErrors().getFirst().getMessage());
	}

	private ExecutionResult execute(String question) {
		return this.engine.execute(question);
	}

}
