package dev.pedigree.ingestion.gitlab;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import dev.pedigree.ingestion.connector.Connected;
import dev.pedigree.ingestion.connector.StubServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A GitLab server with the deployments of one project and planted faults.
 */
final class GitlabServer implements AutoCloseable {

	private static final JsonMapper json = JsonMapper.shared();

	private static final Pattern ASKED = Pattern.compile("/api/v4/projects/acme%2Ffraud/deployments(?:/(\\d+))?");

	final Map<Long, ObjectNode> deployments = new ConcurrentSkipListMap<>();

	/** Those that this token may not see. */
	final Set<Long> hidden = new ConcurrentSkipListSet<>();

	final List<String> asked = new CopyOnWriteArrayList<>();

	final Deque<Integer> faults = new ArrayDeque<>();

	private final StubServer server = new StubServer(this::handle);

	String url() {
		return this.server.url();
	}

	/** Makes a deployment, or changes it. */
	void deployment(long id, String created, String status, String updated, String commit) {
		ObjectNode deployment = json.createObjectNode()
			.put("id", id)
			.put("iid", id)
			.put("ref", "main")
			.put("sha", commit)
			.put("status", status)
			.put("created_at", created)
			.put("updated_at", updated);
		deployment.putObject("environment").put("id", 9).put("name", "production");
		deployment.putObject("user").put("username", "ada").put("name", "Ada").put("email", "ada@gitlab-tests.example");
		deployment.putObject("deployable").put("web_url", "https://gitlab.example/acme/fraud/-/jobs/" + id + "?x=1");
		this.deployments.put(id, deployment);
	}

	private synchronized void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getRawPath();
		this.asked.add(path);
		Matcher asked = ASKED.matcher(path);
		boolean hides = asked.matches() && asked.group(1) != null && this.hidden.contains(Long.valueOf(asked.group(1)));
		Integer fault = hides ? Integer.valueOf(403) : this.faults.poll();
		JsonNode answer = null;
		if (fault == null && asked.matches()
				&& ("Bearer " + Connected.TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			answer = (asked.group(1) != null) ? this.deployments.get(Long.parseLong(asked.group(1)))
					: page(exchange.getRequestURI().getQuery());
		}
		StubServer.send(exchange, (answer != null) ? 200 : (fault != null) ? fault : 404,
				(answer != null) ? answer.toString() : "{\"message\": \"404 Not found\"}");
	}

	/** From that moment on, as the real one compares. */
	private JsonNode page(String query) {
		String after = parameter(query, "updated_after");
		ArrayNode answer = json.createArrayNode();
		this.deployments.values()
			.stream()
			.filter((one) -> after == null || one.path("updated_at").asString().compareTo(after) >= 0)
			.sorted(Comparator.comparing((one) -> one.path("updated_at").asString()))
			.limit(Long.parseLong(parameter(query, "per_page")))
			.forEach(answer::add);
		return answer;
	}

	private static @Nullable String parameter(String query, String name) {
		Matcher value = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query);
		return value.find() ? value.group(1) : null;
	}

	@Override
	public void close() {
		this.server.close();
	}

}
