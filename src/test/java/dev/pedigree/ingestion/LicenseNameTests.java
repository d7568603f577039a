package dev.pedigree.ingestion;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LicenseNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			mit                                                          ~ MIT
			MIT License                                                  ~ MIT
			https://opensource.org/licenses/MIT                          ~ MIT
			https://opensource.org/license/mit/                          ~ MIT
			https://choosealicense.com/licenses/mit/                     ~ MIT
			apache-2.0                                                   ~ Apache-2.0
			Apache License, Version 2.0                                  ~ Apache-2.0
			http://www.apache.org/licenses/LICENSE-2.0.txt               ~ Apache-2.0
			cc by 4.0                                                    ~ CC-BY-4.0
			https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode  ~ CC-BY-NC-SA-4.0
			https://creativecommons.org/licenses/by/4.0/deed.en          ~ CC-BY-4.0
			https://creativecommons.org/publicdomain/zero/1.0/           ~ CC0-1.0
			https://spdx.org/licenses/CC-BY-SA-3.0.html                  ~ CC-BY-SA-3.0
			https://www.gnu.org/licenses/gpl-3.0.html                    ~ GPL-3.0
			odc-by                                                       ~ ODC-By-1.0
			llama3.1                                                     ~ llama3.1
			https://example.com/our-license                              ~ https://example.com/our-license
			Apache-2.0 OR MIT                                            ~ Apache-2.0 OR MIT
			""")
	void spellingFollowsTheSpdxList(String written, String name) {
		assertThat(LicenseName.of(written)).isEqualTo(name);
	}

	@Test
	void licenseInTwoSpellingsIsStoredOnce() {
		assertThat(LicenseName.of(List.of("mit", "https://opensource.org/licenses/MIT", "apache-2.0")))
			.containsExactly("MIT", "Apache-2.0");
	}

}
