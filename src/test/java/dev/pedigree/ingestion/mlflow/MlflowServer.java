package dev.pedigree.ingestion.mlflow;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpExchange;
import dev.pedigree.ingestion.connector.StubServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An MLflow server with the items of a test: pages of two with offsets as tokens, 404 for
 * missing items, and planted faults of the next answers.
 */
final class MlflowServer implements AutoCloseable {

	private static final JsonMapper json = JsonMapper.shared();

	private static final int PAGE = 2;

	final Map<String, ObjectNode> models = new TreeMap<>();

	final Map<String, ObjectNode> versions = new TreeMap<>();

	final Map<String, ObjectNode> runs = new TreeMap<>();

	final Map<String, ObjectNode> loggedModels = new TreeMap<>();

	/** What lies in the folders of versions, by {@code name/version/path}. */
	final Map<String, String> files = new TreeMap<>();

	/** The requested files. */
	final List<String> askedFiles = new ArrayList<>();

	/** How requests for files are answered, where they are not. */
	@Nullable Fault fileFault;

	/** What the next requests meet instead of an answer. */
	final Deque<Fault> faults = new ArrayDeque<>();

	final List<String> asked = new ArrayList<>();

	/** The token that is good. */
	volatile String token = "good-token";

	/** Whether something else answers in its place. */
	volatile boolean proxied;

	private final StubServer server = new StubServer(this::handle);

	/** The faults of an answer. */
	record Fault(int status, @Nullable String retryAfter, boolean half, Duration slow) {

		static Fault status(int status) {
			return new Fault(status, null, false, Duration.ZERO);
		}

	}

	String url() {
		return this.server.url();
	}

	synchronized void model(String name, String described) {
		this.models.put(name, object(described).put("name", name));
	}

	synchronized void version(String name, String number, String described) {
		this.versions.put(name + "/" + number, object(described).put("name", name).put("version", number));
	}

	synchronized void run(String run) {
		ObjectNode node = object(run);
		this.runs.put(node.path("info").path("run_id").asString(), node);
	}

	static ObjectNode object(String text) {
		return (ObjectNode) json.readTree(text.replace('\'', '"'));
	}

	private synchronized void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath().replaceFirst("^/api/2.0/mlflow/", "");
		this.asked.add(path);
		JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
		Fault fault = this.faults.poll();
		if (fault != null && !fault.slow.isZero()) {
			sleep(fault.slow);
		}
		if (!Objects.equals("Bearer " + this.token, exchange.getRequestHeaders().getFirst("Authorization"))) {
			send(exchange, 401, "{}", null);
			return;
		}
		if (this.proxied && path.endsWith("/get")) {
			send(exchange, 404, "<html>no backend</html>", null);
			return;
		}
		if (path.equals("/model-versions/get-artifact")) {
			file(exchange);
			return;
		}
		JsonNode answer = answer(path, query(exchange), body);
		String text = json
			.writeValueAsString((answer != null) ? answer : Map.of("error_code", "RESOURCE_DOES_NOT_EXIST"));
		if (fault != null && fault.half) {
			exchange.sendResponseHeaders(200, text.length());
			exchange.getResponseBody().write(text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8));
			exchange.close();
			return;
		}
		if (fault != null && fault.status != 200) {
			send(exchange, fault.status, "{}", fault.retryAfter);
			return;
		}
		send(exchange, (answer != null) ? 200 : 404, text, null);
	}

	private void file(HttpExchange exchange) throws IOException {
		Map<String, String> query = query(exchange);
		String key = query.get("name") + "/" + query.get("version") + "/" + query.get("path");
		this.askedFiles.add(key);
		String text = this.files.get(key);
		if (this.fileFault != null) {
			sleep(this.fileFault.slow);
			send(exchange, this.fileFault.status, "<html>go to https://elsewhere.example</html>",
					this.fileFault.retryAfter);
		}
		else if (text == null) {
			send(exchange, 404, "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\"}", null);
		}
		else {
			send(exchange, 200, text, null);
		}
	}

	private @Nullable JsonNode answer(String path, Map<String, String> query, JsonNode body) {
		return switch (path) {
			case "registered-models/search" -> page("registered_models", this.models.values(), query.get("page_token"));
			case "registered-models/get" -> one("registered_model", this.models.get(query.get("name")));
			case "model-versions/search" -> page("model_versions", this.versions.values(), query.get("page_token"));
			case "model-versions/get" ->
				one("model_version", this.versions.get(query.get("name") + "/" + query.get("version")));
			case "experiments/search" -> page("experiments", List.of(object("{'experiment_id': '1', 'name': 'churn'}")),
					query.get("page_token"));
			case "runs/search" ->
				page("runs", this.runs.values().stream().filter(matches(body.path("filter").asString(""))).toList(),
						body.path("page_token").asString(null));
			case "runs/get" -> one("run", this.runs.get(query.get("run_id")));
			default -> one("model", this.loggedModels.get(path.replaceFirst("^logged-models/", "")));
		};
	}

	private static Predicate<ObjectNode> matches(String filter) {
		if (filter.startsWith("attributes.end_time >= ")) {
			long since = Long.parseLong(filter.replaceAll("\\D", ""));
			return (run) -> run.path("info").path("end_time").asLong(0) >= since;
		}
		return (run) -> filter.isEmpty()
				|| filter.equals("attributes.status = '" + run.path("info").path("status").asString() + "'");
	}

	private static @Nullable JsonNode one(String member, @Nullable ObjectNode found) {
		return (found == null) ? null : json.createObjectNode().set(member, found);
	}

	private static JsonNode page(String member, Collection<ObjectNode> all, @Nullable String token) {
		int from = (token == null) ? 0
				: Integer.parseInt(new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
		ObjectNode page = json.createObjectNode();
		all.stream().skip(from).limit(PAGE).forEach(page.putArray(member)::add);
		if (from + PAGE < all.size()) {
			page.put("next_page_token",
					Base64.getEncoder().encodeToString(String.valueOf(from + PAGE).getBytes(StandardCharsets.UTF_8)));
		}
		return page;
	}

	private static Map<String, String> query(HttpExchange exchange) {
		Map<String, String> query = new HashMap<>();
		String raw = exchange.getRequestURI().getRawQuery();
		for (String pair : (raw != null) ? raw.split("&") : new String[0]) {
			String[] parts = pair.split("=", 2);
			query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
		}
		return query;
	}

	private static void send(HttpExchange exchange, int status, String text, @Nullable String retryAfter)
			throws IOException {
		if (retryAfter != null) {
			exchange.getResponseHeaders().add("Retry-After", retryAfter);
		}
		StubServer.send(exchange, status, text);
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.server.close();
	}

}
