package dev.pedigree.conformance;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.pedigree.catalog.Urn;
import dev.pedigree.store.EmbeddedNeo4j;

/** A catalog in a process of its own, which can be killed. */
final class CatalogProcess implements AutoCloseable {

	static final String TOKEN = "conformance";

	/**
	 * Order of tests that wait for processes: first, so that the others use that time.
	 */
	static final int EARLY = 1;

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final int port;

	private final String store;

	private final Path log;

	private Process process;

	private CatalogProcess(String store, int port, Path log) throws IOException {
		this.store = store;
		this.port = port;
		this.log = log;
		this.process = launch();
	}

	/** Starts a catalog on a store, and waits until it answers. */
	static CatalogProcess start(String store) throws IOException, InterruptedException {
		CatalogProcess catalog = new CatalogProcess(store, freePort(),
				Files.createTempFile("pedigree-catalog", ".log"));
		catalog.awaitHealth();
		return catalog;
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
	}

	private Process launch() throws IOException {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
				"--sun-misc-unsafe-memory-access=allow", "-cp", classPath, "dev.pedigree.PedigreeApplication",
				"--server.port=" + this.port, "--spring.neo4j.uri=" + this.store,
				"--spring.neo4j.authentication.username=" + EmbeddedNeo4j.USER,
				"--spring.neo4j.authentication.password=" + EmbeddedNeo4j.PASSWORD, "--pedigree.tokens[0].name=test",
				"--pedigree.tokens[0].sha256=" + Urn.sha256(TOKEN), "--pedigree.tokens[0].role=admin"))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
			.directory(new File("."))
			.start();
	}

	/** Where it answers. */
	int port() {
		return this.port;
	}

	/** Ends it as a crash does: nothing is flushed, nobody is told. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
	}

	/** Starts it again where it was. */
	void restart() throws IOException, InterruptedException {
		this.process = launch();
		awaitHealth();
	}

	/** Sends one event; gives the status of the answer, 0 when there is none. */
	int send(String event) throws InterruptedException {
		return post("/api/v1/lineage", event);
	}

	/** Sends a batch; gives the status of the answer. */
	int sendAll(List<String> events) throws InterruptedException {
		return post("/api/v1/lineage/batch", "[" + String.join(",", events) + "]");
	}

	private int post(String path, String body) throws InterruptedException {
		try {
			return this.http
				.send(request(path).header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(body))
					.build(), HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(60))
			.header("Authorization", "Bearer " + TOKEN);
	}

	private void awaitHealth() throws IOException, InterruptedException {
		for (int attempt = 0; attempt < 600; attempt++) {
			try {
				if (this.http.send(request("/actuator/health").build(), HttpResponse.BodyHandlers.discarding())
					.statusCode() == 200) {
					return;
				}
			}
			catch (IOException ex) {
				// Not yet.
			}
			if (!this.process.isAlive()) {
				break;
			}
			Thread.sleep(200);
		}
		throw new IllegalStateException("The catalog did not start:\n" + Files.readString(this.log));
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
