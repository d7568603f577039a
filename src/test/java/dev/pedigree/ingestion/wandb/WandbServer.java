package dev.pedigree.ingestion.wandb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import dev.pedigree.ingestion.connector.StubServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A GraphQL server of Weights & Biases with the items of a test, by operation name and in
 * pages of two. It returns more than requested, such as users. A test can plant faults of
 * the next answers.
 */
final class WandbServer implements AutoCloseable {

	private static final JsonMapper json = JsonMapper.shared();

	private static final String KEY = "Basic "
			+ Base64.getEncoder().encodeToString("api:good-token".getBytes(StandardCharsets.UTF_8));

	final Set<String> projects = new TreeSet<>();

	/** By project, type and name: {@code acme/churn/model/churn}. */
	final Map<String, ObjectNode> collections = new TreeMap<>();

	/** By project and version: {@code acme/churn/churn:v3}. */
	final Map<String, ObjectNode> artifacts = new TreeMap<>();

	/** By project and id: {@code acme/churn/k3v1n8qa}. */
	final Map<String, ObjectNode> runs = new TreeMap<>();

	/** HTTP statuses of the next answers; 0 is a GraphQL error. */
	final Deque<Integer> faults = new ArrayDeque<>();

	final List<String> asked = new ArrayList<>();

	private final StubServer server = new StubServer(this::handle);

	String url() {
		return this.server.url();
	}

	static ObjectNode object(String text) {
		return (ObjectNode) json.readTree(text.replace('\'', '"'));
	}

	private static ObjectNode project(String project) {
		ObjectNode node = json.createObjectNode().put("name", project.replaceFirst("^.*/", ""));
		node.putObject("entity").put("name", project.replaceFirst("/.*$", ""));
		return node;
	}

	synchronized void collection(String project, String type, String name, String about) {
		this.projects.add(project);
		this.collections.put(project + "/" + type + "/" + name, object(about).put("name", name));
	}

	/** Makes a version of a collection where it was logged; its id is in base64. */
	synchronized ObjectNode artifact(String project, String type, String collection, int index, String members) {
		ObjectNode node = object("{'state': 'COMMITTED', 'aliases': []}").setAll(object(members));
		String id = "Artifact:" + node.path("id").asString();
		node.put("id", Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8)))
			.put("versionIndex", index);
		node.putObject("artifactType").put("name", type);
		node.putObject("artifactSequence").put("name", collection).set("project", project(project));
		this.artifacts.put(project + "/" + collection + ":v" + index, node);
		return node;
	}

	/** Adds an alias to a version in one collection. */
	synchronized void alias(ObjectNode artifact, String project, String collection, String alias) {
		ObjectNode node = artifact.withArray("aliases").addObject().put("alias", alias);
		node.putObject("artifactCollection").put("name", collection).set("project", project(project));
	}

	/** Makes a run that read and made versions. */
	synchronized ObjectNode run(String project, String name, String members, List<ObjectNode> read,
			List<ObjectNode> made) {
		ObjectNode run = object(members).put("name", name);
		run.putObject("user").put("email", "grace@wandb.example").put("username", "grace-of-wandb");
		run.putArray("inputArtifacts").addAll(read);
		run.putArray("outputArtifacts").addAll(made);
		made.forEach((artifact) -> artifact.set("createdBy",
				json.createObjectNode()
					.put("name", name)
					.put("jobType", run.path("jobType").asString(null))
					.put("config", run.path("config").asString(null))
					.set("project", project(project))));
		this.runs.put(project + "/" + name, run);
		return run;
	}

	private synchronized void handle(HttpExchange exchange) throws IOException {
		JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
		String operation = body.path("operationName").asString("");
		JsonNode variables = body.path("variables");
		this.asked.add(operation + " " + variables.path("collection").asString(variables.path("name").asString("")));
		Integer fault = this.faults.poll();
		if (!exchange.getRequestURI().getPath().equals("/graphql")
				|| !KEY.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			StubServer.send(exchange, 401, "{\"errors\": [{\"message\": \"user is not logged in\"}]}");
		}
		else if (fault != null) {
			StubServer.send(exchange, (fault == 0) ? 200 : fault,
					"{\"errors\": [{\"message\": \"permission denied, api_key=shh-of-wandb\"}], \"data\": {\"project\": null}}");
		}
		else {
			ObjectNode answer = json.createObjectNode();
			String project = variables.path("entity").asString() + "/" + variables.path("project").asString();
			answer.putObject("data")
				.set("project", this.projects.contains(project) ? answer(operation, project, variables) : null);
			StubServer.send(exchange, 200, answer.toString());
		}
	}

	private ObjectNode answer(String operation, String project, JsonNode variables) {
		ObjectNode answer = json.createObjectNode().put("name", project);
		String after = variables.path("after").asString("");
		String type = project + "/" + variables.path("type").asString("") + "/";
		switch (operation) {
			case "Collections" -> answer.putObject("artifactType")
				.set("artifactCollections", connection(
						this.collections.entrySet().stream().filter((one) -> one.getKey().startsWith(type)), after));
			case "Collection" -> {
				String name = variables.path("collection").asString();
				ObjectNode about = this.collections.get(type + name);
				ObjectNode shown = (about != null) ? about.deepCopy() : null;
				if (shown != null) {
					shown.set("artifacts",
							connection(this.artifacts.entrySet()
								.stream()
								.filter((one) -> one.getKey().startsWith(project + "/" + name + ":")), after));
				}
				answer.putObject("artifactType").set("artifactCollection", shown);
			}
			case "Member" -> {
				ObjectNode artifact = this.artifacts.get(project + "/" + variables.path("name").asString());
				answer.set("artifactCollectionMembership",
						(artifact != null) ? json.createObjectNode().set("artifact", artifact) : null);
			}
			case "Runs" -> answer.set("runs",
					connection(this.runs.entrySet()
						.stream()
						.filter((one) -> one.getKey().startsWith(project + "/"))
						.sorted(Comparator.comparing((one) -> one.getValue().path("heartbeatAt").asString(),
								Comparator.reverseOrder()))
						.map((one) -> Map.entry(one.getKey(), shown(one.getValue(), variables))), after));
			case "Run" -> {
				ObjectNode run = this.runs.get(project + "/" + variables.path("run").asString());
				answer.set("run", (run != null) ? shown(run, variables) : null);
			}
			default -> answer.put("name", project.replaceFirst("^.*/", ""));
		}
		return answer;
	}

	private static ObjectNode shown(ObjectNode run, JsonNode variables) {
		ObjectNode shown = run.deepCopy();
		for (String list : List.of("inputArtifacts", "outputArtifacts")) {
			shown.set(list,
					connection(run.path(list).valueStream().map((artifact) -> Map.entry("", (ObjectNode) artifact)),
							variables.path(list).asString("")));
		}
		return shown;
	}

	/** A page of two; the key of a version ends in what the collection calls it. */
	private static ObjectNode connection(Stream<Map.Entry<String, ObjectNode>> all, @Nullable String after) {
		List<Map.Entry<String, ObjectNode>> entries = all.toList();
		int from = (after == null || after.isEmpty()) ? 0 : Integer.parseInt(after);
		ObjectNode connection = json.createObjectNode();
		ArrayNode edges = connection.putArray("edges");
		entries.stream()
			.skip(from)
			.limit(2)
			.forEach((one) -> edges.addObject()
				.put("version", one.getKey().replaceFirst("^.*:", ""))
				.set("node", one.getValue()));
		connection.putObject("pageInfo")
			.put("hasNextPage", from + 2 < entries.size())
			.put("endCursor", String.valueOf(from + 2));
		return connection;
	}

	@Override
	public void close() {
		this.server.close();
	}

}
