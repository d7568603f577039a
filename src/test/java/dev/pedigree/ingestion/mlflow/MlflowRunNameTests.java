package dev.pedigree.ingestion.mlflow;

import java.util.List;
import java.util.Map;

import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Names and tags of runs. */
class MlflowRunNameTests {

	@Test
	void runHasNameAndTags() {
		Translation translation = new MlflowPayload(new PayloadNode(JsonMapper.shared().readTree("""
				{"instance": "prod", "run": {
				  "info": {"run_id": "r1", "experiment_id": "1", "run_name": "wistful-crane-7", "status": "FINISHED",
				    "start_time": 1790000100000, "end_time": 1790000150000},
				  "data": {"tags": [{"key": "mlflow.user", "value": "grace"}, {"key": "purpose", "value": "tuning"},
				    {"key": "baseline", "value": "true"}]}}}"""), "")).translate();
		assertThat(values(translation, "displayName")).containsExactly(Map.of("displayName", "wistful-crane-7"));
		assertThat(values(translation, "tags")).containsExactly(Map.of("tags", List.of("baseline", "purpose:tuning")));
		assertThat(translation.facets()).filteredOn((facet) -> facet.name().equals("run_name"))
			.singleElement()
			.matches(Translation.PayloadFacet::used);
	}

	private static List<Map<String, ?>> values(Translation translation, String group) {
		return translation.events()
			.stream()
			.filter(MetadataEvent.AssetDescribed.class::isInstance)
			.map((event) -> ((MetadataEvent.AssetDescribed) event).statement())
			.filter((statement) -> statement.group().equals(group))
			.<Map<String, ?>>map(Statement::values)
			.toList();
	}

}
