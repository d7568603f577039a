package dev.pedigree.catalog;

import java.time.Clock;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Names, addresses and times that persons and sources state. */
class StatedTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "a\u202eb", "a\u2066b", "a\u200bb", "a\u200db", "a\u00adb", "a\ufeffb", "a\u3164b",
			"a\u2028b", "a\u0007b", "a\nb", "a\udb40\udc41b" })
	void invisibleCharacterIsRefused(String name) {
		assertThat(InputValidation.problem(name)).contains("U+").contains("not allowed");
		assertThatThrownBy(() -> InputValidation.name("input.name", name)).isInstanceOf(InvalidRequestException.class)
			.hasMessageContaining("input.name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u00e9\u4e2d\ud83d\ude80", "\u2764\ufe0f model",
			"\u0627\u0644\u0646\u0645\u0648\u0630\u062c", "a|b%7C c" })
	void visibleCharactersAreAllowed(String name) {
		assertThat(InputValidation.problem(name)).isNull();
		assertThat(InputValidation.name("input.name", name)).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", " JavaScript :alert(1)", "data:text/html,x", "VBScript:x" })
	void addressThatRunsAsAProgramIsRefused(String address) {
		assertThatThrownBy(() -> InputValidation.address("input.artifactUri", address))
			.isInstanceOf(InvalidRequestException.class)
			.hasMessageContaining("input.artifactUri: has a scheme that runs as a program");
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3://lake/m", "models:/fraud/3", "C:\\models\\fraud", "https://h/data:x", "database:x" })
	void otherAddressIsAllowed(String address) {
		assertThat(InputValidation.address("input.artifactUri", address)).isEqualTo(address);
	}

	@Test
	void timeIsFrom1990On() {
		assertThatThrownBy(() -> InputValidation.at("at", Instant.parse("1989-12-31T23:59:59Z"), Clock.systemUTC()))
			.isInstanceOf(InvalidRequestException.class)
			.hasMessageContaining("at: ")
			.hasMessageContaining("1990");
	}

}
