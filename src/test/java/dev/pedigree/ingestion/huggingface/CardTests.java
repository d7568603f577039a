package dev.pedigree.ingestion.huggingface;

import java.util.Map;
import java.util.Objects;

import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.TranslatedFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Translation of Hub cards, each a file of its own. */
class CardTests {

	private static final String MODEL = "data:hf|models/acme/card";

	private static TranslatedFile card(String name) {
		return TranslatedFile.of(new CardFormat(), TranslatedFile.resource("/cards/" + name + ".md"), "model",
				"acme/card");
	}

	/** An empty expectation means that the card has no prose. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			badges        | Ranks card disputes by the amount at risk.
			html          | This repository contains the GGUF files of dispute ranker.
			centred       | Ranks card disputes by the amount at risk. It runs on one CPU.
			fence-first   | Ranks disputes with acme/base & returns a score (0 to 1).
			table-first   | Ranks disputes in English and Nordic languages.
			list-after    | This model is a fine-tuned version of acme/base on the disputes dataset.
			notice        | Fine-tuned for Nordic disputes.
			chinese       | 本模型对信用卡争议进行排序。
			under-image   | Ranks disputes of the Nordic markets.
			no-prose      |
			""")
	void descriptionIsTheFirstParagraphOfProse(String name, @Nullable String description) {
		Map<String, ?> documentation = card(name).values("documentation").getOrDefault(MODEL, Map.of());
		assertThat((Object) documentation.get("description")).isEqualTo(description);
	}

	@Test
	void sectionsHaveNoHtmlOutsideOfCode() {
		assertThat(card("sections").values("cardSections").get(MODEL)).hasToString("{cardSections=["
				+ "Dispute ranker\nRanks disputes.\nIt runs on one CPU., "
				+ "Limitations\nClick to expand\nSmall amounts are guessed.\n\n```html\n<b>code</b> <!-- stays -->\n```]}");
	}

	@Test
	void cardWithFieldsOfADatasetIsADataset() {
		String dataset = "data:hf|datasets/acme/card";
		TranslatedFile file = card("dataset");
		assertThat(file.events()).noneMatch(MetadataEvent.VersionNamed.class::isInstance);
		assertThat(file.values("displayName").get(dataset)).hasToString("{displayName=Card notes}");
		assertThat(file.values("documentation").get(dataset))
			.hasToString("{description=Notes that clerks wrote on card payments.}");
		assertThat(file.values("license").get(dataset)).hasToString("{license=CC-BY-4.0, licenses=[CC-BY-4.0]}");
		assertThat(file.values("tags").get(dataset))
			.hasToString("{tags=[language:no, license:cc-by-4.0, size:1K<n<10K, task:text-classification]}");
		assertThat(Objects.requireNonNull(file.values("schema").get(dataset)).get("schema"))
			.isEqualTo("[{\"name\":\"note\",\"type\":\"string\"},{\"name\":\"spans\",\"type\":\"struct\"}]");
		assertThat(file.inputs().get(dataset)).containsExactly("data:hf|datasets/glue", "data:hf|datasets/acme/raw");
	}

	/**
	 * Nesting and repetition for which naive readers need quadratic time, or a deep
	 * stack.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "[", "![", "*a ", "**a _b ", "> ", "<div>", "<b>", "`", "<!-- ", "- ", "|a", "&",
			"<a href=x>a" })
	@Timeout(10)
	void hostileMarkdownIsReadInTime(String part) {
		TranslatedFile file = TranslatedFile.of(new CardFormat(), part.repeat(50_000), "model", "acme/card");
		assertThat(file.events()).isNotEmpty();
	}

}
