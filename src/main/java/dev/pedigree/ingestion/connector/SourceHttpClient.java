package dev.pedigree.ingestion.connector;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * HTTP client of a source, for its base URL only and without redirects. Failed requests
 * are retried with exponential backoff, or at the time of {@code Retry-After}.
 */
public final class SourceHttpClient implements AutoCloseable {

	/** A larger response is rejected. */
	private static final int MAX_BYTES = 50_000_000;

	static final Duration MAX_PAUSE = Duration.ofMinutes(1);

	private final SourceConfig.Settings settings;

	private final RestClient client;

	private final HttpClient connections;

	private final Runnable keepLease;

	private final int attempts;

	private final Clock clock;

	/** The earliest time of the next request. */
	private long next = System.nanoTime();

	private @Nullable String session;

	SourceHttpClient(SourceConfig.Settings settings, int attempts, Runnable keepLease, Clock clock) {
		this.settings = settings;
		this.keepLease = keepLease;
		this.attempts = attempts;
		this.clock = clock;
		HttpClient.Builder builder = HttpClient.newBuilder()
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(settings.timeout());
		if (settings.ca() != null) {
			builder.sslContext(trusting(settings.ca()));
		}
		this.connections = builder.build();
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
			throw new SourceUnavailableException(
					"ca: cannot be read; a file of PEM certificates is allowed: " + certificates);
		}
	}

	/**
	 * Fetches JSON.
	 * @param path a name in braces is replaced by the encoded parameter
	 * @param parameters of the path and the query
	 */
	public JsonNode get(String path, Map<String, ?> parameters) {
		return fetch(new SourceRequest(HttpMethod.GET, path, parameters, null, MAX_BYTES, false));
	}

	/**
	 * Fetches JSON that may not exist.
	 * @param code what the error code of the source starts with if it does not exist
	 * @return null if the source answers 404 with the code
	 */
	public @Nullable JsonNode find(String path, Map<String, ?> parameters, String code) {
		try {
			return get(path, parameters);
		}
		catch (SourceUnavailableException ex) {
			if (ex.isMissing(code)) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * Fetches pages until one has no token of a next page.
	 * @param list the name of the list, for error messages
	 * @param tokenMember the member of a page with the token of the next page
	 * @param fetch fetches the page of a token; the first token is empty
	 */
	public static void pages(String list, String tokenMember, Function<String, JsonNode> fetch,
			Consumer<JsonNode> reader) {
		Set<String> tokens = new HashSet<>();
		String token = "";
		do {
			if (!tokens.add(token)) {
				throw new SourceUnavailableException("The pages of " + list + " do not end");
			}
			JsonNode page = fetch.apply(token);
			if (!page.isObject()) {
				throw new SourceUnavailableException("A page of " + list + " is not a JSON object");
			}
			reader.accept(page);
			token = page.path(tokenMember).asString("");
		}
		while (!token.isEmpty());
	}

	/**
	 * Fetches a file.
	 * @param maxBytes a larger file is rejected
	 * @return its text, UTF-8
	 */
	public String file(String path, Map<String, ?> parameters, int maxBytes) {
		return fetch(new SourceRequest(HttpMethod.GET, path, parameters, null, maxBytes, true)).stringValue();
	}

	/**
	 * Sets a token that the source issued, to replace the credentials of the settings.
	 * @param token null for the credentials
	 */
	public void session(@Nullable String token) {
		this.session = token;
	}

	/** Sends a POST request. */
	public JsonNode post(String path, JsonNode body) {
		return fetch(new SourceRequest(HttpMethod.POST, path, Map.of(), body, MAX_BYTES, false));
	}

	private JsonNode fetch(SourceRequest request) {
		for (int attempt = 1;; attempt++) {
			Duration wait = backoff(attempt);
			try {
				this.keepLease.run();
				pace();
				SourceResponse response = send(request);
				if (response.body() != null) {
					return response.body();
				}
				if (!request.isRetriedAfter(response.status()) || attempt >= this.attempts) {
					throw new SourceUnavailableException(
							request.filledPath() + " was answered with " + response.status(), response.status(),
							response.code());
				}
				wait = Objects.requireNonNullElse(response.retryAfter(), wait);
			}
			catch (ResourceAccessException ex) {
				if (attempt >= this.attempts) {
					throw SourceUnavailableException.unanswered(request.filledPath() + " was not answered", ex);
				}
			}
			LockSupport.parkNanos(((wait.compareTo(MAX_PAUSE) > 0) ? MAX_PAUSE : wait).toNanos());
		}
	}

	private SourceResponse send(SourceRequest request) {
		RestClient.RequestBodySpec spec = this.client.method(request.method()).uri((uri) -> {
			uri.path(request.path());
			request.parameters()
				.keySet()
				.stream()
				.filter((name) -> !request.path().contains("{" + name + "}"))
				.forEach((name) -> uri.queryParam(name, "{" + name + "}"));
			return uri.build(request.parameters());
		}).accept(request.file() ? MediaType.ALL : MediaType.APPLICATION_JSON);
		String authorization = authorization();
		if (authorization != null) {
			spec.header(HttpHeaders.AUTHORIZATION, authorization);
		}
		if (request.body() != null) {
			spec.contentType(MediaType.APPLICATION_JSON).body(JsonMapper.shared().writeValueAsBytes(request.body()));
		}
		return Objects
			.requireNonNull(spec.exchange((_, response) -> SourceResponse.of(request, response, this.clock.instant())));
	}

	private @Nullable String authorization() {
		if (this.session != null) {
			return "Bearer " + this.session;
		}
		if (this.settings.token() != null) {
			return "Bearer " + new Secret(this.settings.token()).read();
		}
		if (this.settings.password() == null) {
			return null;
		}
		return "Basic " + HttpHeaders.encodeBasicAuth(Objects.requireNonNullElse(this.settings.username(), ""),
				new Secret(this.settings.password()).read(), StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.connections.shutdownNow();
	}

	/** Waits as the rate limit requires. */
	private void pace() {
		long now = System.nanoTime();
		if (this.next - now > 0) {
			LockSupport.parkNanos(this.next - now);
		}
		this.next = Math.max(this.next, now) + 1_000_000_000L / this.settings.requestsPerSecond();
	}

	/** Exponential backoff with jitter. */
	private Duration backoff(int attempt) {
		long most = this.settings.retryPause().toNanos() << Math.min(attempt - 1, 6);
		return Duration.ofNanos(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
	}

	/**
	 * Fetches all pages of a list with GET requests.
	 * @param parameter the query parameter of the token of a page
	 * @param member the member of a page with the token of the next page
	 */
	public void pages(String path, Map<String, ?> parameters, String parameter, String member,
			Consumer<JsonNode> reader) {
		Map<String, Object> query = new HashMap<>(parameters);
		pages(path, member, (token) -> {
			if (!token.isEmpty()) {
				query.put(parameter, token);
			}
			return get(path, query);
		}, reader);
	}

	/**
	 * Fetches an item; null if the credentials lack the permission.
	 * @param fetch returns null if the item does not exist
	 */
	public static @Nullable JsonNode findVisible(Supplier<@Nullable JsonNode> fetch) {
		try {
			return fetch.get();
		}
		catch (SourceUnavailableException ex) {
			if (ex.isForbidden()) {
				return null;
			}
			throw ex;
		}
	}

}
