package dev.pedigree.pages;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import dev.pedigree.estate.SampleEstate;
import dev.pedigree.store.EmbeddedNeo4j;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** GraphiQL and Neo4j Browser work without the internet. */
@GraphTest
class PagesTests {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final String NOTEBOOK_DONE = "document.querySelectorAll('g.node').length > 10";

	@LocalServerPort
	int port;

	@TempDir(cleanup = CleanupMode.NEVER)
	Path profile;

	@BeforeEach
	void browser() throws Exception {
		assumeThat(Chromium.isHere())
			.as("chromium is on the path (apt-get install chromium); without it the pages " + "are not looked at")
			.isTrue();
		new SampleEstate(URI.create("http://localhost:" + this.port), TestToken.ADMIN).load();
	}

	@Test
	void graphiqlAnswersItsFirstExample() throws Exception {
		try (Chromium browser = Chromium.start(this.profile)) {
			browser.open("http://localhost:" + this.port + "/graphiql#token=" + TestToken.ADMIN);
			browser.await("document.querySelector('.graphiql-execute-button')");
			browser.evaluate("document.querySelector('.graphiql-execute-button').click()");
			browser.await(
					"document.querySelector('.result-window .CodeMirror').CodeMirror.getValue().includes('fraud-detector')");
			browser.screenshot(SCREENSHOTS.resolve("graphiql.png"));
			assertThat(foreign(browser)).isEmpty();
		}
	}

	@Test
	void theTokenLeavesTheAddressAndANewOneRepairsOldTabs() throws Exception {
		String page = "http://localhost:" + this.port + "/graphiql";
		String shown = "document.querySelector('.result-window .CodeMirror').CodeMirror.getValue()";
		try (Chromium browser = Chromium.start(this.profile)) {
			browser.open(page + "#token=of-an-earlier-start");
			browser.await("document.querySelector('.graphiql-execute-button')");
			assertThat(browser.evaluate("location.href")).isEqualTo(page);
			browser.evaluate("document.querySelector('.graphiql-execute-button').click()");
			browser.await(shown + ".includes('the token is missing or not known')");
			assertThat(browser.evaluate(shown)).contains("PEDIGREE_DEV_TOKEN", "/graphiql#token=");

			browser.open(page + "#token=" + TestToken.ADMIN);
			browser.await("location.hash === ''");
			browser.evaluate("document.querySelector('.graphiql-execute-button').click()");
			browser.await(shown + ".includes('fraud-detector')");
			assertThat(browser.evaluate("location.href")).isEqualTo(page);
			assertThat(browser.evaluate("document.documentElement.outerHTML")).doesNotContain(TestToken.ADMIN);
		}
	}

	@Test
	void neo4jBrowserRunsANotebook() throws Exception {
		String bolt = TestStore.uri();
		try (Chromium browser = Chromium.start(this.profile)) {
			browser.open("http://localhost:" + this.port + "/browser");
			browser.await("document.querySelector('input[type=password]')");
			browser.evaluate("document.querySelector('input[type=password]').focus()");
			browser.type(EmbeddedNeo4j.PASSWORD);
			browser.enter(false);
			browser.await("document.body.innerText.includes('You are connected')");
			browser.evaluate("document.querySelector('textarea.inputarea').focus()");
			browser.type(Files.readString(Path.of("cypher", "notebooks", "where-a-model-comes-from.cypher")));
			browser.enter(true);
			browser.await(NOTEBOOK_DONE);
			browser.screenshot(SCREENSHOTS.resolve("neo4j-browser.png"));
			assertThat(foreign(browser)).isEmpty();
			assertThat(browser.requests())
				.anyMatch((url) -> url.startsWith("ws://127.0.0.1:" + URI.create(bolt).getPort()));
		}
	}

	@Test
	void aForeignRequestWouldBeSeen() throws Exception {
		String request = "fetch('https://cdn.example.com/script.js').catch(() => { window.refused = true })";
		try (Chromium browser = Chromium.start(this.profile)) {
			browser.open("http://localhost:" + this.port + "/graphiql");
			browser.await("document.querySelector('.graphiql-execute-button')");
			browser.evaluate(request);
			browser.await("window.refused");
			assertThat(foreign(browser)).as("the page's policy stops it").isEmpty();

			browser.open("about:blank");
			browser.await("location.href === 'about:blank'");
			browser.evaluate(request);
			browser.await("window.refused");
			assertThat(foreign(browser)).as("a page without a policy")
				.containsExactly("https://cdn.example.com/script.js");
		}
	}

	private static List<String> foreign(Chromium browser) {
		return browser.requests()
			.stream()
			.filter((url) -> !List.of("localhost", "127.0.0.1").contains(URI.create(url).getHost()))
			.toList();
	}

}
