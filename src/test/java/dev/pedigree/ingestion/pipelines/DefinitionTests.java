package dev.pedigree.ingestion.pipelines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.Yaml;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Translation of compiled pipelines. */
class DefinitionTests {

	private final PipelinesConnector connector = new PipelinesConnector();

	static String text() {
		try (InputStream file = DefinitionTests.class.getResourceAsStream("/pipelines/fraud.yaml")) {
			return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Translation translate(String file) {
		JsonNode content = Objects.requireNonNull(this.connector.read("", file));
		return this.connector.translate(JsonMapper.shared()
			.createObjectNode()
			.put("instance", "golden")
			.put("at", "2026-02-01T00:00:00Z")
			.set("content", content));
	}

	private static List<String> design(Translation translation) {
		List<String> lines = new ArrayList<>();
		for (MetadataEvent event : translation.events()) {
			if (event instanceof MetadataEvent.JobDeclared(JobDeclaration job)) {
				lines.add((job.job() + ": " + uses(job.inputs()) + " -> " + uses(job.outputs())).replace("kfp://golden",
						"~"));
			}
		}
		return lines;
	}

	private static List<String> uses(Collection<DataUse> uses) {
		return uses.stream().map((use) -> (use.model() ? "model " : "") + use.data()).toList();
	}

	@Test
	void tasksHaveTheirInputsAndOutputs() {
		assertThat(design(translate(text()))).containsExactly("job:~|fraud-training: [] -> []",
				"job:~/fraud-training|train: [data:~/fraud-training|prepare.encoder, data:~/fraud-training|prepare.features] "
						+ "-> [model data:~/fraud-training|train.model]",
				"job:~/fraud-training|train-2: [data:~/fraud-training|prepare.encoder, data:~/fraud-training|prepare.features] "
						+ "-> [model data:~/fraud-training|train-2.model]",
				"job:~/fraud-training|evaluate: [model data:oci://registry.pipelines-tests|/base:1, "
						+ "model data:~/fraud-training|train.model, model data:~/fraud-training|train-2.model] -> []",
				"job:~/fraud-training|score: [data:~/fraud-training|prepare.features, model data:~/fraud-training|train.model, "
						+ "model data:~/fraud-training|train-2.model] -> [data:~/fraud-training|score.scores]",
				"job:~/fraud-training|late-importer: [] -> [data:~/fraud-training|late-importer.artifact]",
				"job:~/fraud-training|merge: [data:~/fraud-training|score.scores, data:~/fraud-training|late-importer.artifact] "
						+ "-> [data:~/fraud-training|merge.summary]",
				"job:~/fraud-training|prepare: [data:s3://pipelines-tests|transactions] "
						+ "-> [data:~/fraud-training|prepare.encoder, data:~/fraud-training|prepare.features]",
				"job:~/fraud-training|publish/prepare: [data:~/fraud-training|merge.summary] "
						+ "-> [data:~/fraud-training|publish/prepare.summary]");
	}

	@Test
	void jsonAndYamlHaveEqualTranslations() {
		JsonNode pipeline = Yaml.documents(text()).getFirst();
		assertThat(design(translate(pipeline.toString()))).isEqualTo(design(translate(text())));
		ObjectNode beside = JsonMapper.shared().createObjectNode().set("pipelineSpec", pipeline);
		assertThat(design(translate(beside.toString()))).isEqualTo(design(translate(text())));
	}

	@Test
	void codeArgumentsAndEnvironmentsAreNotStored() {
		JsonNode kept = Objects.requireNonNull(this.connector.read("", text()));
		assertThat(kept.toString()).contains("registry.example/train:7", "oci://registry.pipelines-tests")
			.doesNotContain("sh-", "python prepare.py", "kubernetes", "triggerPolicy", "parameterType");
		assertThat(translate(text()).toString()).contains("image:registry.example/train:7", "Trains and scores")
			.doesNotContain("image:{{");
	}

	/** What is numbered by the compiler is no part of a name, unless it must be. */
	@Test
	void groupsDistinguishTasksOfOneName() {
		assertThat(
				design(translate(text().replace("train-2:", "train:").replace("Subtask: train-2", "Subtask: train"))))
			.anyMatch((line) -> line.startsWith("job:~/fraud-training|condition-branches-1/condition-2/train: "))
			.anyMatch((line) -> line.startsWith("job:~/fraud-training|condition-branches-1/condition-3/train: "))
			.noneMatch((line) -> line.startsWith("job:~/fraud-training|train: "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', quoteCharacter = '"',
			textBlock = """
					# nothing ~ /pipelineInfo ~ the file is empty: pipelineInfo is missing; a compiled pipeline is required
					{"a": 1,} ~ "" ~ not JSON: Unexpected character ('}'): was expecting double-quote to start property name (line 1, column 9)
					a: [1 ~ "" ~ not YAML: expected ',' or ']', but got <stream end> (line 1)
					root: {} ~ /pipelineInfo ~ pipelineInfo is missing; a compiled pipeline is required
					{"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow"} ~ /kind ~ kind is an Argo Workflow; send the output of the compiler of Kubeflow Pipelines 2, or connect its API
					pipelineInfo: {name: x} ~ /content/root ~ content.root is missing
					{"pipelineInfo": {}, "root": {}} ~ /content/pipelineInfo/name ~ content.pipelineInfo.name is missing
					{"pipelineInfo": {"name": "x"}, "root": {"dag": {"tasks": {"a": {"componentRef": {"name": "comp-a"}}}}}} ~ /content/root/dag/tasks/a/componentRef/name ~ content.root.dag.tasks.a.componentRef.name is unknown; a name of components is required
					""")
	void invalidPipelinesAreRejected(String file, String pointer, String reason) {
		InvalidPayloadException refused = catchThrowableOfType(InvalidPayloadException.class,
				() -> translate(file.startsWith("{") ? file.replace("\"\"", "\"") : file));
		assertThat(refused).isNotNull();
		assertThat(Map.of("at", refused.pointer(), "for", refused.reason()))
			.isEqualTo(Map.of("at", pointer, "for", reason));
	}

	@Test
	void recursivePipelineIsRejected() {
		InvalidPayloadException refused = catchThrowableOfType(InvalidPayloadException.class, () -> translate("""
				pipelineInfo: {name: round}
				components: {comp-a: {dag: {tasks: {a: {componentRef: {name: comp-a}}}}}}
				root: {dag: {tasks: {a: {componentRef: {name: comp-a}}}}}
				"""));
		assertThat(refused.reason()).endsWith("is nested too deep; at most 50 levels are allowed");
	}

	@Test
	void otherFilesOfAnArchiveAreIgnored() {
		assertThat(this.connector.read("deploy/values.yaml", "replicas: 3")).isNull();
		assertThat(this.connector.accepts("pipelines/fraud.yaml")).isTrue();
		assertThat(this.connector.accepts("pipelines/fraud.py")).isFalse();
	}

}
