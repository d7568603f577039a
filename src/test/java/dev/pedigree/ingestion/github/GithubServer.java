package dev.pedigree.ingestion.github;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import dev.pedigree.ingestion.connector.StubServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A GitHub server with the deployments of one repository. */
final class GithubServer implements AutoCloseable {

	private static final JsonMapper json = JsonMapper.shared();

	private static final Pattern ASKED = Pattern.compile("/repos/acme/fraud/deployments(?:/(\\d+)(/statuses)?)?");

	/** By id; the newest has the greatest. */
	final Map<Long, ObjectNode> deployments = new ConcurrentSkipListMap<>();

	final Map<Long, ArrayNode> statuses = new ConcurrentSkipListMap<>();

	final List<String> asked = new CopyOnWriteArrayList<>();

	private final StubServer server = new StubServer(this::handle);

	String url() {
		return this.server.url();
	}

	/** Makes a deployment; its payload is JSON. */
	void deployment(long id, String created, String commit, String payload) {
		ObjectNode deployment = json.createObjectNode()
			.put("id", id)
			.put("sha", commit)
			.put("ref", "main")
			.put("environment", "production")
			.put("production_environment", true)
			.put("created_at", created);
		deployment.putObject("creator").put("login", "ada").put("avatar_url", "https://elsewhere.example/ada");
		deployment.set("payload", json.readTree(payload));
		this.deployments.put(id, deployment);
		this.statuses.put(id, json.createArrayNode());
	}

	/** The newest comes first. */
	void status(long id, String state, String created) {
		this.statuses.computeIfPresent(id,
				(_, known) -> known.insert(0,
						json.createObjectNode()
							.put("state", state)
							.put("created_at", created)
							.put("log_url", "https://logs.example/1?sig=x")));
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		this.asked.add(path);
		Matcher asked = ASKED.matcher(path);
		JsonNode answer = null;
		if (asked.matches() && "Bearer good-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			if (asked.group(1) == null) {
				answer = page(exchange.getRequestURI().getQuery());
			}
			else {
				long id = Long.parseLong(asked.group(1));
				answer = (asked.group(2) == null) ? this.deployments.get(id) : this.statuses.get(id);
			}
		}
		StubServer.send(exchange, (answer != null) ? 200 : 404,
				(answer != null) ? answer.toString() : "{\"message\": \"Not Found\"}");
	}

	private JsonNode page(String query) {
		int page = Integer.parseInt(query.replaceFirst("^(?:.*&)?page=(\\d+).*$", "$1"));
		ArrayNode answer = json.createArrayNode();
		this.deployments.values()
			.stream()
			.sorted((a, b) -> Long.compare(b.path("id").asLong(), a.path("id").asLong()))
			.skip((page - 1) * 100L)
			.limit(100)
			.forEach(answer::add);
		return answer;
	}

	@Override
	public void close() {
		this.server.close();
	}

}
