package dev.pedigree.ingestion.openlineage;

import java.time.Instant;

import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.InvalidPayloadException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RefusalTests {

	private static final String RUN = """
			{"eventType": "START", "eventTime": "2026-03-05T06:30:00Z",
			 "run": {"runId": "0195a000-0000-7000-8000-00000000000a"},
			 "job": {"namespace": "spark", "name": "train"},
			 "inputs": [{"namespace": "s3://lake", "name": "card-transactions"}],
			 "outputs": [{"namespace": "s3://models", "name": "fraud-detector"}]}
			""";

	@Test
	void unchangedEventIsValid() {
		assertThat(new OpenLineageSource().translate(JsonMapper.shared().readTree(RUN)).events()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true,
			textBlock = """
					"eventTime": "2026-03-05T06:30:00Z"  ~ "eventTime": null             ~ /eventTime           ~ eventTime is missing
					2026-03-05T06:30:00Z                 ~ ${json-unit.any-string}       ~ /eventTime           ~ eventTime must be a date and time, such as 2026-01-31T12:00:00Z
					2026-03-05T06:30:00Z                 ~ 2026-03-06T06:30:00.001Z      ~ /eventTime           ~ eventTime is more than 24 hours in the future
					2026-03-05T06:30:00Z                 ~ +999999999-01-01T00:00:00Z    ~ /eventTime           ~ eventTime must be a date and time, such as 2026-01-31T12:00:00Z
					"2026-03-05T06:30:00Z"               ~ 1772692200000                 ~ /eventTime           ~ eventTime must be a string
					"START"                              ~ "BEGIN"                       ~ /eventType           ~ eventType must be one of START, RUNNING, COMPLETE, ABORT, FAIL, OTHER
					0195a000-0000-7000-8000-00000000000a ~ ${json-unit.any-string}       ~ /run/runId           ~ run.runId must be a UUID
					"runId"                              ~ "id"                          ~ /run/runId           ~ run.runId is missing
					"namespace": "spark"                 ~ "namespace": " "              ~ /job/namespace       ~ job.namespace is empty
					"name": "train"                      ~ "nam": "train"                ~ /job/name            ~ job.name is missing
					"job"                                ~ "jobs"                        ~ /job                 ~ job is missing
					"s3://lake", "name"                  ~ "s3://lake", "nam"            ~ /inputs/0/name       ~ inputs.0.name is missing
					"namespace": "s3://models"           ~ "namespace": 7                ~ /outputs/0/namespace ~ outputs.0.namespace must be a string
					"inputs": [                          ~ "inputs": "x", "was": [       ~ /inputs              ~ inputs must be an array
					[{"namespace": "s3://lake"           ~ [7, {"namespace": "s3://lake" ~ /inputs/0            ~ inputs.0 must be an object
					"run":                               ~ "run": 7, "was":              ~ /run                 ~ run must be an object
					""")
	void invalidEventsAreRejectedWithPointer(String good, String bad, String pointer, String reason) {
		assertThat(RUN).contains(good);
		InvalidPayloadException refused = refused(RUN.replace(good, bad));
		assertThat(refused.pointer()).isEqualTo(pointer);
		assertThat(refused.reason()).isEqualTo(reason);
	}

	/** It would otherwise be filed as the design of its job. */
	@Test
	void runEventRequiresRun() {
		InvalidPayloadException refused = refused(RUN.replace("\"run\":",
				"\"schemaURL\": \"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent\", \"was\":"));
		assertThat(refused.pointer()).isEqualTo("/run");
		assertThat(refused.reason()).isEqualTo("run is missing; schemaURL declares a RunEvent");
	}

	@Test
	void otherObjectsAreRejected() {
		assertThat(refused("{\"symlinks\": {}}").reason())
			.isEqualTo("the event has no run, job or dataset; one of them is required");
		assertThat(refused("[]").reason()).isEqualTo("the event must be an object");
		assertThat(refused("7").pointer()).isEmpty();
	}

	private static InvalidPayloadException refused(String event) {
		return catchThrowableOfType(InvalidPayloadException.class,
				() -> EventTime.receivedAt(Instant.parse("2026-03-05T06:30:00Z"),
						() -> new OpenLineageSource().translate(JsonMapper.shared().readTree(event))));
	}

}
