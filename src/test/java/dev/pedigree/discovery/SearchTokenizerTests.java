package dev.pedigree.discovery;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SearchTokenizerTests {

	@ParameterizedTest
	@CsvSource({ "payments.public.card_transactions, payments public card transactions",
			"fraudDetector, fraud detector", "HTTPServer, http server", "card-features v2, card features v2",
			"Ünïcode Straße, unicode straße", "s3://lake/raw, s3 lake raw", "'', ''", "'+-&|!(){}[]^~*?:\\/', ''",
			"AND OR NOT, and or not", "ML模型, ml模型", "GPT4Turbo, gpt4turbo" })
	void aNameIsMadeOfWords(String text, String words) {
		assertThat(String.join(" ", SearchTokenizer.of(text))).isEqualTo(words);
	}

	@Test
	void aNameIsFoundByItsWordsAndByEachPartRunTogether() {
		assertThat(SearchTokenizer.ofNames(List.of("payments.public.card_transactions"))).containsExactly("payments",
				"public", "card", "transactions", "cardtransactions");
		assertThat(SearchTokenizer.whole(List.of("payments.public.card_transactions", "Card transactions")))
			.containsExactly("paymentspubliccardtransactions", "cardtransactions");
	}

}
