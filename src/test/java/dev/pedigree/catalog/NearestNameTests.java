package dev.pedigree.catalog;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The known name that an unknown one may be meant to be. */
class NearestNameTests {

	private static final List<String> NAMES = List.of("development", "production", "staging");

	@Test
	void aBeginningIsNearerThanATypo() {
		assertThat(NearestName.of("prod", NAMES)).isEqualTo("production");
		assertThat(NearestName.of("Production-EU", NAMES)).isEqualTo("production");
		assertThat(NearestName.of("stageing", NAMES)).isEqualTo("staging");
		assertThat(NearestName.of("prod", List.of())).isNull();
	}

	@Test
	void theErrorNamesIt() {
		assertThat(InvalidRequestException.unknownName("environment", "prod", NAMES))
			.hasMessage("environment: nothing has the name 'prod'; the nearest is 'production'");
	}

}
