package dev.pedigree.ingestion.clearml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;
import dev.pedigree.ingestion.connector.Connected;
import dev.pedigree.ingestion.connector.StubServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A ClearML API server with the items of a test, in pages of two. It returns all members,
 * not only the requested ones. A test can plant faults of the next answers.
 */
final class ClearmlServer implements AutoCloseable {

	static final String USER = "ACCESSKEY";

	private static final JsonMapper json = JsonMapper.shared();

	final Map<String, Map<String, ObjectNode>> lists = Map.of("projects", new TreeMap<>(), "tasks", new TreeMap<>(),
			"models", new TreeMap<>());

	/** By name; null for a server that has no such service. */
	@Nullable Map<String, ObjectNode> endpoints;

	/** Statuses that the next requests are answered with. */
	final Deque<Integer> faults = new ArrayDeque<>();

	/** The called actions with their queries. */
	final List<String> asked = new ArrayList<>();

	/** How many questions the token in use is still good for. */
	int tokenLasts = Integer.MAX_VALUE;

	private int tokens;

	private final StubServer server = new StubServer(this::handle);

	String url() {
		return this.server.url();
	}

	static ObjectNode object(String text) {
		return (ObjectNode) json.readTree(text.replace('\'', '"'));
	}

	synchronized ObjectNode put(String list, String item) {
		return put(list, object(item));
	}

	synchronized ObjectNode put(String list, ObjectNode item) {
		Objects.requireNonNull(this.lists.get(list)).put(item.path("id").asString(), item);
		return item;
	}

	ObjectNode get(String list, String id) {
		return Objects.requireNonNull(Objects.requireNonNull(this.lists.get(list)).get(id));
	}

	/** An item that changes now. */
	synchronized ObjectNode touch(String list, String id) {
		return get(list, id).put("last_update", Instant.now().toString().replace("Z", "+00:00"));
	}

	synchronized void clear() {
		this.lists.values().forEach(Map::clear);
		this.endpoints = new TreeMap<>();
		this.faults.clear();
		this.asked.clear();
		this.tokenLasts = Integer.MAX_VALUE;
	}

	private synchronized void handle(HttpExchange exchange) throws IOException {
		String action = exchange.getRequestURI().getPath().substring(1);
		JsonNode question = json.readTree(exchange.getRequestBody().readAllBytes());
		this.asked.add(action + " " + question);
		Integer fault = this.faults.poll();
		if (fault != null) {
			answer(exchange, fault, "Planted, password=hunter22", null);
			return;
		}
		String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
		String basic = "Basic "
				+ Base64.getEncoder().encodeToString((USER + ":" + Connected.TOKEN).getBytes(StandardCharsets.UTF_8));
		if (action.equals("auth.login") && authorization.equals(basic)) {
			answer(exchange, 200, "OK", json.createObjectNode().put("token", "session-" + ++this.tokens));
		}
		else if (action.equals("auth.login") || !authorization.equals("Bearer session-" + this.tokens)
				|| this.tokenLasts-- <= 0) {
			this.tokenLasts = Integer.MAX_VALUE;
			answer(exchange, 401, "Unauthorized (invalid token) (failed to decode token)", null);
		}
		else {
			JsonNode data = answer(action, question);
			answer(exchange, (data != null) ? 200 : 404,
					(data != null) ? "OK" : "Unable to find endpoint for name " + action + " and version 2.30", data);
		}
	}

	private static void answer(HttpExchange exchange, int status, String message, @Nullable JsonNode data)
			throws IOException {
		ObjectNode answer = json.createObjectNode();
		answer.putObject("meta").put("result_code", status).put("result_msg", message);
		answer.set("data", (data != null) ? data : json.createObjectNode());
		StubServer.send(exchange, status, answer.toString());
	}

	private @Nullable JsonNode answer(String action, JsonNode question) {
		Map<String, ObjectNode> served = this.endpoints;
		String list = action.replace(".get_all_ex", "");
		if (this.lists.containsKey(list)) {
			return page(list, question);
		}
		if (served == null) {
			return null;
		}
		return switch (action) {
			case "serving.get_endpoints" -> {
				ObjectNode answer = json.createObjectNode();
				ArrayNode endpoints = answer.putArray("endpoints");
				served.values().forEach((one) -> endpoints.add(one.deepCopy().without("instances")));
				yield answer;
			}
			case "serving.get_endpoint_details" -> served.values()
				.stream()
				.filter((one) -> one.path("url").equals(question.path("endpoint_url")))
				.findFirst()
				.orElse(null);
			default -> null;
		};
	}

	private JsonNode page(String list, JsonNode question) {
		String since = question.path("last_change").path(0).asString(">=").substring(2);
		List<String> ids = question.path("id").valueStream().map(JsonNode::asString).toList();
		ObjectNode answer = json.createObjectNode();
		ArrayNode page = answer.putArray(list);
		Objects.requireNonNull(this.lists.get(list))
			.values()
			.stream()
			.filter((item) -> ids.isEmpty() || ids.contains(item.path("id").asString()))
			.filter((item) -> changed(item).compareTo(since) >= 0)
			.filter((item) -> question.path("search_hidden").asBoolean(false) || !isHidden(item))
			.sorted(Comparator.comparing(ClearmlServer::changed).thenComparing((item) -> item.path("id").asString()))
			.skip(2L * question.path("page").asInt())
			.limit(2)
			.forEach((item) -> page.add(listed(item)));
		return answer;
	}

	private static String changed(ObjectNode item) {
		return item.path("last_change").asString(item.path("last_update").asString(""));
	}

	/** Lists name what an item refers to by objects. */
	private static ObjectNode listed(ObjectNode item) {
		ObjectNode listed = item.deepCopy();
		if (!changed(item).isEmpty()) {
			listed.put("last_change", changed(item));
		}
		for (String member : List.of("project", "parent", "task")) {
			refer(listed, member);
		}
		for (String side : List.of("input", "output")) {
			listed.path("models").path(side).forEach((entry) -> refer((ObjectNode) entry, "model"));
		}
		return listed;
	}

	private static void refer(ObjectNode holder, String member) {
		if (holder.path(member).isString()) {
			String id = holder.path(member).asString();
			holder.putObject(member).put("id", id);
		}
	}

	private boolean isHidden(ObjectNode item) {
		ObjectNode project = Objects.requireNonNull(this.lists.get("projects"))
			.get(item.path("project").asString(item.path("id").asString()));
		return project != null && project.path("name").asString().contains(".datasets/");
	}

	@Override
	public void close() {
		this.server.close();
	}

}
