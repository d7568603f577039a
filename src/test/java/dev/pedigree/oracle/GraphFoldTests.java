package dev.pedigree.oracle;

import java.util.List;
import java.util.UUID;

import dev.pedigree.BesideGraphTest;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

/** The store knows the known truths. */
@BesideGraphTest
class GraphFoldTests extends FoldTruths {

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	@Override
	String freshNamespace() {
		return "truth-" + UUID.randomUUID();
	}

	@Override
	OracleGraph graphOf(String namespace, List<MetadataEvent> events) {
		events.forEach((event) -> this.intake.write(List.of(event)));
		return GraphSnapshot.of(this.driver, namespace);
	}

}
