package dev.pedigree.ingestion;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class MaskingTests {

	@ParameterizedTest
	@ValueSource(strings = { "password", "db_password", "clientSecret", "token", "accessToken", "Authorization",
			"apiKey", "api-key", "spark.hadoop.fs.s3a.secret.key", "fs.azure.account.key.acct", "aws_access_key_id",
			"credentials", "sasl.jaas.config", "PGPASSWORD" })
	void memberWithSecretNameIsMasked(String name) {
		assertThat(masked("{\"" + name + "\": \"hunter2\", \"x\": {\"" + name + "\": [\"hunter2\"]}}"))
			.isEqualTo("{\"%1$s\":\"***\",\"x\":{\"%1$s\":\"***\"}}".formatted(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "key", "primaryKey", "name", "description", "fields" })
	void memberWithOtherNameIsNotMasked(String name) {
		String json = "{\"" + name + "\":\"card\"}";
		assertThat(masked(json)).isEqualTo(json);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			jdbc:postgresql://app:hunter2@db/shop      ~ jdbc:postgresql://***@db/shop
			jdbc:x://db/shop?user=a&password=hunter2&y ~ jdbc:x://db/shop?user=a&password=***&y
			--conf spark.token=hunter2 --x             ~ --conf spark.token=*** --x
			-H Authorization: Bearer abcdef12          ~ -H Authorization: *** ***
			secret: hunter2, rest                      ~ secret: ***, rest
			s3://lake/card-transactions                ~ s3://lake/card-transactions
			abfss://c@acct/p                           ~ abfss://c@acct/p
			select token from cards                    ~ select token from cards
			""")
	void secretInTextIsMasked(String text, String expected) {
		String masked = Masking.masked(text);
		assertThat(masked).isEqualTo(expected);
		assertThat(Masking.masked(masked)).isEqualTo(masked);
	}

	@Test
	void longSecretIsMasked() {
		String name = "a".repeat(3_000) + "_password_" + "b".repeat(300);
		for (String text : List.of(name + "=%s rest", "password:" + " ".repeat(40) + "%s rest", "://a:%s@b",
				"token=\"%s\"")) {
			String secret = "hunter2".repeat(2_000);
			assertThat(Masking.masked(text.formatted(secret)))
				.isEqualTo(text.replace("\"", "").replace("a:%", "%").formatted("***"));
		}
	}

	/** Each would run for minutes if a position were scanned many times. */
	@ParameterizedTest
	@ValueSource(strings = { "a", "token", "token=", "token=\"", "token='", "://", "://a:", ":", "password: ", "Basic ",
			"a@", " " })
	@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void repeatedTextTakesLinearTime(String part) {
		String text = part.repeat(256 * 1024 / part.length());
		assertThat(Masking.masked(text + "= ")).hasSizeLessThanOrEqualTo(text.length() + 2);
		assertThat(Masking.maskedEmails(text)).hasSizeLessThanOrEqualTo(text.length());
		assertThat(Masking.address("://" + text)).hasSizeLessThanOrEqualTo(text.length() + 3);
	}

	@Test
	void pairWithSecretNameIsMasked() {
		assertThat(masked("[{\"key\":\"db.password\",\"value\":\"hunter2\"},{\"name\":\"retries\",\"value\":\"3\"}]"))
			.isEqualTo("[{\"key\":\"db.password\",\"value\":\"***\"},{\"name\":\"retries\",\"value\":\"3\"}]");
	}

	@ParameterizedTest
	@CsvSource({ "max_tokens, 512, 512", "token_count, 7, 7", "generation.tokens_per_second, 12.5, 12.5",
			"tokenizer, bert-base, bert-base", "max_tokens, hunter2, ***", "access_token, 12345, ***",
			"accessTokens, 12345, ***", "tokenizer_api_key, hunter2, ***", "password, 12345, ***" })
	void tokenCountIsNoSecret(String name, String value, String expected) {
		assertThat(masked(
				"{\"" + name + "\":\"" + value + "\",\"pair\":{\"key\":\"" + name + "\",\"value\":\"" + value + "\"}}"))
			.isEqualTo("{\"" + name + "\":\"" + expected + "\",\"pair\":{\"key\":\"" + name + "\",\"value\":\""
					+ expected + "\"}}");
	}

	@ParameterizedTest
	@CsvSource({ "0.93, 0.93", "-.5, -.5", "12, ***", "0.9x, ***" })
	void fractionIsNoSecret(String value, String expected) {
		assertThat(masked("{\"key\":\"token accuracy\",\"value\":\"" + value + "\"}"))
			.isEqualTo("{\"key\":\"token accuracy\",\"value\":\"" + expected + "\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			Ada <ada@acme.example>, or (bo.b@x.org)  ~ Ada <***>, or (***)
			mailto:ada@acme.example                  ~ mailto:***
			abfss://c@acct.dfs.core.windows.net/p    ~ abfss://c@acct.dfs.core.windows.net/p
			numpy@1.26 by @ada                       ~ numpy@1.26 by @ada
			""")
	void emailsInTextAreMasked(String text, String expected) {
		assertThat(Masking.maskedEmails(text)).isEqualTo(expected);
	}

	@Test
	void credentialsAndQueryAreRemovedFromUri() {
		assertThat(Masking.address("s3://key:hunter2@lake/x?sig=hunter2#y")).isEqualTo("s3://lake/x");
		assertThat(Masking.address(Masking.masked("s3://key:hunter2@lake/x"))).isEqualTo("s3://lake/x");
		assertThat(Masking.address("abfss://c@acct/p")).isEqualTo("abfss://c@acct/p");
	}

	private static String masked(String json) {
		return JsonMapper.shared().writeValueAsString(Masking.masked(JsonMapper.shared().readTree(json)));
	}

}
