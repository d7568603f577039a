package dev.pedigree.benchmark;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.neo4j.driver.Driver;

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
	 * The raw forms: one pruned expansion, and as much of the result as the question has.
	 */
	private static final String RAW_LINEAGE = """
			CYPHER 25 MATCH (root:Entity {urn: $urn})-[:FEEDS*0..]->(n) WITH DISTINCT n LIMIT 1000
			WITH collect(n) AS nodes
			UNWIND nodes AS n
			RETURN n.urn, labels(n), properties(n), [(n)-[r:FEEDS]->(m) WHERE m IN nodes | [m.urn, r.since, r.lastConfirmed, r.source]]
			""";

	private static final String RAW_COUNTS = """
			CYPHER 25 MATCH (root:Entity {urn: $urn})-[:FEEDS*1..]->(n) WITH DISTINCT n RETURN labels(n), count(*)
			""";

	private static final String RAW_OWNERS = """
			CYPHER 25 MATCH (root:Entity {urn: $urn})-[:FEEDS*1..]->(n) WITH DISTINCT n
			MATCH (n)<-[o:OWNS]-(t) RETURN t.urn, o.role, count(*)
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
		System.out.printf("%-44s %8s %8s %8s %8s %7s%n", "milliseconds", "p50", "p95", "raw p50", "raw p95", "ratio");
		estate.roots().forEach((name, root) -> {
			String place = name + " (reaches " + root.reached() + ")";
			line("lineage of " + place, LINEAGE, RAW_LINEAGE, root.urn());
			line("impact of " + place, IMPACT, RAW_COUNTS, root.urn());
			line("impact and contacts of " + place, IMPACT_WITH_CONTACTS, RAW_OWNERS, root.urn());
		});
		String space = "data:" + estate.namespace + "|";
		double diamonds = graphQl("lineage of 40 diamonds", LINEAGE, space + "diamond0").p50();
		double chain = graphQl("lineage of a chain as long", LINEAGE, space + "chain0").p50();
		ratio("diamonds to chain", diamonds / chain);
		if (estate != first) {
			first.roots()
				.forEach((name, root) -> ratio(
						"the same " + name + " after growth from " + first.size + " by " + estate.size,
						graphQl("impact of it", IMPACT, root.urn()).p50() / this.before.getOrDefault(root.urn(), 1.0)));
		}
	}

	private void line(String name, String question, String raw, String urn) {
		Clock.Times asked = Clock.measure(() -> this.catalog.ask(question.formatted(urn)));
		Clock.Times alone = Clock
			.measure(() -> this.driver.executableQuery(raw).withParameters(Map.of("urn", urn)).execute());
		if (question.equals(IMPACT)) {
			this.before.putIfAbsent(urn, asked.p50());
		}
		System.out.printf(Locale.ROOT, "%-44s %s %s %7.2f%n", name, asked, alone, asked.p50() / alone.p50());
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
