package dev.pedigree.oracle;

import java.util.List;

import dev.pedigree.ingestion.MetadataEvent;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The oracle knows the known truths. */
@Execution(ExecutionMode.CONCURRENT)
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
