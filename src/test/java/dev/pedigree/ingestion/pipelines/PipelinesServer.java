package dev.pedigree.ingestion.pipelines;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;
import dev.pedigree.ingestion.connector.Connected;
import dev.pedigree.ingestion.connector.StubServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An API server of Kubeflow Pipelines with the items of a test, in pages of two. A test
 * can plant faults of the next answers.
 */
final class PipelinesServer implements AutoCloseable {

	/** In place of a status: the answer breaks off. */
	static final int HALF = 0;

	private static final JsonMapper json = JsonMapper.shared();

	final Map<String, ObjectNode> runs = new TreeMap<>();

	/** What versions of pipelines define, by pipeline and version. */
	final Map<String, JsonNode> definitions = new TreeMap<>();

	/** What the next requests are answered with. */
	final Deque<Integer> faults = new ArrayDeque<>();

	/** The requested paths with their queries. */
	final List<String> asked = new ArrayList<>();

	/** Whether lists include tasks. */
	boolean listsTasks = true;

	private final StubServer server = new StubServer(this::handle);

	String url() {
		return this.server.url();
	}

	static ObjectNode object(String text) {
		return (ObjectNode) json.readTree(text.replace('\'', '"'));
	}

	synchronized ObjectNode put(String run) {
		return put(object(run));
	}

	synchronized ObjectNode put(ObjectNode run) {
		this.runs.put(run.path("run_id").asString(), run);
		return run;
	}

	synchronized void clear() {
		this.runs.clear();
		this.definitions.clear();
		this.faults.clear();
		this.asked.clear();
		this.listsTasks = true;
	}

	private synchronized void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath().replace("/apis/v2beta1", "");
		Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
		this.asked.add(path + " " + query);
		Integer fault = this.faults.poll();
		if (fault != null && fault != HALF) {
			StubServer.send(exchange, fault, "{\"error\": \"planted, password=hunter22\", \"code\": 13}");
			return;
		}
		if (!("Bearer " + Connected.TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			StubServer.send(exchange, 401, "{\"error\": \"Unauthenticated\", \"code\": 16}");
			return;
		}
		@Nullable ObjectNode answer = answer(path, query);
		String text = String.valueOf(answer);
		StubServer.send(exchange, (answer != null) ? 200 : 404,
				(answer == null) ? "{\"error\": \"not found\", \"code\": 5}"
						: (fault != null) ? text.substring(0, text.length() / 2) : text);
	}

	private static Map<String, String> query(@Nullable String raw) {
		Map<String, String> query = new TreeMap<>();
		for (String part : (raw != null) ? raw.split("&") : new String[0]) {
			String[] sides = part.split("=", 2);
			query.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
		}
		return query;
	}

	private @Nullable ObjectNode answer(String path, Map<String, String> query) {
		if (path.equals("/runs")) {
			return page(query);
		}
		if (path.startsWith("/runs/")) {
			return this.runs.get(path.substring("/runs/".length()));
		}
		JsonNode definition = this.definitions.get(path.replaceFirst("^/pipelines/", "").replace("/versions", ""));
		return (definition != null)
				? json.createObjectNode().put("created_at", "2026-11-01T00:00:00Z").set("pipeline_spec", definition)
				: null;
	}

	private ObjectNode page(Map<String, String> query) {
		String time = query.getOrDefault("sort_by", "created_at asc").replace(" asc", "");
		JsonNode filter = json.readTree(query.getOrDefault("filter", "{}")).path("predicates").path(0);
		String since = filter.path("timestamp_value").asString("");
		List<ObjectNode> found = this.runs.values()
			.stream()
			.filter((run) -> since.isEmpty()
					|| run.path(filter.path("key").asString()).asString("").compareTo(since) >= 0)
			.filter((run) -> query.getOrDefault("namespace", run.path("namespace").asString(""))
				.equals(run.path("namespace").asString("")))
			.sorted(Comparator.comparing((run) -> run.path(time).asString("")))
			.toList();
		int from = Integer.parseInt(query.getOrDefault("page_token", "0"));
		ObjectNode page = json.createObjectNode().put("total_size", found.size());
		for (ObjectNode run : found.subList(from, Math.min(found.size(), from + 2))) {
			ObjectNode told = run.deepCopy();
			if (!this.listsTasks) {
				told.remove("run_details");
			}
			page.withArray("runs").add(told);
		}
		if (found.size() > from + 2) {
			page.put("next_page_token", String.valueOf(from + 2));
		}
		return page;
	}

	@Override
	public void close() {
		this.server.close();
	}

}
