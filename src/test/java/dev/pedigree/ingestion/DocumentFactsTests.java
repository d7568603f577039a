package dev.pedigree.ingestion;

import java.nio.charset.StandardCharsets;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Task, licences and training data of models, as cards and bills of materials state them.
 */
@GraphTest
class DocumentFactsTests {

	@LocalServerPort
	int port;

	@Autowired
	Asking asking;

	@Test
	void aCardStatesTaskLicencesAndTrainingData() throws Exception {
		taken("huggingface?model=document-facts/notes&revision=c0ffee&at=2026-02-01T00:00:00Z", """
				---
				license: [mit, https://creativecommons.org/licenses/by/4.0/]
				pipeline_tag: text-classification
				datasets: [document-facts/letters]
				---
				# Notes
				Sorts notes.
				""");
		assertThat(this.asking.value("""
				{ models(filter: {task: "Text-Classification", namespace: "hf"}, first: 1000) { edges { node {
				  name task license licenses latestVersion { task trainedOn { namespace name version } } } } } }""",
				"models.edges[?(@.node.name == 'models/document-facts/notes')].node"))
			.asString()
			.isEqualTo("[{name=models/document-facts/notes, task=text-classification, license=MIT, "
					+ "licenses=[MIT, CC-BY-4.0], latestVersion={task=text-classification, "
					+ "trainedOn=[{namespace=hf, name=datasets/document-facts/letters, version=initial}]}}]");
		assertThat(this.asking.list("{ models(filter: {task: \"none\"}) { edges { node { name } } } }", "models.edges"))
			.isEmpty();
	}

	/** The version that the catalog knows when the document is of that time. */
	@Test
	void aBillOfMaterialsForAKnownVersionStatesItsTrainingData() throws Exception {
		for (int day = 1; day < 4; day++) {
			event("""
					{"eventType": "COMPLETE", "eventTime": "2026-01-0%1$dT00:00:00Z",
					 "run": {"runId": "0195a000-0000-7000-8000-0000000d0c0%1$d"},
					 "job": {"namespace": "document-facts", "name": "load"}, "inputs": [],
					 "outputs": [{"namespace": "hf", "name": "datasets/document-facts/cards",
					   "facets": {"version": {"datasetVersion": "%1$d"}}}]}""".formatted(day));
		}
		taken("cyclonedx?namespace=document-facts&name=scorer&version=mlflow:1&at=2026-01-02T12:00:00Z", """
				{"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component": {
				  "type": "machine-learning-model", "name": "scorer", "modelCard": {"modelParameters": {
				    "task": "classification",
				    "datasets": [{"type": "dataset", "name": "cards",
				      "contents": {"url": "https://huggingface.co/datasets/document-facts/cards"}}]}}}}}""");
		assertThat(this.asking.value("""
				{ asset(id: "version:document-facts|scorer|mlflow:1") { ... on ModelVersion {
				  model { task } trainedOn { version } } } }""", "asset")).asString()
			.contains("task=classification")
			.contains("trainedOn=[{version=ol:");
	}

	private void event(String body) throws Exception {
		assertThat(new FileDoor(this.port).event(body.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(201);
	}

	private void taken(String path, String body) throws Exception {
		new FileDoor(this.port).taken(path, body.getBytes(StandardCharsets.UTF_8));
	}

}
