package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PayloadMapperTests {

	private static final String PIPELINE = "{\"pipelineInfo\": {\"name\": \"train\"}%s}";

	@Test
	void bindsRecordsListsMapsAndTimes() {
		Payload payload = bind(PIPELINE.formatted("""
				, "at": "2026-01-01T00:00:00+01:00", "state": "running", "score": 1, "count": 2, "active": true,
				"steps": [{"step-id": " a "}], "labels": {"x": {"name": "y"}}, "raw": {"any": [1]}""")).value();
		assertThat(payload.pipelineInfo()).isEqualTo(new Info("train"));
		assertThat(Objects.requireNonNull(payload.at()).at()).isEqualTo(Instant.parse("2025-12-31T23:00:00Z"));
		assertThat(payload.state()).isEqualTo(State.RUNNING);
		assertThat(payload.score()).isEqualTo(1.0);
		assertThat(payload.count()).isEqualTo(2);
		assertThat(payload.active()).isTrue();
		assertThat(payload.steps()).containsExactly(new Step("a", null));
		assertThat(payload.labels()).isEqualTo(Map.of("x", new Info("y")));
		assertThat(payload.raw()).isEqualTo(json("{\"any\": [1]}"));
	}

	@Test
	void absentNullAndBlankValuesAreNullWhereAComponentAllowsIt() {
		assertThat(bind(PIPELINE.formatted("")).value())
			.isEqualTo(bind(PIPELINE.formatted(", \"at\": null, \"note\": \" \", \"score\": null")).value());
	}

	@Test
	void listsWhatNoComponentTakes() {
		assertThat(bind("""
				{"pipelineInfo": {"name": "a", "id": 7}, "steps": [{"step-id": "a"}, {"step-id": "b", "a/b": {"c": 1}}],
				 "labels": {"x": {"name": "y", "z": 1}}, "raw": {"any": 1}, "more": null}""").unread())
			.extracting(PayloadNode::pointer)
			.containsExactlyInAnyOrder("/more", "/pipelineInfo/id", "/steps/1/a~1b", "/labels/x/z");
	}

	@Test
	void strictBindingRefusesWhatNoComponentTakes() {
		PayloadNode payload = new PayloadNode(json("{\"pipelineInfo\": {\"id\": 7}}"), "");
		assertThatExceptionOfType(InvalidPayloadException.class)
			.isThrownBy(() -> PayloadMapper.bindStrictly(payload, Payload.class))
			.withMessage("pipelineInfo.id is not known here; there are name")
			.satisfies((refusal) -> assertThat(refusal.pointer()).isEqualTo("/pipelineInfo/id"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'',
			textBlock = """
					[]; ''; the event must be an object
					{}; /pipelineInfo; pipelineInfo is missing
					{"pipelineInfo": null}; /pipelineInfo; pipelineInfo is missing
					{"pipelineInfo": "train"}; /pipelineInfo; pipelineInfo must be an object
					{"pipelineInfo": {}}; /pipelineInfo/name; pipelineInfo.name is missing
					{"pipelineInfo": {"name": " "}}; /pipelineInfo/name; pipelineInfo.name is empty
					{"pipelineInfo": {"name": 5}}; /pipelineInfo/name; pipelineInfo.name must be a string
					{"pipelineInfo": {"name": ["a"]}}; /pipelineInfo/name; pipelineInfo.name must be a string
					%"at": "yesterday"}; /at; at must be a date and time, such as 2026-01-31T12:00:00Z
					%"at": 5}; /at; at must be a string
					%"state": "GONE"}; /state; state must be one of [RUNNING, DONE]
					%"state": 0}; /state; state must be one of [RUNNING, DONE]
					%"score": "1"}; /score; score must be a number
					%"score": 1e999}; /score; score must be a number
					%"count": 1.5}; /count; count must be a whole number
					%"count": 99999999999}; /count; count is out of range
					%"active": "true"}; /active; active must be true or false
					%"steps": {}}; /steps; steps must be an array
					%"steps": [null]}; /steps/0; steps.0 is missing
					%"steps": [{"step-id": "a"}, {}]}; /steps/1/step-id; steps.1.step-id is missing
					%"steps": [{"step-id": "a", "until": "2026-13-01"}]}; /steps/0/until; steps.0.until must be a date and time, such as 2026-01-31T12:00:00Z
					%"steps": [{"step-id": "bad"}]}; /steps/0; steps.0 has a bad id
					""")
	void refusesAtThePlace(String payload, String pointer, String reason) {
		assertThatExceptionOfType(InvalidPayloadException.class)
			.isThrownBy(() -> bind(payload.replaceFirst("^%", "{\"pipelineInfo\": {\"name\": \"a\"}, ")))
			.withMessage(reason)
			.satisfies((refusal) -> assertThat(refusal.pointer()).isEqualTo(pointer));
	}

	@Test
	void payloadWithinAnotherHasItsWholePointer() {
		PayloadNode inner = new PayloadNode(json("{\"run\": {\"pipelineInfo\": {}, \"at\": \"2026-01-01T00:00:00\"}}"),
				"")
			.at("run");
		List<Warnings.Warning> warnings = new ArrayList<>();
		Warnings.collect(warnings, () -> {
			assertThatExceptionOfType(InvalidPayloadException.class)
				.isThrownBy(() -> PayloadMapper.bind(inner, Payload.class))
				.satisfies((refusal) -> assertThat(refusal.pointer()).isEqualTo("/run/pipelineInfo/name"));
			return true;
		});
		assertThat(warnings).extracting(Warnings.Warning::pointer).containsExactly("/run/at");
	}

	private static PayloadMapper.PayloadBinding<Payload> bind(String payload) {
		return PayloadMapper.bind(new PayloadNode(json(payload), ""), Payload.class);
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

	enum State {

		RUNNING, DONE

	}

	record Payload(Info pipelineInfo, @Nullable EventTime at, @Nullable State state, @Nullable Double score,
			@Nullable Integer count, @Nullable Boolean active, @Nullable String note, List<Step> steps,
			Map<String, Info> labels, @Nullable JsonNode raw) {

		Payload {
			steps = (steps != null) ? steps : List.of();
			labels = (labels != null) ? labels : Map.of();
		}

	}

	record Info(String name) {
	}

	record Step(@JsonProperty("step-id") String id, @Nullable EventTime until) {

		Step {
			if ("bad".equals(id)) {
				throw new IllegalArgumentException("has a bad id");
			}
		}

	}

}
