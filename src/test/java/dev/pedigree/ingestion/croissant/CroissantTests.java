package dev.pedigree.ingestion.croissant;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.TranslatedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Translation of Croissant files. */
class CroissantTests {

	private static final String NOTES = "data:hf|datasets/acme/notes";

	private static TranslatedFile description(String text, String... parameters) {
		return TranslatedFile.of(new CroissantFormat(), text, parameters);
	}

	/** The context declares a container of languages, or is not part of the document. */
	@ParameterizedTest
	@CsvSource({ "translated, true", "translated, false" })
	void translatedTextsAreRead(String name, boolean declared) {
		String text = TranslatedFile.resource("/croissant/" + name + ".json");
		TranslatedFile file = description(declared ? text : text.replace("\"@container\": \"@language\"", "\"x\": 1"));
		assertThat(file.values("displayName").get(NOTES)).hasToString("{displayName=Notes}");
		assertThat(file.values("documentation").get(NOTES)).hasToString("{description=Notisar om kort.}");
		assertThat(file.values("tags").get(NOTES)).hasToString("{tags=[cards, fraud]}");
		assertThat(file.values("schema").get(NOTES)).asString().contains("\"description\":\"The amount\"");
	}

	@Test
	void contributorsAreText() {
		assertThat(description(TranslatedFile.resource("/croissant/translated.json")).values("cardSections").get(NOTES))
			.hasToString("{cardSections=[Creator\nAcme Labs, Contributor\n- Ada\n- Grace]}");
	}

	@Test
	void messageNamesAllMissingMembers() {
		String bare = "{\"@type\": \"sc:Dataset\", \"description\": \"x\"}";
		assertThatExceptionOfType(InvalidPayloadException.class).isThrownBy(() -> description(bare))
			.withMessageContaining("name and url are missing; add both to the description, or send namespace and name");
		assertThat(description(bare, "namespace", "s3://lake", "name", "notes").events()).isNotEmpty();
	}

}
