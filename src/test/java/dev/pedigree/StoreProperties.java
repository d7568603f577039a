package dev.pedigree;

import java.util.concurrent.CompletableFuture;

import dev.pedigree.store.EmbeddedNeo4j;
import dev.pedigree.store.LocalStore;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.PropertySource;

/**
 * Connection properties of a store that starts in parallel with the catalog: the first
 * read of one waits until the store has its port.
 */
final class StoreProperties extends PropertySource<CompletableFuture<EmbeddedNeo4j>> {

	private StoreProperties(CompletableFuture<EmbeddedNeo4j> store) {
		super("local-store", store);
	}

	/** Begins to start the store in the data folder. */
	static StoreProperties ofLocalStore() {
		CompletableFuture<EmbeddedNeo4j> store = new CompletableFuture<>();
		Thread.ofPlatform().name("store-start").start(() -> {
			try {
				EmbeddedNeo4j started = LocalStore.start(LocalStore.FOLDER);
				// After the catalog has closed its driver, which a hook of our own would
				// race.
				SpringApplication.getShutdownHandlers().add(started::close);
				store.complete(started);
			}
			catch (LocalStore.CannotStart ex) {
				System.err.println(ex.getMessage());
				// Not exit: its hooks would wait for the catalog, which waits for this
				// store.
				Runtime.getRuntime().halt(1);
			}
		});
		return new StoreProperties(store);
	}

	/** The Bolt address; waits for the store. */
	String uri() {
		return getSource().join().uri();
	}

	@Override
	public @Nullable Object getProperty(String name) {
		return switch (name) {
			case "spring.neo4j.uri" -> uri();
			case "spring.neo4j.authentication.username" -> EmbeddedNeo4j.USER;
			case "spring.neo4j.authentication.password" ->
				System.getenv().getOrDefault("NEO4J_PASSWORD", EmbeddedNeo4j.PASSWORD);
			default -> null;
		};
	}

}
