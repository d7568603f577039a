package dev.pedigree.ingestion.pipelines;

import java.util.Map;

import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.MetadataEvent;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The display name of a pipeline. */
class DisplayNameTests {

	@Test
	void pipelineHasItsDisplayName() {
		ObjectNode payload = JsonMapper.shared()
			.createObjectNode()
			.put("instance", "kfp")
			.put("at", "2026-01-01T00:00:00Z");
		payload.set("content", Definition.read("", """
				pipelineInfo: {name: fraud-training, displayName: Fraud training}
				root: {dag: {tasks: {}}}
				"""));
		assertThat(new PipelinesConnector().translate(payload)
			.events()
			.stream()
			.filter(MetadataEvent.AssetDescribed.class::isInstance)
			.map((event) -> ((MetadataEvent.AssetDescribed) event).statement())
			.filter((statement) -> statement.group().equals("displayName"))
			.<Map<String, ?>>map(Statement::values)).containsExactly(Map.of("displayName", "Fraud training"));
	}

}
