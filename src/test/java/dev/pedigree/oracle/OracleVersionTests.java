package dev.pedigree.oracle;

import java.util.List;

import dev.pedigree.ingestion.MetadataEvent;

/** The oracle knows the known truths. */
class OracleVersionTests extends VersionTruths {

	@Override
	String freshNamespace() {
		return "lake";
	}

	@Override
	OracleGraph graphOf(String namespace, List<MetadataEvent> events) {
		return Oracle.graphOf(events);
	}

}
