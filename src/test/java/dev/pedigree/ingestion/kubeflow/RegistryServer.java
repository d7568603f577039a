package dev.pedigree.ingestion.kubeflow;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;
import dev.pedigree.ingestion.connector.StubServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Kubeflow model registry with the items of a test, in pages of two. A test can plant
 * faults of the next answers.
 */
final class RegistryServer implements AutoCloseable {

	private static final String BASE = "/api/model_registry/v1alpha3/";

	private static final JsonMapper json = JsonMapper.shared();

	final Map<String, ObjectNode> models = new TreeMap<>();

	final Map<String, ObjectNode> versions = new TreeMap<>();

	/** Artifacts by id; answers omit {@code versionOf}, the id of the version. */
	final Map<String, ObjectNode> artifacts = new TreeMap<>();

	final Map<String, ObjectNode> environments = new TreeMap<>();

	final Map<String, ObjectNode> services = new TreeMap<>();

	/** Statuses that the next requests are answered with. */
	final Deque<Integer> faults = new ArrayDeque<>();

	final List<String> asked = new ArrayList<>();

	private final StubServer server = new StubServer(this::handle);

	String url() {
		return this.server.url();
	}

	synchronized void put(Map<String, ObjectNode> what, String id, long at, String members) {
		ObjectNode item = (ObjectNode) json.readTree(members);
		item.put("id", id).put("lastUpdateTimeSinceEpoch", String.valueOf(at));
		ObjectNode known = what.get(id);
		item.put("createTimeSinceEpoch",
				(known != null) ? known.path("createTimeSinceEpoch").asString() : String.valueOf(at));
		what.put(id, item);
	}

	private synchronized void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		this.asked.add(path.substring(Math.min(BASE.length(), path.length())));
		Integer fault = this.faults.poll();
		String answer = null;
		int status = (fault != null) ? fault : 404;
		if (fault == null && path.startsWith(BASE)) {
			answer = answer(path.substring(BASE.length()), String.valueOf(exchange.getRequestURI().getQuery()));
			status = (answer != null) ? 200 : 404;
		}
		StubServer.send(exchange, status, (answer != null) ? answer : "{\"code\": \"\", \"message\": \"no\"}");
	}

	private @Nullable String answer(String path, String query) {
		return switch (path) {
			case "registered_models" -> page(this.models.values(), query);
			case "model_versions" -> page(this.versions.values(), query);
			case "serving_environments" -> page(this.environments.values(), query);
			case "inference_services" -> page(this.services.values(), query);
			case "artifacts" -> page(this.artifacts.values(), query);
			default -> path.matches("model_versions/\\d+/artifacts") ? page(this.artifacts.values()
				.stream()
				.filter((one) -> one.path("versionOf").asString().equals(path.replaceAll("\\D", "")))
				.toList(), query) : null;
		};
	}

	private static String page(Collection<ObjectNode> items, String query) {
		int from = query.contains("nextPageToken=")
				? Integer.parseInt(query.replaceFirst("^.*nextPageToken=", "").replaceFirst("&.*$", "")) : 0;
		ObjectNode answer = json.createObjectNode().put("pageSize", 0);
		ArrayNode page = answer.putArray("items");
		items.stream()
			.sorted(Comparator.comparing((item) -> item.path("id").asString()))
			.skip(from)
			.limit(2)
			.forEach((item) -> page.add(item.deepCopy().without("versionOf")));
		answer.put("size", page.size()).put("nextPageToken", (from + 2 < items.size()) ? String.valueOf(from + 2) : "");
		return answer.toString();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
