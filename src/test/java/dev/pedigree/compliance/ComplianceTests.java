package dev.pedigree.compliance;

import java.util.List;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.store.TestStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Regulations, what they require, and of what. */
@GraphTest
class ComplianceTests {

	private static final String MODEL = "data:compliance-tests|fraud-detector";

	private static final String VERSION = "version:compliance-tests|fraud-detector|v:1";

	private static final String RISK = "requirement:ct-ai-act|art-9";

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@BeforeEach
	void estate() {
		TestStore.clear();
		this.asking.ask("""
				mutation { registerModelVersion(input: {model: {namespace: "compliance-tests", name: "fraud-detector"},
				  version: "1"}) { id } }""");
		this.asking
			.ask("""
					mutation { recordDeployment(input: {key: {namespace: "compliance-tests", name: "scorer"}, environment: "prod",
					  tier: PRODUCTION, version: "%s"}) { id } }"""
				.formatted(VERSION));
		register("{id: \"art-9\", title: \"Risk management\", obligation: \"Keep a system.\"},"
				+ " {id: \"art-10\", title: \"Data governance\"}");
	}

	@Test
	void regulationHasItsRequirements() {
		assertThat(regulation()).isEqualTo(Map.of("id", "regulation:ct-ai-act", "name", "AI Act", "jurisdiction", "EU",
				"requirements", List.of(Map.of("id", "requirement:ct-ai-act|art-10", "title", "Data governance"),
						Map.of("id", RISK, "title", "Risk management"))));
		assertThat(this.asking.value(
				"{ node(id: \"" + RISK + "\") { ... on Requirement { title obligation regulation { name } } } }",
				"node"))
			.isEqualTo(Map.of("title", "Risk management", "obligation", "Keep a system.", "regulation",
					Map.of("name", "AI Act")));
		assertThat(this.asking.list("{ regulations { id } }", "regulations[*].id")).contains("regulation:ct-ai-act");
	}

	@Test
	void repeatedRegulationIsStoredOnceAndUnlistedRequirementsEnd() {
		register("{id: \"art-9\", title: \"Risk management\", obligation: \"Keep a system.\"},"
				+ " {id: \"art-10\", title: \"Data governance\"}");
		assertThat(revisions()).isOne();
		apply(RISK, MODEL, "high risk");
		register("{id: \"art-10\", title: \"Data\"}");
		assertThat(revisions()).isEqualTo(2);
		assertThat((Map<?, ?>) regulation()).extracting("requirements")
			.isEqualTo(List.of(Map.of("id", "requirement:ct-ai-act|art-10", "title", "Data")));
		assertThat(requirements(MODEL)).isEmpty();
		assertThat(this.driver.executableQuery("""
				MATCH (:Regulation {urn: 'regulation:ct-ai-act'})-[was:REQUIRED]->(r) WHERE was.until >= was.since
				RETURN r.urn AS urn""").execute().records()).singleElement()
			.extracting((row) -> row.get("urn").asString())
			.isEqualTo(RISK);
	}

	@Test
	void requirementsOfAModelApplyToItsVersionsAndDeployments() {
		apply(RISK, MODEL, "high risk");
		apply(RISK, MODEL, "high risk");
		for (String asset : List.of(MODEL, VERSION, "deployment:compliance-tests|scorer")) {
			assertThat(requirements(asset)).as(asset).containsExactly(RISK);
		}
		assertThat(
				this.asking.list("{ impact(roots: [\"" + MODEL + "\"], change: RETIREMENT) { requirements { id } } }",
						"impact.requirements[*].id"))
			.containsExactly(RISK);
		assertThat(
				this.asking.list("{ impact(roots: [\"" + VERSION + "\"], change: BAD_DATA) { requirements { id } } }",
						"impact.requirements[*].id"))
			.containsExactly(RISK);
		assertThat(this.asking
			.list("""
					{ impact(roots: ["deployment:compliance-tests|scorer"], change: RETIREMENT) { requirements { id } } }""",
					"impact.requirements[*].id"))
			.containsExactly(RISK);
		this.asking.ask("mutation { liftRequirement(requirement: \"" + RISK + "\", asset: \"" + MODEL
				+ "\", reason: \"not high risk\") { id } }");
		assertThat(requirements(VERSION)).isEmpty();
	}

	@Test
	void newReasonIsStoredBesideTheOldOne() {
		apply(RISK, MODEL, "first");
		apply(RISK, MODEL, "second");
		assertThat(this.driver.executableQuery("""
				MATCH (:Requirement {urn: $urn})-[r:APPLIES_TO|APPLIED_TO]->()
				RETURN type(r) + ' ' + r.reason + ' ' + r.actor AS told ORDER BY told""")
			.withParameters(Map.of("urn", RISK))
			.execute()
			.records()).extracting((row) -> row.get("told").asString())
			.containsExactly("APPLIED_TO first ada@example.com", "APPLIES_TO second ada@example.com");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'',
			textBlock = """
					registerRegulation(input: {id: " ", name: "x", requirements: []}) { id }; INVALID_ARGUMENT; input.id
					registerRegulation(input: {id: "ct-x", name: "x", requirements: [{id: "a", title: "a"}, {id: "a", title: "b"}]}) { id }; INVALID_ARGUMENT; input.requirements[1].id
					registerRegulation(input: {id: "ct-x", name: "x", requirements: [{id: "a", title: ""}]}) { id }; INVALID_ARGUMENT; input.requirements[0].title
					applyRequirement(requirement: "requirement:none", asset: "data:compliance-tests|fraud-detector", reason: "x") { id }; NOT_FOUND; requirement
					applyRequirement(requirement: "regulation:ct-ai-act", asset: "data:compliance-tests|fraud-detector", reason: "x") { id }; INVALID_ARGUMENT; requirement
					applyRequirement(requirement: "requirement:ct-ai-act|art-9", asset: "data:none|none", reason: "x") { id }; NOT_FOUND; asset
					applyRequirement(requirement: "requirement:ct-ai-act|art-9", asset: "data:compliance-tests|fraud-detector", reason: " ") { id }; INVALID_ARGUMENT; reason
					""")
	void whatIsWrongIsNamed(String mutation, String code, String argument) {
		this.asking.refused("mutation { " + mutation + " }", code, argument);
	}

	private void register(String requirements) {
		this.asking
			.ask("mutation { registerRegulation(input: {id: \"ct-ai-act\", name: \"AI Act\", jurisdiction: \"EU\","
					+ " requirements: [" + requirements + "]}) { id } }");
	}

	private void apply(String requirement, String asset, String reason) {
		this.asking.ask("mutation { applyRequirement(requirement: \"" + requirement + "\", asset: \"" + asset
				+ "\", reason: \"" + reason + "\") { id } }");
	}

	private @Nullable Object regulation() {
		return this.asking
			.value("""
					{ node(id: "regulation:ct-ai-act") { id ... on Regulation { name jurisdiction requirements { id title } } } }""",
					"node");
	}

	private List<Object> requirements(String asset) {
		return this.asking.list("{ asset(id: \"" + asset + "\") { requirements { id } } }", "asset.requirements[*].id");
	}

	private int revisions() {
		return this.driver
			.executableQuery("MATCH (r:Revision {asset: 'regulation:ct-ai-act'}) RETURN count(r) AS revisions")
			.execute()
			.records()
			.getFirst()
			.get("revisions")
			.asInt();
	}

}
