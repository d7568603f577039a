package dev.pedigree.ingestion.openlineage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Each event file has the translation in the file beside it. */
class TranslationTests {

	@ParameterizedTest
	@ValueSource(strings = { "training-run", "streaming-run", "failed-run", "table-changes", "column-lineage",
			"sloppy-run", "job-event", "dataset-event", "model-by-type", "lineage-of-jobs" })
	void eventHasTheExpectedTranslation(String name) throws IOException {
		assertThat(EventText.of(new OpenLineageSource().translate(JsonMapper.shared().readTree(file(name + ".json")))))
			.isEqualTo(file(name + ".events"));
	}

	private static String file(String name) throws IOException {
		try (InputStream file = TranslationTests.class.getResourceAsStream("/openlineage/" + name)) {
			return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
