package dev.pedigree.ownership;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.TestToken;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The query me. */
@BesideGraphTest
class CallerTests {

	@LocalServerPort
	int port;

	@Autowired
	Asking asking;

	@BeforeEach
	void clear() {
		TestStore.clear();
	}

	@Test
	void tokenWithoutPersonHasNameAndRole() throws Exception {
		assertThat(me(TestToken.READER)).isEqualTo("""
				{"name":"test-reader","role":"reader","person":null,"teams":[]}""");
		assertThat(me(TestToken.ADMIN)).contains("\"role\":\"admin\"");
	}

	@Test
	void personIsNullUntilRegistered() throws Exception {
		assertThat(me(TestToken.EDITOR)).isEqualTo("""
				{"name":"test-editor","role":"editor","person":null,"teams":[]}""");
		this.asking.ask("""
				mutation { registerPerson(input: {name: "Test Editor", email: "Test-Editor@example.com"}) { id }
				  registerTeam(input: {name: "caller-tests"}) { id }
				  joinTeam(person: "person:test-editor@example.com", team: "team:caller-tests") { id } }""");
		assertThat(me(TestToken.EDITOR)).contains("\"person\":{\"id\":\"person:" + TestToken.EDITING_PERSON + "\"}",
				"\"teams\":[{\"name\":\"caller-tests\"}]");
	}

	@Test
	void otherAuthenticationHasItsHighestRole() {
		assertThat(this.asking.value("{ me { name role teams { id } } }", "me"))
			.isEqualTo(Map.of("name", "ada@example.com", "role", "editor", "teams", List.of()));
	}

	private String me(String token) throws Exception {
		HttpResponse<String> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/graphql"))
				.header("Authorization", TestToken.bearer(token))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers
					.ofString("{\"query\": \"{ me { name role person { id } teams { name } } }\"}"))
				.build(), HttpResponse.BodyHandlers.ofString());
		JsonNode json = JsonMapper.shared().readTree(answer.body());
		assertThat(json.has("errors")).as(answer.body()).isFalse();
		return json.path("data").path("me").toString();
	}

}
