package dev.pedigree.ingestion.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.pedigree.Asking;
import org.awaitility.Awaitility;

import org.springframework.test.context.DynamicPropertyRegistry;

/** A source of a test: its settings, and polls of it. */
public final class Connected {

	/** The token that systems of tests believe. */
	public static final String TOKEN = "good-token";

	/** What they sign with. */
	public static final String SECRET = "whispered";

	private final String name;

	private final Path credentials;

	public Connected(String name) {
		this.name = name;
		try {
			this.credentials = Files.createTempDirectory("pedigree-" + name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		write("token", TOKEN + "\n");
		write("secret", SECRET);
	}

	/** Adds the settings of the source, which is polled on request of the test. */
	public void connect(DynamicPropertyRegistry registry, String type, Supplier<Object> url) {
		place(registry, type, url);
		set(registry, "token", "file:" + this.credentials.resolve("token"));
	}

	/**
	 * The same, of a system that knows us by a name; the token is the password to it.
	 */
	public void connect(DynamicPropertyRegistry registry, String type, Supplier<Object> url, String username) {
		place(registry, type, url);
		set(registry, "username", username);
		set(registry, "password", "file:" + this.credentials.resolve("token"));
	}

	private void place(DynamicPropertyRegistry registry, String type, Supplier<Object> url) {
		set(registry, "type", type);
		registry.add("pedigree.sources." + this.name + ".url", url);
		set(registry, "signing-secrets[0]", "file:" + this.credentials.resolve("secret"));
		set(registry, "every", "1h");
		set(registry, "timeout", "2s");
		set(registry, "requests-per-second", "1000");
		set(registry, "retry-pause", "20ms");
	}

	/** Writes one more setting. */
	public void set(DynamicPropertyRegistry registry, String setting, String value) {
		registry.add("pedigree.sources." + this.name + "." + setting, () -> value);
	}

	/** Replaces the token of the source. */
	public void token(String token) {
		write("token", token);
	}

	private void write(String credential, String value) {
		try {
			Files.writeString(this.credentials.resolve(credential), value);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Pushes as the system does.
	 * @param headers names and values by turns
	 */
	public HttpResponse<String> push(int port, String type, String body, String... headers) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(HttpRequest
				.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/ingest/" + type + "/" + this.name))
				.headers(headers)
				.POST(HttpRequest.BodyPublishers.ofString(body))
				.build(), HttpResponse.BodyHandlers.ofString());
		}
	}

	/** The HMAC-SHA256 of a text. */
	public static byte[] hmac(String secret, String text) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Triggers a poll. */
	public void begin(Asking asking) {
		asking.ask("mutation { pollSource(name: \"" + this.name + "\") { name } }");
	}

	/**
	 * Polls the source and returns its status after that round. A running round is
	 * followed by the requested one.
	 */
	public Map<?, ?> poll(Asking asking) {
		Instant before = Instant.now();
		begin(asking);
		await(() -> {
			Map<?, ?> source = source(asking);
			return Instant.parse((String) source.get("next")).isAfter(Instant.now())
					&& Stream.of("lastSuccess", "lastFailure")
						.map(source::get)
						.filter(Objects::nonNull)
						.anyMatch((last) -> !Instant.parse((String) last).isBefore(before));
		});
		return source(asking);
	}

	/** How the system fares. */
	public Map<?, ?> source(Asking asking) {
		return asking.list(
				"{ sources { name type lastSuccess lastFailure next problem captured rejected waiting lagSeconds captures unused { place name } } }",
				"sources")
			.stream()
			.map((source) -> (Map<?, ?>) source)
			.filter((source) -> this.name.equals(source.get("name")))
			.findFirst()
			.orElseThrow();
	}

	public static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

}
