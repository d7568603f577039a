package dev.pedigree.graphql;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The first user's search is not the first one. */
@GraphTest
class WarmupTests {

	@Autowired
	Warmup warmup;

	@Autowired
	Asking asking;

	@Test
	void aSearchWithFacetsRunsBeforeTheWebServer() {
		// Spring calls these before it starts the web server.
		assertThat(this.warmup).isInstanceOf(SmartInitializingSingleton.class);
		this.asking.ask(Warmup.QUERY);
	}

}
