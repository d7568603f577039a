package dev.pedigree.estate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP client of the sample estate. It retries every request that may succeed later (408,
 * 429, 502 to 504, no connection, no answer in time), lists in smaller parts each time.
 * The requests are idempotent, so one that was written without an answer does no harm.
 */
final class EstateClient {

	/** Payloads of the first request: a store that has just begun is slow. */
	private static final int FIRST_BATCH = 25;

	/** Payloads of a request at most. */
	private static final int LARGEST_BATCH = 400;

	private static final JsonMapper json = JsonMapper.shared();

	private static final Set<Integer> RETRIABLE = Set.of(408, 429, 502, 503, 504);

	/** Error codes of GraphQL that pass: a busy store also runs out of time. */
	private static final Set<String> RETRIABLE_CODES = Set.of("UNAVAILABLE", "LIMIT_EXCEEDED");

	/** Longer than the catalog itself lets a request wait. */
	private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	private final URI catalog;

	private final String token;

	private final Duration patience;

	private final Consumer<String> progress;

	/**
	 * A client of one catalog.
	 * @param token of the role editor at least
	 * @param patience how long retries go on while no request succeeds
	 * @param progress receives a line a pause
	 */
	EstateClient(URI catalog, String token, Duration patience, Consumer<String> progress) {
		this.catalog = catalog;
		this.token = token;
		this.patience = patience;
		this.progress = progress;
	}

	/**
	 * Sends a query or mutation until it is answered.
	 * @throws EstateException when the catalog refuses it
	 */
	JsonNode ask(String document) throws EstateException, InterruptedException {
		return retry("/graphql", Map.of("query", document));
	}

	/**
	 * Sends a document until it is accepted.
	 * @throws EstateException when the catalog refuses it
	 */
	void send(String path, JsonNode document) throws EstateException, InterruptedException {
		retry(path, document);
	}

	/**
	 * Sends payloads, many a request, until all are accepted. The number doubles after a
	 * success and is halved after a failure.
	 * @param accepted receives the number of those accepted so far
	 * @throws EstateException when the catalog refuses one
	 */
	void sendAll(String path, List<?> payloads, IntConsumer accepted) throws EstateException, InterruptedException {
		int size = FIRST_BATCH;
		Pauses pauses = new Pauses();
		for (int done = 0; done < payloads.size();) {
			List<?> part = payloads.subList(done, Math.min(done + size, payloads.size()));
			Answer answer = attempt(path, part);
			if (answer.body() != null) {
				done += part.size();
				size = Math.min(2 * size, LARGEST_BATCH);
				accepted.accept(done);
				pauses = new Pauses();
			}
			else {
				size = Math.max(1, part.size() / 2);
				pauses.pause(answer);
			}
		}
	}

	private JsonNode retry(String path, Object body) throws EstateException, InterruptedException {
		Pauses pauses = new Pauses();
		while (true) {
			Answer answer = attempt(path, body);
			if (answer.body() != null) {
				return answer.body();
			}
			pauses.pause(answer);
		}
	}

	private Answer attempt(String path, Object body) throws EstateException, InterruptedException {
		HttpResponse<String> response;
		try {
			response = this.http.send(HttpRequest.newBuilder(this.catalog.resolve(path))
				.timeout(ANSWER_WITHIN)
				.header("Authorization", "Bearer " + this.token)
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
				.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			return new Answer(null, "no answer: " + ex, null);
		}
		String problem = path + " answered " + response.statusCode() + ": " + response.body();
		if (RETRIABLE.contains(response.statusCode())) {
			return new Answer(null, problem, response.headers().firstValue("Retry-After").orElse(null));
		}
		if (response.statusCode() != 200 && response.statusCode() != 201) {
			throw new EstateException(problem);
		}
		return answer(response.body(), problem);
	}

	private static Answer answer(String body, String problem) throws EstateException {
		try {
			JsonNode read = json.readTree(body);
			if (!read.has("errors")) {
				return new Answer(read, "", null);
			}
			if (read.path("errors")
				.valueStream()
				.allMatch((error) -> RETRIABLE_CODES.contains(error.at("/extensions/code").asString("")))) {
				return new Answer(null, problem, null);
			}
			throw new EstateException(problem);
		}
		catch (JacksonException ex) {
			throw new EstateException(problem);
		}
	}

	/**
	 * One answer.
	 *
	 * @param body null when the request may be sent again
	 * @param problem why
	 * @param retryAfter seconds, when the catalog states them
	 */
	private record Answer(@Nullable JsonNode body, String problem, @Nullable String retryAfter) {
	}

	/** The pauses since the last success. */
	private final class Pauses {

		private final long began = System.nanoTime();

		private int count;

		void pause(Answer answer) throws EstateException, InterruptedException {
			if (System.nanoTime() - this.began > EstateClient.this.patience.toNanos()) {
				throw new EstateException("nothing succeeded for " + EstateClient.this.patience.toMinutes()
						+ " minutes; last: " + answer.problem());
			}
			Duration pause = (answer.retryAfter() != null && answer.retryAfter().matches("\\d{1,2}"))
					? Duration.ofSeconds(Integer.parseInt(answer.retryAfter()))
					: Duration.ofMillis(250L << Math.min(this.count, 5));
			this.count++;
			EstateClient.this.progress.accept("busy, retrying (" + abridged(answer.problem()) + ")");
			Thread.sleep((pause.compareTo(LONGEST_PAUSE) < 0) ? pause : LONGEST_PAUSE);
		}

		private static String abridged(String problem) {
			String line = problem.replaceAll("\\s+", " ");
			return (line.length() > 120) ? line.substring(0, 120) + "..." : line;
		}

	}

}
