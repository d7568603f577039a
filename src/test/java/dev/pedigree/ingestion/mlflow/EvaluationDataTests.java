package dev.pedigree.ingestion.mlflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.PayloadNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
class EvaluationDataTests {

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	/** The run before the version that it made, and after it. */
	@ParameterizedTest
	@ValueSource(strings = { "0 1", "1 0", "0 1 0", "1 0 1" })
	void dataLoggedForEvaluationAreNotTrainedOn(String order) throws IOException {
		String instance = "evaluation-data-" + order.replace(" ", "");
		try (InputStream file = getClass().getResourceAsStream("/mlflow/evaluation-data.json")) {
			String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
			JsonNode payloads = JsonMapper.shared().readTree(text.replace("evaluation-data", instance));
			for (String payload : order.split(" ", -1)) {
				this.intake
					.write(new MlflowPayload(new PayloadNode(payloads.get(Integer.parseInt(payload)), "")).translate()
						.events());
			}
		}
		assertThat(this.asking
			.value("""
					{ asset(id: "version:mlflow://%s|fraud-detector|mlflow:1") { ... on ModelVersion { trainedOn { name rowCount }
					  evaluations { datasetVersion { name } metrics { name } } } } }"""
				.formatted(instance), "asset"))
			.hasToString("{trainedOn=[{name=no-context, rowCount=null}, {name=transactions, rowCount=42}], "
					+ "evaluations=[{datasetVersion={name=labelled-by-hand}, metrics=[]}, "
					+ "{datasetVersion=null, metrics=[{name=auc}]}]}");
		List<Object> read = this.asking.list("""
				{ lineage(id: "run:mlflow://%s/experiments/1|train.py|r1", direction: UPSTREAM, level: RECORDED) {
				  nodes { asset { name } } } }""".formatted(instance), "lineage.nodes[*].asset.name");
		assertThat(read).as("the run did read them").contains("labelled-by-hand", "transactions", "no-context");
	}

}
