package dev.pedigree.ingestion;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Error messages for bodies that are not JSON. */
class RequestBodyTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"a": 1,}            | Unexpected character ('}'): was expecting double-quote to start property name
			{"a": [1, 2          | the text ends too early
			{"a": 1} 2           | text follows the end of the value
			{"a": "x             | the text ends too early
			""")
	void problemHasNoParserInternals(String body, String problem) {
		RequestBody.Payload payload = RequestBody.of(body.getBytes(StandardCharsets.UTF_8), null, 10)
			.payloads()
			.getFirst();
		assertThat(payload.problem()).startsWith("not JSON: " + problem)
			.contains("(line 1, column ")
			.doesNotContain("code ", "Source", "`", "Feature");
	}

}
