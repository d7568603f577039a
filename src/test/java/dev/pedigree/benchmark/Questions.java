package dev.pedigree.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/** Questions over HTTP, each beside a raw query to the same store. */
final class Questions {

	private static final String LINEAGE = """
			{ lineage(id: "%s", direction: DOWNSTREAM) { complete
			  nodes { hops asset { id kind namespace name } } edges { from to since lastConfirmed sources } } }""";

	private static final String IMPACT = """
			{ impact(roots: ["%s"], change: SCHEMA_CHANGE, limit: 100000) { total byKind { kind count }
			  affected(first: 50) { edges { node { hops severity live asset { id kind namespace name } } } } } }""";

	private static final String IMPACT_WITH_CONTACTS = """
			{ impact(roots: ["%s"], change: SCHEMA_CHANGE, limit: 100000) { total byKind { kind count }
			  affected(first: 50) { edges { node { hops severity live asset { id kind namespace name } } } }
			  contacts { owner { ... on Team { name } } reasons assets(first: 1) { totalCount } } } }""";

	/**
	 * The best raw form of a lineage: one pruned expansion, and as much of the result as
	 * the question has.
	 */
	private static final String RAW_LINEAGE = """
			CYPHER 25 MATCH (root:Entity {urn: $urn})-[:FEEDS*0..]->(n) WITH DISTINCT n LIMIT 1000
			WITH collect(n) AS nodes
			UNWIND nodes AS n
			RETURN n.urn, labels(n), properties(n), [(n)-[r:FEEDS]->(m) WHERE m IN nodes | [m.urn, r.since, r.lastConfirmed, r.source]]
			""";

	/**
	 * The best raw form of what is affected: all that the ranking needs in one record
	 * (how far each is, what serves where, what batch-scoring jobs read), and then the
	 * page.
	 */
	private static final String RAW_AFFECTED = """
			CYPHER 25 MATCH p = (root:Entity {urn: $urn})-[:FEEDS*1..]->(n) WITH n, min(length(p)) AS distance
			WITH collect(n) AS nodes, collect(n.urn) AS urns, collect(distance) AS distances, collect(CASE
			  WHEN n:Job THEN 0 WHEN n:Dataset THEN 1 WHEN n:Model THEN 2 WHEN n:Deployment THEN 3 ELSE 4 END) AS kinds
			CALL (nodes) { UNWIND nodes AS d WITH d WHERE d:Deployment OPTIONAL MATCH (d)-[:RUNS_IN]->(e)
			  OPTIONAL MATCH (d)<-[s:FEEDS]-(v:ModelVersion) OPTIONAL MATCH (d)-[:FEEDS]->(a:Application)
			  RETURN collect([d.urn, e.tier, v.urn, s.traffic, a.urn]) AS servings }
			CALL (nodes) { UNWIND nodes AS j WITH j WHERE j:Job MATCH (j)<-[:FEEDS]-(:Model) WITH DISTINCT j
			  WHERE EXISTS { (j)-[:FEEDS]->(:Dataset) } AND NOT EXISTS { (j)-[:FEEDS]->(:Model) }
			  MATCH (j)<-[:FEEDS]-(x) RETURN collect(DISTINCT x.urn) AS scored }
			RETURN urns, distances, kinds, servings, scored
			""";

	private static final String RAW_PAGE = """
			CYPHER 25 UNWIND $urns AS urn MATCH (n:Entity {urn: urn}) RETURN labels(n), properties(n)
			""";

	private static final String RAW_OWNERS = """
			CYPHER 25 MATCH (root:Entity {urn: $urn})-[:FEEDS*1..]->(n) WITH DISTINCT n
			MATCH (n)<-[o:OWNS]-(t) RETURN t.urn, t.name, o.role, collect(n.urn)
			""";

	private final Driver driver;

	private final Catalog catalog;

	/** The median time of the impact of each root when it was asked first. */
	private final Map<String, Double> before = new HashMap<>();

	Questions(Driver driver, Catalog catalog) {
		this.driver = driver;
		this.catalog = catalog;
	}

	/**
	 * Asks about an estate, and again about the first one, whose answers are the same in
	 * a graph that has grown.
	 */
	void ask(Estate estate, Estate first) {
		System.out.printf("%n%s: %,d nodes%n", estate.namespace, estate.size);
		Map<String, Estate.Root> roots = estate.roots();
		String space = "data:" + estate.namespace + "|";
		roots.values().forEach((root) -> warm(root.urn()));
		System.out.printf("%-44s %8s %8s %8s %8s %7s%n", "milliseconds", "p50", "p95", "raw p50", "raw p95", "ratio");
		line("nothing: what a question costs by itself", "{ __typename }", "", () -> raw("RETURN 1", ""));
		roots.forEach((name, root) -> {
			String place = name + " (reaches " + root.reached() + ")";
			String urn = root.urn();
			line("lineage of " + place, LINEAGE, urn, () -> raw(RAW_LINEAGE, urn));
			line("impact of " + place, IMPACT, urn, () -> rawAffected(urn));
			line("impact and contacts of " + place, IMPACT_WITH_CONTACTS, urn, () -> {
				rawAffected(urn);
				raw(RAW_OWNERS, urn);
			});
		});
		Clock.Turns ladders = Clock.measure(() -> this.catalog.ask(LINEAGE.formatted(space + "diamond0")),
				() -> this.catalog.ask(LINEAGE.formatted(space + "chain0")));
		System.out.printf("%-44s %s%n", "lineage of 40 diamonds", ladders.one());
		System.out.printf("%-44s %s%n", "lineage of a chain as long", ladders.other());
		ratio("diamonds to chain", ladders.ratio());
		if (estate != first) {
			first.roots()
				.forEach((name, root) -> ratio(
						"the same " + name + " after growth from " + first.size + " by " + estate.size,
						graphQl("impact of it", IMPACT, root.urn()).p50()
								/ Objects.requireNonNull(this.before.get(root.urn()))));
		}
	}

	private void warm(String urn) {
		for (String question : List.of(LINEAGE, IMPACT, IMPACT_WITH_CONTACTS)) {
			Clock.warm(() -> this.catalog.ask(question.formatted(urn)), 15_000);
		}
	}

	private List<Record> raw(String query, String urn) {
		return this.driver.executableQuery(query).withParameters(Map.of("urn", urn)).execute().records();
	}

	private void rawAffected(String urn) {
		List<Object> urns = raw(RAW_AFFECTED, urn).getFirst().get("urns").asList();
		if (!urns.isEmpty()) {
			this.driver.executableQuery(RAW_PAGE)
				.withParameters(Map.of("urns", urns.subList(0, Math.min(50, urns.size()))))
				.execute();
		}
	}

	private void line(String name, String question, String urn, Runnable raw) {
		Clock.Turns turns = Clock.measure(() -> this.catalog.ask(question.formatted(urn)), raw);
		if (question.equals(IMPACT)) {
			this.before.putIfAbsent(urn, turns.one().p50());
		}
		System.out.printf(Locale.ROOT, "%-44s %s %s %7.2f%n", name, turns.one(), turns.other(), turns.ratio());
	}

	private Clock.Times graphQl(String name, String question, String urn) {
		Clock.Times times = Clock.measure(() -> this.catalog.ask(question.formatted(urn)));
		System.out.printf("%-44s %s%n", name, times);
		return times;
	}

	static void ratio(String name, double ratio) {
		System.out.printf(Locale.ROOT, "%-80s %7.2f%n", name, ratio);
	}

}
