package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.Urn;
import org.neo4j.driver.Driver;

/** Draws columns of the data of a sketch, and which of them feed which. */
public final class FieldSketch {

	private final Driver driver;

	private final String namespace;

	private final List<Map<String, Object>> fields = new ArrayList<>();

	private final List<Map<String, Object>> feeds = new ArrayList<>();

	public FieldSketch(Driver driver, String namespace) {
		this.driver = driver;
		this.namespace = namespace;
		driver.executableQuery("MATCH (n:Field) WHERE n.dataset STARTS WITH $prefix DETACH DELETE n")
			.withParameters(Map.of("prefix", "data:" + namespace + "|"))
			.execute();
	}

	/** A column of drawn data. */
	public String field(String data, String name) {
		Urn of = Urn.data(this.namespace, data);
		String urn = Urn.field(of, name).value();
		this.fields.add(Map.of("urn", urn, "name", name, "dataset", of.value()));
		return urn;
	}

	/** One column feeds another now. */
	public FieldSketch feeds(String from, String to) {
		this.feeds.add(Map.of("from", from, "to", to));
		return this;
	}

	/** Writes what was drawn. */
	public void draw() {
		write("""
				MATCH (data:Entity {urn: row.dataset}) MERGE (field:Entity {urn: row.urn})
				SET field:Field, field += row MERGE (data)-[:HAS_FIELD]->(field)""", this.fields);
		write("""
				MATCH (a:Entity {urn: row.from}) MATCH (b:Entity {urn: row.to})
				MERGE (a)-[r:FEEDS]->(b) SET r.since = datetime('2026-01-01T00:00:00Z')""", this.feeds);
	}

	private void write(String query, List<Map<String, Object>> rows) {
		this.driver.executableQuery("CYPHER 25 UNWIND $rows AS row " + query)
			.withParameters(Map.of("rows", rows))
			.execute();
	}

}
