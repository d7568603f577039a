package dev.pedigree.store;

import java.util.concurrent.CountDownLatch;

/**
 * The store without the catalog, for a catalog in a process of its own:
 * {@code ./mvnw spring-boot:test-run -Dspring-boot.run.main-class=dev.pedigree.store.StandaloneNeo4j}.
 */
final class StandaloneNeo4j {

	// Not static, so that spring-boot:test-run still finds one main class when none is
	// named.
	void main() throws InterruptedException {
		try {
			EmbeddedNeo4j store = LocalStore.start(LocalStore.FOLDER);
			Runtime.getRuntime().addShutdownHook(new Thread(store::close));
			System.out.printf("%nNeo4j listens on %s, user %s, password %s; data in %s.%n", store.uri(),
					EmbeddedNeo4j.USER, EmbeddedNeo4j.PASSWORD, LocalStore.FOLDER.toAbsolutePath());
			System.out.printf("Point a catalog at it: NEO4J_URI=%s NEO4J_PASSWORD=%s%n%n", store.uri(),
					EmbeddedNeo4j.PASSWORD);
			new CountDownLatch(1).await();
		}
		catch (LocalStore.CannotStart ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

}
