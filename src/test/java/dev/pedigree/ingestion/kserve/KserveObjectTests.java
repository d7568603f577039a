package dev.pedigree.ingestion.kserve;

import java.time.Instant;
import java.util.Map;

import dev.pedigree.ingestion.PayloadRefused;
import dev.pedigree.ingestion.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What an object's status and times are believed to say. */
class KserveObjectTests {

	private static KserveObject service(String predictor, String metadata, String status) {
		String json = "{'metadata': {'name': 'fraud'" + metadata + "}, 'spec': {'predictor': " + predictor + "}"
				+ (status.isEmpty() ? "" : ", 'status': " + status) + "}";
		return new KserveObject(new Place(JsonMapper.shared().readTree(json.replace('\'', '"')), ""),
				Kind.INFERENCE_SERVICE, "prod/risk");
	}

	private static final String MODEL = "{'model': {'storageUri': 's3://lake/fraud'}}";

	private static String status(String ready, String model) {
		return "{'conditions': [{'type': 'IngressReady', 'status': 'True'}, {'type': 'Ready', 'status': '" + ready
				+ "', 'reason': 'MinimumReplicas', 'message': 'two pods crash', 'lastTransitionTime': '2026-02-01T00:00:00Z'}], "
				+ "'observedGeneration': 2, 'modelStatus': " + model + "}";
	}

	/**
	 * Ready is said while the model fails to load, and a failure stays when it is over.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			True  | 2 | Loaded       | UpToDate            | true  |
			True  | 2 | FailedToLoad | BlockedByFailedLoad | false | BlockedByFailedLoad: ModelLoadFailed: exit 137
			True  | 2 | Loaded       | InvalidSpec         | false | InvalidSpec: ModelLoadFailed: exit 137
			True  | 3 | Loaded       | UpToDate            | false | The newest specification is not rolled out yet
			False | 2 | Loaded       | UpToDate            | false | MinimumReplicas: two pods crash
			""")
	void whetherItAnswers(String ready, int generation, String state, String transition, boolean answers,
			String problem) {
		KserveObject service = service(MODEL, ", 'generation': " + generation,
				status(ready, "{'states': {'activeModelState': '" + state + "'}, 'transitionStatus': '" + transition
						+ "', 'lastFailureInfo': {'reason': 'ModelLoadFailed', 'message': 'exit 137'}}"));
		assertThat(service.health())
			.isEqualTo(new KserveObject.Health(answers, problem, Instant.parse("2026-02-01T00:00:00Z")));
	}

	@Test
	void nothingIsSaidOfItsHealthWithoutAStatus() {
		assertThat(service(MODEL, "", "").health()).isNull();
	}

	@Test
	void sinceWhenItIsAsItIs() {
		assertThat(service(MODEL, ", 'generation': 1, 'creationTimestamp': '2026-01-01T00:00:00Z'", "").at())
			.isEqualTo("2026-01-01T00:00:00Z");
		assertThat(service(MODEL, ", 'generation': 2, 'creationTimestamp': '2026-01-01T00:00:00Z', 'managedFields': ["
				+ "{'manager': 'kubectl', 'time': '2026-01-05T00:00:00Z'}, {'manager': 'argo', 'time': '2026-01-04T00:00:00Z'}, "
				+ "{'manager': 'kserve', 'subresource': 'status', 'time': '2026-01-09T00:00:00Z'}]", "")
			.at()).isEqualTo("2026-01-05T00:00:00Z");
		assertThat(service(MODEL, ", 'generation': 2, 'creationTimestamp': '2026-01-01T00:00:00Z'", "").at()).isNull();
	}

	@Test
	void aCanaryThatIsAloneServesAll() {
		String predictor = "{'canaryTrafficPercent': 20, 'model': {'storageUri': 's3://lake/fraud'}}";
		String alone = "{'components': {'predictor': {'traffic': [{'latestRevision': true, 'percent': 100}]}}}";
		String split = "{'components': {'predictor': {'traffic': [{'latestRevision': true, 'percent': 20}, {'percent': 80, 'tag': 'prev'}]}}}";
		assertThat(service(predictor, "", alone).roles()).containsOnlyKeys("primary");
		assertThat(service(predictor, "", split).roles())
			.containsExactlyEntriesOf(Map.of("canary", new KserveObject.Role("s3://lake/fraud", 20.0)));
		assertThat(service(predictor, "", "").roles()).containsOnlyKeys("canary");
	}

	@Test
	void theFormerFormNamesBothSidesOfACanary() {
		String json = """
				{"metadata": {"name": "fraud"}, "spec": {"canaryTrafficPercent": 30,
				 "default": {"predictor": {"sklearn": {"storageUri": "s3://lake/1"}}},
				 "canary": {"predictor": {"sklearn": {"storageUri": "s3://lake/2"}}}}}""";
		assertThat(
				new KserveObject(new Place(JsonMapper.shared().readTree(json), ""), Kind.INFERENCE_SERVICE, "prod/risk")
					.roles())
			.isEqualTo(Map.of("primary", new KserveObject.Role("s3://lake/1", 70.0), "canary",
					new KserveObject.Role("s3://lake/2", 30.0)));
	}

	@Test
	void whatNamesNoModelIsRefusedByItsPlace() {
		assertThatExceptionOfType(PayloadRefused.class).isThrownBy(() -> service("{'minReplicas': 1}", "", "").roles())
			.satisfies((refused) -> assertThat(refused.pointer()).isEqualTo("/spec/predictor"))
			.withMessageContaining("names no model");
	}

}
