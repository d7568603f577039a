package dev.pedigree.ingestion.connector;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Asks a connected system, at its own address only and without following redirects. A
 * system that is busy or away is asked again, later each time; one that says when is
 * believed.
 */
public final class SourceHttpClient implements AutoCloseable {

	/** An answer of more bytes is refused: a page is to be smaller. */
	private static final int LONGEST = 50_000_000;

	private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

	static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private final SourceConfig.Settings settings;

	private final RestClient client;

	private final HttpClient connections;

	/** Called while the conversation goes on. */
	private final Runnable alive;

	private final int attempts;

	/** Compared with the dates of answers. */
	private final Clock clock;

	private long next = System.nanoTime();

	/** A token that the system gave for the credentials of the settings. */
	private @Nullable String session;

	SourceHttpClient(SourceConfig.Settings settings, int attempts, Runnable alive, Clock clock) {
		this.settings = settings;
		this.alive = alive;
		this.attempts = attempts;
		this.clock = clock;
		HttpClient.Builder connecting = HttpClient.newBuilder()
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(settings.timeout());
		if (settings.ca() != null) {
			connecting.sslContext(trusting(settings.ca()));
		}
		this.connections = connecting.build();
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(this.connections);
		requests.setReadTimeout(settings.timeout());
		String base = settings.url().toString().replaceFirst("/+$", "");
		this.client = RestClient.builder().baseUrl(base).requestFactory(requests).build();
	}

	private static SSLContext trusting(Path certificates) {
		try {
			return SslBundle
				.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(certificates.toUri().toString())))
				.createSslContext();
		}
		catch (IllegalStateException ex) {
			throw new SourceUnavailableException("There are no certificates to be read at ca, " + certificates);
		}
	}

	/**
	 * Asks for what is at a path.
	 * @param path what stands in braces in it is a parameter, of one part of the path
	 * whatever it holds
	 * @param parameters of the path and of the query
	 */
	public JsonNode get(String path, Map<String, ?> parameters) {
		return ask(new SourceRequest(HttpMethod.GET, path, parameters, null, LONGEST, false));
	}

	/**
	 * Asks for a file.
	 * @param longest bytes; a longer one is refused
	 * @return its text, UTF-8
	 */
	public String file(String path, Map<String, ?> parameters, int longest) {
		return ask(new SourceRequest(HttpMethod.GET, path, parameters, null, longest, true)).stringValue();
	}

	/**
	 * Goes on with a token that the system gave, in place of the settings' credentials.
	 * @param token null for the credentials again
	 */
	public void session(@Nullable String token) {
		this.session = token;
	}

	/** Asks a question that has a body. */
	public JsonNode post(String path, JsonNode body) {
		return ask(new SourceRequest(HttpMethod.POST, path, Map.of(), body, LONGEST, false));
	}

	private JsonNode ask(SourceRequest question) {
		for (int attempt = 1;; attempt++) {
			Duration wait;
			try {
				this.alive.run();
				pace();
				Answer answer = send(question);
				if (answer.says != null) {
					return answer.says;
				}
				SourceUnavailableException failure = new SourceUnavailableException(
						question.place() + " was answered with " + answer.status, answer.status, answer.code);
				if (!question.mayPass(answer.status) || attempt >= this.attempts) {
					throw failure;
				}
				wait = (answer.retryAfter != null) ? answer.retryAfter : backoff(attempt);
			}
			catch (ResourceAccessException ex) {
				if (attempt >= this.attempts) {
					throw SourceUnavailableException.unanswered(question.place() + " was not answered", ex);
				}
				wait = backoff(attempt);
			}
			LockSupport.parkNanos(((wait.compareTo(LONGEST_PAUSE) > 0) ? LONGEST_PAUSE : wait).toNanos());
		}
	}

	private Answer send(SourceRequest question) {
		RestClient.RequestBodySpec request = this.client.method(question.method).uri((uri) -> {
			uri.path(question.path);
			question.parameters.keySet()
				.stream()
				.filter((name) -> !question.path.contains("{" + name + "}"))
				.forEach((name) -> uri.queryParam(name, "{" + name + "}"));
			return uri.build(question.parameters);
		}).accept(question.file ? MediaType.ALL : MediaType.APPLICATION_JSON);
		String authorization = authorization();
		if (authorization != null) {
			request.header(HttpHeaders.AUTHORIZATION, authorization);
		}
		if (question.body != null) {
			request.contentType(MediaType.APPLICATION_JSON).body(JsonMapper.shared().writeValueAsBytes(question.body));
		}
		return Objects
			.requireNonNull(request.exchange((_, response) -> Answer.of(question, response, this.clock.instant())));
	}

	private @Nullable String authorization() {
		if (this.session != null) {
			return "Bearer " + this.session;
		}
		String token = this.settings.token();
		if (token != null) {
			return "Bearer " + new Secret(token).read();
		}
		String password = this.settings.password();
		return (password == null) ? null : "Basic " + Base64.getEncoder()
			.encodeToString(
					(Objects.requireNonNullElse(this.settings.username(), "") + ":" + new Secret(password).read())
						.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void close() {
		this.connections.shutdownNow();
	}

	/** As often as the settings allow. */
	private void pace() {
		long now = System.nanoTime();
		if (this.next - now > 0) {
			LockSupport.parkNanos(this.next - now);
		}
		this.next = Math.max(this.next, now) + 1_000_000_000L / this.settings.requestsPerSecond();
	}

	/** Doubled each time, and half of it by chance: many who failed together part. */
	private Duration backoff(int attempt) {
		long most = this.settings.retryPause().toNanos() << Math.min(attempt - 1, 6);
		return Duration.ofNanos(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
	}

	/**
	 * What is asked.
	 *
	 * @param longest bytes of the answer
	 * @param file whether that is any file, and not JSON
	 */
	private record SourceRequest(HttpMethod method, String path, Map<String, ?> parameters, @Nullable JsonNode body,
			int longest, boolean file) {

		/** Of a file that is not there some fail, each time: that is asked once. */
		boolean mayPass(int status) {
			return PASSING.contains(status) && !(this.file && status == 500);
		}

		/** Its path, parameters of it filled in. */
		String place() {
			String place = this.path;
			for (Map.Entry<String, ?> parameter : this.parameters.entrySet()) {
				place = place.replace("{" + parameter.getKey() + "}", String.valueOf(parameter.getValue()));
			}
			return place;
		}

	}

	/**
	 * What came back.
	 *
	 * @param says what it says; null when the status tells of no success
	 * @param code the system's own word for an error
	 * @param retryAfter when the system wants to be asked again
	 */
	private record Answer(int status, @Nullable JsonNode says, String code, @Nullable Duration retryAfter) {

		/** Errors are short; a longer one is a page of something else. */
		private static final int LONGEST_ERROR = 65_536;

		static Answer of(SourceRequest question, ClientHttpResponse response, Instant now) throws IOException {
			int status = response.getStatusCode().value();
			if (status < 200 || status > 299) {
				return new Answer(status, null, code(response),
						seconds(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER), now));
			}
			try (InputStream body = response.getBody()) {
				byte[] bytes = body.readNBytes(question.longest + 1);
				if (bytes.length > question.longest) {
					throw new SourceUnavailableException(
							question.place() + " was answered with more than " + question.longest + " bytes", status,
							"");
				}
				JsonNode says = question.file
						? JsonNodeFactory.instance.stringNode(new String(bytes, StandardCharsets.UTF_8))
						: JsonMapper.shared().readTree(bytes);
				return new Answer(status, says, "", null);
			}
			catch (JacksonException ex) {
				throw new SourceUnavailableException(question.place() + " was not answered with JSON");
			}
		}

		private static String code(ClientHttpResponse response) throws IOException {
			try (InputStream body = response.getBody()) {
				JsonNode error = JsonMapper.shared().readTree(body.readNBytes(LONGEST_ERROR));
				return error.path("error_code").asString(error.path("meta").path("result_msg").asString(""));
			}
			catch (JacksonException ex) {
				return "";
			}
		}

		private static @Nullable Duration seconds(@Nullable String after, Instant now) {
			if (after == null) {
				return null;
			}
			if (after.strip().matches("\\d{1,6}")) {
				return Duration.ofSeconds(Long.parseLong(after.strip()));
			}
			try {
				HttpHeaders headers = new HttpHeaders();
				headers.set(HttpHeaders.RETRY_AFTER, after);
				Duration until = Duration.between(now,
						Instant.ofEpochMilli(headers.getFirstDate(HttpHeaders.RETRY_AFTER)));
				return until.isNegative() ? Duration.ZERO : until;
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
		}

	}

}
