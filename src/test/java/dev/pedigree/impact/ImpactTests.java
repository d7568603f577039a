package dev.pedigree.impact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.lineage.Sketch;
import dev.pedigree.lineage.Truncation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@GraphTest
class ImpactTests {

	private static final String SPACE = "impact-tests";

	@Autowired
	Driver driver;

	@Autowired
	ImpactAnalysis analysis;

	@Autowired
	Asking asking;

	Sketch sketch;

	@BeforeEach
	void estate() {
		this.sketch = new Sketch(this.driver, SPACE);
		Sketch sketch = this.sketch;
		String raw = sketch.dataset("card-transactions");
		String features = sketch.dataset("features");
		String model = sketch.model("fraud-detector");
		String serving = sketch.deployment("fraud");
		String shadow = sketch.deployment("shadow");
		sketch.feeds(raw, sketch.job("clean"), features, sketch.job("train"), model, serving,
				sketch.application("checkout"));
		sketch.feeds(model, shadow);
		for (String part : List.of("1", "2", "3")) {
			sketch.fed(
					sketch.version("card-transactions", "ol:" + part,
							Map.of("at", day(Integer.parseInt(part)), "mode", "OVERWRITE")),
					sketch.run("train", "r" + part), sketch.version("fraud-detector", "mlflow:" + part));
		}
		sketch.edge("FEEDS", version("fraud-detector", "mlflow:1"), serving, Map.of("traffic", 90.0));
		sketch.edge("FEEDS", version("fraud-detector", "mlflow:2"), serving, Map.of("traffic", 10.0));
		sketch.edge("FEEDS", version("fraud-detector", "mlflow:3"), serving, Map.of("traffic", 0.0));
		sketch.edge("FEEDS", version("fraud-detector", "mlflow:3"), shadow, Map.of()).draw();
		environment(serving, "production", "PRODUCTION");
		environment(shadow, "staging", "STAGING");
	}

	@Test
	void aRetirementSpreadsByDesignToWhatServesAndWhoUsesIt() {
		Impact impact = impact(Change.RETIREMENT, data("card-transactions"));
		assertThat(hops(impact))
			.containsExactlyInAnyOrderEntriesOf(Map.of("job:impact-tests|clean", 0, data("features"), 1,
					"job:impact-tests|train", 1, data("fraud-detector"), 2, "deployment:impact-tests|fraud", 3,
					"deployment:impact-tests|shadow", 3, "application:impact-tests|checkout", 4));
		assertThat(impact.ranked()).filteredOn(Affected::live)
			.extracting(Affected::urn)
			.containsExactlyInAnyOrder(data("fraud-detector"), "deployment:impact-tests|fraud",
					"application:impact-tests|checkout");
		assertThat(impact.byKind()).containsExactlyInAnyOrder(new Impact.KindCount(AssetKind.JOB, 2),
				new Impact.KindCount(AssetKind.DEPLOYMENT, 2), new Impact.KindCount(AssetKind.DATASET, 1),
				new Impact.KindCount(AssetKind.MODEL, 1), new Impact.KindCount(AssetKind.APPLICATION, 1));
		assertThat(impact.byEnvironment()).extracting((count) -> count.environment().name())
			.containsExactly("impact-production", "impact-staging");
		assertThat(hops(impact(Change.RETIREMENT, version("card-transactions", "ol:1")))).isEqualTo(hops(impact));
	}

	@Test
	void badDataSpreadRunByRunAndACanaryIsLiveWhileItHasTraffic() {
		Impact first = impact(Change.BAD_DATA, version("card-transactions", "ol:1"));
		assertThat(hops(first)).containsExactlyInAnyOrderEntriesOf(Map.of(version("fraud-detector", "mlflow:1"), 1,
				"deployment:impact-tests|fraud", 2, "application:impact-tests|checkout", 3));
		assertThat(affected(first, version("fraud-detector", "mlflow:1")).live()).isTrue();
		assertThat(affected(impact(Change.BAD_DATA, version("card-transactions", "ol:2")),
				version("fraud-detector", "mlflow:2"))
			.live()).isTrue();
		Impact silent = impact(Change.BAD_DATA, version("card-transactions", "ol:3"));
		assertThat(affected(silent, version("fraud-detector", "mlflow:3")).live()).isFalse();
		assertThat(affected(silent, "deployment:impact-tests|shadow").live()).isFalse();
		assertThat(affected(silent, "deployment:impact-tests|fraud").live()).isTrue();
		assertThat(impact(Change.BAD_DATA, data("card-transactions")).total()).isEqualTo(6);
	}

	@Test
	void aWindowMeansTheVersionsMadeInIt() {
		Impact impact = this.analysis
			.of(new ImpactQuestion(List.of(data("card-transactions")), Change.CONSENT_WITHDRAWN,
					new ImpactQuestion.TimeWindow(day(2), day(3)), false, TemporalScope.NOW, null, 100), false);
		assertThat(hops(impact)).containsOnlyKeys(version("fraud-detector", "mlflow:2"),
				"deployment:impact-tests|fraud", "application:impact-tests|checkout");
	}

	@Test
	void aRunStandsForWhatItWrote() {
		Impact impact = impact(Change.BAD_DATA, "run:impact-tests|train|r1");
		assertThat(hops(impact)).containsOnlyKeys("deployment:impact-tests|fraud", "application:impact-tests|checkout");
		assertThat(impact.assumptions()).anyMatch((text) -> text.contains(version("fraud-detector", "mlflow:1")));
		assertThat(hops(impact(Change.BAD_DATA, "job:impact-tests|train"))).containsOnlyKeys(
				"deployment:impact-tests|fraud", "deployment:impact-tests|shadow", "application:impact-tests|checkout");
	}

	@Test
	void whatABatchScoringJobReadsIsLive() {
		Sketch sketch = this.sketch;
		String model = sketch.model("credit-scorer");
		String job = sketch.job("score");
		sketch.feeds(sketch.dataset("history"), sketch.job("fit"), model, job, sketch.dataset("scores"));
		String old = sketch.version("history", "ol:1");
		String fresh = sketch.version("history", "ol:2");
		String oldModel = sketch.version("credit-scorer", "mlflow:1");
		String newModel = sketch.version("credit-scorer", "mlflow:2");
		sketch.fed(old, sketch.run("fit", "f1"), oldModel, sketch.run("score", "s1", Map.of("execution", "e1")));
		sketch.fed(fresh, sketch.run("fit", "f2"), newModel, sketch.run("score", "s2", Map.of("execution", "e2")));
		sketch.draw();
		execution("e1", job, day(1));
		execution("e2", job, day(2));
		assertThat(affected(impact(Change.SCHEMA_CHANGE, data("history")), model).live()).isTrue();
		assertThat(affected(impact(Change.BAD_DATA, fresh), newModel).live()).isTrue();
		assertThat(affected(impact(Change.BAD_DATA, old), oldModel).live()).isFalse();
	}

	@Test
	void everyTermOfASeverityIsAReason() {
		for (Change change : List.of(Change.SCHEMA_CHANGE, Change.BAD_DATA)) {
			Impact impact = impact(change, data("card-transactions"));
			assertThat(impact.ranked()).isSortedAccordingTo(Affected.ORDER).allSatisfy((affected) -> {
				assertThat(affected.severity()).isBetween(0.0, 1.0);
				assertThat(impact.reasons().apply(affected).stream().mapToDouble(Affected.AffectedReason::weight).sum())
					.isCloseTo(affected.severity(), within(1e-9));
			});
		}
		Impact recall = impact(Change.BAD_DATA, version("card-transactions", "ol:1"));
		Affected worst = recall.ranked().getFirst();
		assertThat(worst.urn()).isEqualTo(version("fraud-detector", "mlflow:1"));
		assertThat(recall.reasons().apply(worst)).extracting(Affected.AffectedReason::code)
			.containsExactly("LIVE", "PRODUCTION", "DISTANCE", "KIND", "TRAFFIC", "APPLICATIONS");
		assertThat(worst.severity()).isCloseTo(0.35 + 0.15 + 0.2 + 0.08 + 0.09 + 0.02, within(1e-9));
	}

	@Test
	void whatNobodyOwnsIsNeverDropped() {
		own("team:impact-risk-ml", data("fraud-detector"), "ACCOUNTABLE");
		own("team:impact-risk-ml", "application:impact-tests|checkout", "MAINTAINER");
		Impact impact = impact(Change.RETIREMENT, data("card-transactions"));
		assertThat(contacts(impact).all()).singleElement().satisfies((contact) -> {
			assertThat(contact.owner().id()).isEqualTo("team:impact-risk-ml");
			assertThat(contact.urns()).containsExactlyInAnyOrder(data("fraud-detector"),
					"deployment:impact-tests|fraud", "deployment:impact-tests|shadow",
					"application:impact-tests|checkout");
			assertThat(contact.reasons()).containsExactly("accountable of 3 affected assets, 2 live",
					"maintainer of 1 affected asset, 1 live");
		});
		assertThat(contacts(impact).unowned()).containsExactlyInAnyOrder("job:impact-tests|clean", data("features"),
				"job:impact-tests|train");
		Impact recall = impact(Change.BAD_DATA, version("card-transactions", "ol:3"));
		assertThat(contacts(recall).unowned()).isEmpty();
	}

	/**
	 * Whoever is on call must not ring at an empty desk, nor believe that somebody cares.
	 */
	@Test
	void whoHasLeftComesLastAndAnswersForNothing() {
		for (String name : List.of("ann", "zoe")) {
			this.asking.ask("""
					mutation { registerPerson(input: {name: "%s", email: "%s@impact.example", active: %s}) { id } }"""
				.formatted(name, name, !name.equals("ann")));
		}
		own("person:ann@impact.example", data("fraud-detector"), "ACCOUNTABLE");
		own("person:ann@impact.example", data("features"), "MAINTAINER");
		own("person:zoe@impact.example", data("features"), "CONTACT");
		Contacts contacts = contacts(impact(Change.RETIREMENT, data("card-transactions")));
		assertThat(contacts.all()).extracting((contact) -> contact.owner().id())
			.containsExactly("person:zoe@impact.example", "person:ann@impact.example");
		assertThat(contacts.all().getLast().reasons()).startsWith("has left").hasSize(3);
		assertThat(contacts.unowned()).contains(data("fraud-detector")).doesNotContain(data("features"));
	}

	@Test
	void contactsAreTheEffectiveOwnersOfWhatIsAffected() {
		own("team:impact-risk-ml", data("fraud-detector"), "ACCOUNTABLE");
		own("team:impact-serving", "deployment:impact-tests|fraud", "MAINTAINER");
		own("team:impact-serving", version("fraud-detector", "mlflow:3"), "CONTACT");
		for (Change change : List.of(Change.RETIREMENT, Change.BAD_DATA)) {
			JsonNode impact = JsonMapper.shared()
				.valueToTree(this.asking.value("""
						{ impact(roots: ["%s"], change: %s) { unowned { edges { node { id } } }
						  affected { edges { node { asset { id owners { owner { ... on Team { id } } } } } } }
						  contacts { owner { ... on Team { id } } assets { edges { node { id } } } } } }"""
					.formatted(data("card-transactions"), change), "impact"));
			Set<String> owned = new TreeSet<>();
			Set<String> unowned = new TreeSet<>();
			impact.at("/affected/edges").forEach((edge) -> {
				JsonNode asset = edge.at("/node/asset");
				asset.path("owners")
					.forEach((held) -> owned.add(held.at("/owner/id").asString() + " " + asset.path("id").asString()));
				if (asset.path("owners").isEmpty()) {
					unowned.add(asset.path("id").asString());
				}
			});
			Set<String> told = new TreeSet<>();
			impact.path("contacts")
				.forEach((contact) -> contact.at("/assets/edges")
					.forEach((edge) -> told
						.add(contact.at("/owner/id").asString() + " " + edge.at("/node/id").asString())));
			assertThat(told).isEqualTo(owned).hasSizeGreaterThan(2);
			assertThat(impact.at("/unowned/edges").valueStream().map((edge) -> edge.at("/node/id").asString()))
				.containsExactlyInAnyOrderElementsOf(unowned);
		}
	}

	@Test
	void anEvaluationOnAnAffectedVersionIsAReason() {
		this.driver.executableQuery("""
				MATCH (model:Entity {urn: $model}), (data:Entity {urn: $data})
				CREATE (model)-[:EVALUATED_IN]->(:Evaluation {urn: 'evaluation:impact'})-[:ON]->(data)
				""")
			.withParameters(Map.of("model", version("fraud-detector", "mlflow:1"), "data",
					version("card-transactions", "ol:3")))
			.execute();
		Impact impact = impact(Change.BAD_DATA, version("card-transactions", "ol:3"));
		assertThat(affected(impact, version("fraud-detector", "mlflow:1"))).satisfies((affected) -> {
			assertThat(affected.hops()).isEqualTo(1);
			assertThat(affected.live()).isTrue();
			assertThat(impact.reasons().apply(affected)).contains(new Affected.AffectedReason("EVALUATION", 0,
					"its metrics were measured on " + version("card-transactions", "ol:3")));
		});
	}

	@Test
	void aCutAnswerSaysSo() {
		Impact impact = this.analysis.of(new ImpactQuestion(List.of(data("card-transactions")), Change.RETIREMENT, null,
				false, TemporalScope.NOW, null, 2), false);
		assertThat(hops(impact)).containsOnlyKeys("job:impact-tests|clean", data("features"));
		assertThat(impact.truncation())
			.isEqualTo(new Truncation(Truncation.TruncationReason.LIMIT, 5, List.of(data("features"))));
		Impact near = this.analysis.of(new ImpactQuestion(List.of(data("card-transactions")), Change.RETIREMENT, null,
				false, TemporalScope.NOW, 1, 100), false);
		assertThat(near.truncation())
			.isEqualTo(new Truncation(Truncation.TruncationReason.HOPS, 4, List.of("job:impact-tests|train")));
	}

	@Test
	void whatMakesNoSenseIsRefused() {
		refused("roots: [], change: BAD_DATA", "INVALID_ARGUMENT", "roots");
		refused("roots: [\"none\"], change: BAD_DATA", "NOT_FOUND", "roots");
		String root = "roots: [\"" + data("features") + "\"], ";
		refused(root + "change: VULNERABILITY", "INVALID_ARGUMENT", "roots");
		refused(root + "change: RETIREMENT, window: {}", "INVALID_ARGUMENT", "window");
		refused(root + "change: BAD_DATA, window: {from: \"2026-01-02T00:00:00Z\", to: \"2026-01-01T00:00:00Z\"}",
				"INVALID_ARGUMENT", "window");
		refused(root + "change: BAD_DATA, limit: 0", "INVALID_ARGUMENT", "limit");
		refused(root + "change: BAD_DATA, maxHops: -1", "INVALID_ARGUMENT", "maxHops");
		refused("roots: [\"run:impact-tests|train|r1\"], change: SCHEMA_CHANGE", "INVALID_ARGUMENT", "roots");
		refused("roots: [\"deployment:impact-tests|fraud\"], change: BAD_DATA", "INVALID_ARGUMENT", "roots");
	}

	@Test
	void theApiPagesThroughWhatIsAffected() {
		own("team:impact-risk-ml", data("fraud-detector"), "ACCOUNTABLE");
		String question = """
				{ impact(roots: ["data:impact-tests|card-transactions"], change: RETIREMENT) {
				  roots { id } total complete truncation { reason } byKind { kind count }
				  byEnvironment { environment { name tier } count }
				  affected(liveOnly: true, kinds: [DEPLOYMENT, APPLICATION], first: 1%s) {
				    totalCount pageInfo { hasNextPage endCursor }
				    edges { node { asset { id kind } hops live severity reasons { code weight text } } } }
				  contacts { owner { ... on Team { name } } reasons assets { totalCount edges { node { id } } } }
				  unowned(first: 2) { totalCount edges { node { id } } } assumptions } }""";
		var answer = this.asking.ask(question.formatted(""));
		answer.path("impact.total").entity(Integer.class).isEqualTo(7);
		answer.path("impact.affected.totalCount").entity(Integer.class).isEqualTo(2);
		answer.path("impact.affected.edges[*].node.asset.id")
			.entityList(String.class)
			.containsExactly("deployment:impact-tests|fraud");
		answer.path("impact.contacts[*].owner.name").entityList(String.class).containsExactly("impact-risk-ml");
		answer.path("impact.contacts[0].assets.totalCount").entity(Integer.class).isEqualTo(3);
		answer.path("impact.unowned.totalCount").entity(Integer.class).isEqualTo(4);
		answer.path("impact.byEnvironment[0].environment.tier").entity(String.class).isEqualTo("PRODUCTION");
		String cursor = answer.path("impact.affected.pageInfo.endCursor").entity(String.class).get();
		this.asking.ask(question.formatted(", after: \"" + cursor + "\""))
			.path("impact.affected.edges[*].node.asset.id")
			.entityList(String.class)
			.containsExactly("application:impact-tests|checkout");
	}

	@Test
	void aRootIsFoundByAnyOfItsNames() {
		this.driver
			.executableQuery(
					"""
							MATCH (d:Entity {urn: $data}) MERGE (a:Alias {key: 'data:impact-tests|cards'}) MERGE (a)-[:IDENTIFIES]->(d)
							""")
			.withParameters(Map.of("data", data("card-transactions")))
			.execute();
		for (Change change : List.of(Change.RETIREMENT, Change.BAD_DATA)) {
			Impact known = impact(change, data("card-transactions"));
			Impact named = impact(change, data("cards"));
			assertThat(known.total()).isPositive();
			assertThat(hops(named)).isEqualTo(hops(known));
			assertThat(named.roots()).containsExactly(data("card-transactions"));
		}
		Impact twice = this.analysis.of(new ImpactQuestion(
				List.of(data("cards"), data("card-transactions"), version("card-transactions", "ol:1")),
				Change.SCHEMA_CHANGE, null, false, TemporalScope.NOW, null, 100), true);
		assertThat(twice.roots()).containsExactly(data("card-transactions"), version("card-transactions", "ol:1"));
		assertThat(hops(twice)).hasSize(7);
	}

	private Impact impact(Change change, String root) {
		return this.analysis.of(new ImpactQuestion(List.of(root), change, null, false, TemporalScope.NOW, null, 10_000),
				true);
	}

	private static Contacts contacts(Impact impact) {
		return Objects.requireNonNull(impact.contacts());
	}

	private void refused(String arguments, String code, @Nullable String argument) {
		this.asking.refused("{ impact(" + arguments + ") { total } }", code, argument);
	}

	private void environment(String deployment, String name, String tier) {
		this.driver
			.executableQuery(
					"""
							MATCH (d:Entity {urn: $deployment})
							MERGE (e:Entity {urn: 'environment:impact-' + $name}) SET e:Environment, e.name = 'impact-' + $name, e.tier = $tier
							MERGE (d)-[:RUNS_IN]->(e)""")
			.withParameters(Map.of("deployment", deployment, "name", name, "tier", tier))
			.execute();
	}

	private void own(String owner, String asset, String role) {
		this.driver.executableQuery("""
				MATCH (a:Entity {urn: $asset})
				MERGE (t:Entity {urn: $owner})
				ON CREATE SET t:Owner:Team, t.name = 'impact-risk-ml'
				CREATE (t)-[:OWNS {role: $role, source: 'manual', since: datetime('2026-01-01T00:00:00Z')}]->(a)""")
			.withParameters(Map.of("asset", asset, "owner", owner, "role", role))
			.execute();
	}

	private void execution(String urn, String job, Instant at) {
		this.driver
			.executableQuery(
					"MERGE (e:Execution {urn: $urn}) SET e.job = $job, e.name = $urn, e.inputsAt = datetime($at)")
			.withParameters(Map.of("urn", urn, "job", job, "at", at.toString()))
			.execute();
	}

	private static Affected affected(Impact impact, String urn) {
		return impact.ranked().stream().filter((one) -> one.urn().equals(urn)).findFirst().orElseThrow();
	}

	private static Map<String, Integer> hops(Impact impact) {
		Map<String, Integer> hops = new TreeMap<>();
		impact.ranked().forEach((affected) -> hops.put(affected.urn(), affected.hops()));
		return hops;
	}

	private static String data(String name) {
		return "data:" + SPACE + "|" + name;
	}

	private static String version(String name, String version) {
		return "version:" + SPACE + "|" + name + "|" + version;
	}

	private static Instant day(int day) {
		return Instant.parse("2026-01-%02dT00:00:00Z".formatted(day));
	}

}
