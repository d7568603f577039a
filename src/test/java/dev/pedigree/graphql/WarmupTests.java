package dev.pedigree.graphql;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

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
		assertThat(this.warmup.isRunning()).isTrue();
		assertThat(this.warmup.getPhase()).isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
		this.asking.ask(Warmup.QUERY);
	}

}
