package dev.pedigree.ingestion.connector;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** TLS settings and error messages of the HTTP client of a source. */
@Execution(ExecutionMode.CONCURRENT)
class SourceHttpClientTests {

	private static final char[] PASSWORD = "changeit".toCharArray();

	@TempDir
	Path folder;

	@Test
	void onlyTheConfiguredAuthorityIsTrusted() throws Exception {
		KeyStore keys = keys();
		Path ca = Files.writeString(this.folder.resolve("ca.pem"),
				"-----BEGIN CERTIFICATE-----\n"
						+ Base64.getMimeEncoder().encodeToString(keys.getCertificate("system").getEncoded())
						+ "\n-----END CERTIFICATE-----\n");
		HttpsServer server = server(keys);
		try {
			URI url = URI.create("https://localhost:" + server.getAddress().getPort());
			try (SourceHttpClient remote = remote(url, ca)) {
				assertThat(remote.get("/x", Map.of()).path("here").asBoolean()).isTrue();
			}
			try (SourceHttpClient remote = remote(url, null)) {
				assertThatExceptionOfType(SourceUnavailableException.class).isThrownBy(() -> remote.get("/x", Map.of()))
					.withMessageContaining("/x was not answered: the certificate is not trusted");
			}
			assertThat(problem("http://localhost:" + url.getPort())).endsWith("check whether it requires https");
		}
		finally {
			server.stop(0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1s", "61s" })
	void retryPauseOutOfBoundsStopsTheStart(String pause) {
		Binder binder = new Binder(new MapConfigurationPropertySource(
				Map.of("x.type", "mlflow", "x.url", "http://localhost", "x.retry-pause", pause)));
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> binder.bind("x", SourceConfig.Settings.class))
			.withStackTraceContaining("retry-pause: must not be");
	}

	@Test
	void unreadableCertificatesAreReported() {
		assertThatExceptionOfType(SourceUnavailableException.class)
			.isThrownBy(() -> remote(URI.create("https://localhost:1"), this.folder.resolve("none.pem")))
			.withMessageContaining("ca: cannot be read")
			.withMessageContaining("none.pem");
	}

	/** Frequent errors in the settings of a source. */
	@Test
	void causeOfAFailedConnectionIsReported() throws Exception {
		assertThat(problem("http://no-such-host.invalid:80")).endsWith("the host name cannot be resolved");
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		CountDownLatch asked = new CountDownLatch(1);
		server.createContext("/", (exchange) -> {
			try {
				asked.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			exchange.sendResponseHeaders(401, -1);
			exchange.close();
		});
		server.start();
		String address = "localhost:" + server.getAddress().getPort();
		try {
			assertThat(problem("http://" + address)).endsWith("no answer within the timeout");
			asked.countDown();
			assertThat(problem("http://" + address)).endsWith("401; the source rejects the credentials");
		}
		finally {
			asked.countDown();
			server.stop(0);
		}
		assertThat(problem("http://" + address)).endsWith("connection refused at host and port");
		try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Thread.startVirtualThread(() -> refuseAll(plain));
			assertThat(problem("https://localhost:" + plain.getLocalPort()))
				.endsWith("the TLS handshake failed; check scheme and port");
		}
	}

	/**
	 * Answers whatever comes as a server does that speaks http only, until it is closed.
	 */
	private static void refuseAll(ServerSocket server) {
		while (!server.isClosed()) {
			try (Socket caller = server.accept()) {
				if (caller.getInputStream().read(new byte[65_536]) > 0) {
					caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
					caller.shutdownOutput();
					caller.getInputStream().readAllBytes();
				}
			}
			catch (IOException ex) {
				// The caller went away, or the server was closed.
			}
		}
	}

	private static String problem(String url) {
		try (SourceHttpClient remote = remote(URI.create(url), null)) {
			return catchThrowableOfType(SourceUnavailableException.class, () -> remote.get("/x", Map.of())).toString();
		}
	}

	private static SourceHttpClient remote(URI url, @Nullable Path ca) {
		Map<String, Object> settings = new HashMap<>(Map.of("x.type", "mlflow", "x.url", url, "x.timeout", "2s"));
		if (ca != null) {
			settings.put("x.ca", ca);
		}
		return new SourceHttpClient(
				new Binder(new MapConfigurationPropertySource(settings)).bind("x", SourceConfig.Settings.class).get(),
				1, () -> {
				}, Clock.systemUTC());
	}

	private KeyStore keys() throws Exception {
		Path store = this.folder.resolve("keys.p12");
		Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "system", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"SAN=dns:localhost", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass",
				new String(PASSWORD))
			.redirectErrorStream(true)
			.start();
		String told = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(made.waitFor()).as(told).isZero();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream file = Files.newInputStream(store)) {
			keys.load(file, PASSWORD);
		}
		return keys;
	}

	private static HttpsServer server(KeyStore keys) throws Exception {
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keys, PASSWORD);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(context));
		server.createContext("/", (exchange) -> {
			byte[] body = "{\"here\": true}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		return server;
	}

}
