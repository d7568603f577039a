package dev.pedigree.ingestion;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import dev.pedigree.GraphTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Responses list warnings about accepted deviations, with pointers into the uploaded
 * file.
 */
@GraphTest
class WarningsTests {

	private static final String SLOPPY = """
			{"eventType": "complete", "eventTime": "2026-03-05T06:30:00", "producer": "https://example.com/tests",
			 "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
			 "run": {"runId": "0195a000-0000-7000-8000-00000000aa01", "facets": {
			   "parent": {"job": {"namespace": "warnings-tests", "name": "dag"}, "run": {}}}},
			 "job": {"namespace": "warnings-tests", "name": "load", "facets": {
			   "ownership": {"owners": [{"name": "team:warnings"}, {"type": "OWNER"}]}}}}""";

	@LocalServerPort
	int port;

	@Test
	void deviatingEventHasWarnings() throws Exception {
		JsonNode answer = event(SLOPPY);
		assertThat(answer.path("warnings").valueStream().map(JsonNode::toString)).containsExactlyInAnyOrder(
				"{\"pointer\":\"/eventTime\",\"reason\":\"eventTime has no time zone and is read as UTC\"}",
				"{\"pointer\":\"/eventType\",\"reason\":\"eventType is not in upper case and is read as COMPLETE\"}",
				"{\"pointer\":\"/run/facets/parent/run/runId\",\"reason\":\"run.facets.parent.run.runId is no UUID; "
						+ "only the parent job is recorded, without the run\"}",
				"{\"pointer\":\"/job/facets/ownership/owners/1/name\",\"reason\":\"job.facets.ownership.owners.1.name "
						+ "is missing; the owner is not recorded\"}");
	}

	@Test
	void warningsOfABatchHaveTheIndex() throws Exception {
		JsonNode answer = event("["
				+ SLOPPY.replace("\"eventTime\": \"2026-03-05T06:30:00\"", "\"eventTime\": \"2026-03-05T06:30:00Z\"")
				+ ", " + SLOPPY + "]");
		assertThat(answer.path("status").asString()).isEqualTo("success");
		assertThat(answer.path("warnings")
			.valueStream()
			.filter((warning) -> warning.path("pointer").asString().equals("/eventTime"))
			.map((warning) -> warning.path("index").asInt())).containsExactly(1);
	}

	@Test
	void errorPointsIntoTheUploadedFile() throws Exception {
		JsonNode problem = refused("kubeflow-pipelines?instance=warnings", "pipelineInfo: {title: x}\nroot: {}\n");
		assertThat(problem.path("pointer").asString()).isEqualTo("/pipelineInfo/name");
		assertThat(problem.path("reason").asString()).isEqualTo("pipelineInfo.name is missing");
	}

	@Test
	void errorNamesTheDocumentOfAFile() throws Exception {
		String service = """
				apiVersion: serving.kserve.io/v1beta1
				kind: InferenceService
				metadata: {name: %s}
				spec: {predictor: {canaryTrafficPercent: %d, model: {storageUri: "s3://warnings/%s"}}}
				""";
		JsonNode problem = refused("kserve?instance=warnings",
				service.formatted("one", 10, "one") + "---\n" + service.formatted("two", 150, "two"));
		assertThat(problem.path("pointer").asString()).isEqualTo("/1/spec/predictor/canaryTrafficPercent");
		assertThat(problem.path("reason").asString())
			.isEqualTo("document 2 (InferenceService two): spec.predictor.canaryTrafficPercent must be a number "
					+ "from 0 to 100");
		problem = refused("kserve?instance=warnings", service.formatted("two", 150, "two"));
		assertThat(problem.path("pointer").asString()).isEqualTo("/spec/predictor/canaryTrafficPercent");
	}

	private JsonNode event(String body) throws Exception {
		HttpResponse<String> answer = new FileDoor(this.port).event(body.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return JsonMapper.shared().readTree(answer.body());
	}

	private JsonNode refused(String path, String body) throws Exception {
		HttpResponse<String> answer = new FileDoor(this.port).post(path, body.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
		return JsonMapper.shared().readTree(answer.body());
	}

}
