package dev.pedigree;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import dev.pedigree.estate.EstateException;
import dev.pedigree.estate.SampleEstate;
import dev.pedigree.store.LocalStore;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;

/**
 * The catalog to try out and to develop with, {@code ./mvnw spring-boot:test-run}: it
 * brings its own Neo4j, keeps the data in {@code ./data}, and answers this machine alone.
 * Not a server to keep.
 */
public final class TestPedigreeApplication {

	private TestPedigreeApplication() {
	}

	public static void main(String[] args) {
		System.out.printf("%nPedigree is starting ...%n");
		try {
			run(args);
		}
		catch (EstateException | IOException ex) {
			System.err.println("Pedigree is not ready: the sample estate could not be loaded, the next start goes on: "
					+ ex.getMessage());
			System.exit(1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			System.exit(1);
		}
	}

	private static void run(String[] args) throws EstateException, IOException, InterruptedException {
		String token = Objects.requireNonNullElseGet(System.getenv("PEDIGREE_DEV_TOKEN"),
				TestPedigreeApplication::token);
		SpringApplication catalog = new SpringApplication(PedigreeApplication.class, LocalPages.class);
		catalog.setBannerMode(Banner.Mode.OFF);
		catalog.setLogStartupInfo(false);
		String elsewhere = System.getenv("NEO4J_URI");
		StoreProperties store = (elsewhere == null) ? StoreProperties.ofLocalStore() : null;
		if (store != null) {
			catalog.addInitializers((context) -> context.getEnvironment().getPropertySources().addFirst(store));
		}
		int port = LocalStore.freePort("HTTP",
				Integer.parseInt(Objects.requireNonNullElse(System.getenv("SERVER_PORT"), "8080")));
		List<String> settings = new ArrayList<>(
				List.of("--server.address=127.0.0.1", "--server.port=" + port, "--logging.level.root=warn",
						// That a faster way to compare vectors is not switched on; there
						// are
						// none.
						"--logging.level.org.apache.lucene=error", "--pedigree.tokens[0].name=developer",
						"--pedigree.tokens[0].sha256=" + TestToken.sha256(token), "--pedigree.tokens[0].role=admin",
						"--pedigree.tokens[0].person=ada@example.com"));
		settings.addAll(Arrays.asList(args));
		try {
			catalog.run(settings.toArray(String[]::new));
		}
		catch (RuntimeException ex) {
			// The catalog's own failure report has printed it.
			System.exit(1);
		}
		fill(URI.create("http://localhost:" + port), token, elsewhere);
		System.out
			.println(FirstScreen.text(port, (store != null) ? store.uri() : Objects.requireNonNull(elsewhere), token));
	}

	/** The marker lies with the data; a store elsewhere has one by its address. */
	private static void fill(URI catalog, String token, @Nullable String store)
			throws EstateException, IOException, InterruptedException {
		Path marker = LocalStore.FOLDER
			.resolve("sample-estate" + ((store != null) ? "-" + store.replaceAll("\\W+", "-") : ""));
		new SampleEstate(catalog, token, (line) -> System.out.println("  " + line)).loadOnce(marker);
	}

	private static String token() {
		byte[] random = new byte[16];
		new SecureRandom().nextBytes(random);
		return HexFormat.of().formatHex(random);
	}

}
