package dev.pedigree.ingestion;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Limits of JSON and YAML documents, checked while parsing. */
class DocumentLimitsTests {

	private static final String DIGITS = "9".repeat(1_001);

	@ParameterizedTest
	@ValueSource(
			strings = { "a: %s", "a: -%s", "a: !!int \"%s\"", "a: !!float '%s'", "a: 0.%s", "{%s: 1}", "- 1\n- - %s" })
	void yamlNumberIsTooLong(String document) {
		assertThatThrownBy(() -> Yaml.documents(document.formatted(DIGITS))).isInstanceOf(InvalidPayloadException.class)
			.hasMessageContaining("at most 1000");
	}

	@Test
	void yamlTextOfManyDigitsIsText() {
		assertThat(Yaml.documents("a: '" + DIGITS + "'").getFirst().path("a").stringValue()).isEqualTo(DIGITS);
		assertThat(Yaml.documents("a: sha-" + DIGITS).getFirst().path("a").stringValue()).isEqualTo("sha-" + DIGITS);
		assertThat(Yaml.documents("a: " + "9".repeat(1_000)).getFirst().path("a").isIntegralNumber()).isTrue();
	}

	@Test
	void yamlAliasesRepeatTooMuchText() {
		String aliases = "a: &a " + "x".repeat(100_000) + "\nb: [" + "*a,".repeat(1_000) + "]";
		assertThatThrownBy(() -> Yaml.documents(aliases)).isInstanceOf(InvalidPayloadException.class)
			.hasMessageContaining("at most 50000000");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: 1\na: 2", "a: {b: 1, b: 2}" })
	void yamlKeyIsRepeated(String document) {
		assertThatThrownBy(() -> Yaml.documents(document)).isInstanceOf(InvalidPayloadException.class)
			.hasMessageContaining("duplicate key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\": 1, \"a\": 2}", "[{\"a\": {\"b\": 1, \"b\": 2}}]" })
	void jsonKeyIsRepeated(String document) {
		assertThat(problem(document)).contains("uplicate");
		assertThatThrownBy(() -> FileFormat.json(document)).isInstanceOf(InvalidPayloadException.class)
			.hasMessageContaining("uplicate");
	}

	/** As the events of Spark 3.5 do. */
	@Test
	void jsonKeyIsRepeatedWithTheSameValue() {
		assertThat(problem("{\"a\": {\"b\": 1}, \"a\": {\"b\": 1}}")).isEmpty();
		assertThat(FileFormat.json("[1, 1.5, -9007199254740993, 99999999999999999999, true, null, \"x\"]"))
			.hasToString("[1,1.5,-9007199254740993,99999999999999999999,true,null,\"x\"]");
	}

	@Test
	void jsonHasTooManyValues() {
		String many = "{\"a\": [" + "[],".repeat(1_000_000) + "[]]}";
		assertThat(problem(many)).contains("1000000 values");
		assertThatThrownBy(() -> FileFormat.json(many)).isInstanceOf(InvalidPayloadException.class)
			.hasMessageContaining("1000000 values");
	}

	@Test
	void jsonNumberIsTooLong() {
		assertThat(problem("{\"a\": " + DIGITS + "}")).contains("at most 1000");
		assertThat(problem("{\"a\": " + "9".repeat(450_000) + "}")).contains("at most 1000");
	}

	@Test
	void descriptionIsTooLong() {
		PayloadNode place = new PayloadNode(
				FileFormat.json("{\"a\": {\"description\": \"" + "x".repeat(65_537) + "\"}}"), "");
		assertThatThrownBy(() -> place.at("a").text("description")).isInstanceOfSatisfying(
				InvalidPayloadException.class, (ex) -> assertThat(ex.pointer()).isEqualTo("/a/description"));
	}

	private static String problem(String document) {
		List<RequestBody.Payload> payloads = RequestBody.of(document.getBytes(StandardCharsets.UTF_8), null, 10)
			.payloads();
		assertThat(payloads).hasSize(1);
		return payloads.getFirst().problem();
	}

}
