package dev.pedigree.graphql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.pedigree.GraphTest;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the schema to the contract that clients count on, {@code contract.graphqls}:
 * every name, type, nullability and default in it stays as it is.
 */
@GraphTest
class ContractTests {

	@Autowired
	GraphQlSource source;

	@Test
	void everythingInTheContractIsThereOrOnTheListOfWhatIsNotBuilt() throws IOException {
		Set<String> breaks = new TreeSet<>(new Contract(contract("")).breaks(this.source.schema()));
		breaks.removeAll(notBuilt());
		assertThat(breaks).isEmpty();
	}

	@Test
	void whatIsOnTheListIsReallyNotBuilt() throws IOException {
		Set<String> built = new TreeSet<>(notBuilt());
		new Contract(contract("")).breaks(this.source.schema()).forEach(built::remove);
		assertThat(built).as("built, or not in the contract: take it off not-built.txt").isEmpty();
	}

	@Test
	void everyKindOfBreakIsSeen() throws IOException {
		List<String[]> changes = List.of(change("owner: Owner! role", "owner: Owner role", "Ownership.owner"),
				change("contact: String members", "contact: ID members", "Team.contact"),
				change("contact: String members", "members", "Team.contact"),
				change("teams(first: Int = 20,", "teams(first: Int = 10,", "Query.teams(first:)"),
				change("teams(first: Int = 20, after: String)", "teams(first: Int = 20)", "Query.teams(after:)"),
				change("assetByAlias(key: String!)", "assetByAlias(key: String!, more: Int!)",
						"Query.assetByAlias(more:)"),
				change("enum OwnerRole { ACCOUNTABLE", "enum OwnerRole { ", "OwnerRole.ACCOUNTABLE"),
				change("union Owner = Team | Person", "union Owner = Team", "Owner.Person"),
				change("input TeamInput { name: String!", "input TeamInput { name: String! more: String!",
						"TeamInput.more"),
				change("input TeamInput { name: String! email: String", "input TeamInput { name: String! email: ID",
						"TeamInput.email"),
				change("input TeamInput { name: String! email: String", "input TeamInput { name: String!",
						"TeamInput.email"),
				change("type Person implements Node {", "type Person {", "Person implements Node"),
				change("enum Direction {", "input Direction { x: Int } enum Direction2 {", "Direction"));
		Contract contract = new Contract(contract(""));
		for (String[] change : changes) {
			assertThat(contract.breaks(contract(change[0], change[1]))).as(change[2]).contains(change[2]);
		}
		assertThat(contract.breaks(contract(""))).isEmpty();
	}

	private static String[] change(String from, String to, String broken) {
		return new String[] { from, to, broken };
	}

	private static GraphQLSchema contract(String from, String... to) throws IOException {
		String text = resource("/contract.graphqls");
		if (to.length > 0) {
			assertThat(text).contains(from);
			text = text.replace(from, to[0]);
			// A changed kind is to be seen, so its uses are taken out.
			text = from.startsWith("enum Direction") ? text.replace("direction: Direction! = BOTH, ", "") : text;
		}
		return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(text));
	}

	private static Set<String> notBuilt() throws IOException {
		Set<String> list = new HashSet<>();
		for (String line : new ArrayList<>(resource("/not-built.txt").lines().toList())) {
			if (!line.isBlank() && !line.startsWith("#")) {
				assertThat(list.add(line.strip())).as(line).isTrue();
			}
		}
		return list;
	}

	private static String resource(String path) throws IOException {
		try (InputStream in = Objects.requireNonNull(ContractTests.class.getResourceAsStream(path), path)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
