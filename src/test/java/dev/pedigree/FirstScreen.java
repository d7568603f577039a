package dev.pedigree;

import dev.pedigree.store.EmbeddedNeo4j;
import dev.pedigree.store.LocalStore;

/** What {@code ./mvnw spring-boot:test-run} says when it is ready. */
final class FirstScreen {

	private FirstScreen() {
	}

	/**
	 * Where to go.
	 * @param port the catalog's
	 * @param bolt the store's URI
	 * @param token the development token
	 */
	static String text(int port, String bolt, String token) {
		String http = "http://localhost:" + port;
		return """

				  Pedigree is ready. This is the mode to try it out and to develop with, not a server to keep:
				  it answers this machine alone, with a known store password.

				    GraphiQL         %s/graphiql#token=%s
				    Neo4j Browser    %s/browser (user %s, password %s, %s)
				    Health           %s/actuator/health
				    Token            %s (role admin; PEDIGREE_DEV_TOKEN sets it)

				  Data stays in %s. Stop with Ctrl+C.
				""".formatted(http, token, http, EmbeddedNeo4j.USER, EmbeddedNeo4j.PASSWORD, bolt, http, token,
				LocalStore.FOLDER.toAbsolutePath());
	}

}
