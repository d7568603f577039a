package dev.pedigree.ingestion.wandb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.connector.SourceHttpClient;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ClassPathResource;

/**
 * GraphQL client of Weights & Biases. The schema is not published, so the queries are
 * those of W&B's own client.
 */
record WandbClient(SourceHttpClient client) {

	private static final int MAX_MESSAGE_LENGTH = 300;

	/** A GraphQL query: an operation in a file. */
	enum WandbQuery {

		PROJECT("project", "Project"), COLLECTIONS("collections", "Collections"),
		COLLECTION("collection", "Collection"), MEMBER("member", "Member"), RUN("runs", "Run"), RUNS("runs", "Runs");

		private final String text;

		private final String operation;

		WandbQuery(String file, String operation) {
			this.operation = operation;
			ClassPathResource document = new ClassPathResource("wandb/" + file + ".graphql");
			try {
				this.text = document.getContentAsString(StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(document.toString(), ex);
			}
		}

		String text() {
			return this.text;
		}

	}

	boolean hasProject(Project project) {
		return find(WandbQuery.PROJECT, project, Map.of()) != null;
	}

	/** Finds the object at a path within a project; null if there is none. */
	@Nullable JsonNode find(WandbQuery query, Project project, Map<String, String> variables, String... path) {
		ObjectNode body = JsonNodeFactory.instance.objectNode()
			.put("query", query.text)
			.put("operationName", query.operation);
		ObjectNode all = body.putObject("variables").put("entity", project.entity()).put("project", project.name());
		variables.forEach(all::put);
		JsonNode answer = this.client.post("/graphql", body);
		JsonNode found = answer.path("data").path("project");
		for (String step : path) {
			found = found.path(step);
		}
		if (found.isObject()) {
			return found;
		}
		JsonNode message = answer.path("errors").path(0).path("message");
		if (!answer.path("data").isObject() || !answer.path("errors").isEmpty()) {
			throw new SourceUnavailableException("The query " + query.operation + " of " + project.text() + " failed: "
					+ PlainText.cut(Masking.masked(message.asString("the answer has no data")), MAX_MESSAGE_LENGTH));
		}
		return null;
	}

	/**
	 * Fetches the pages of a list; none if there is no object at the path.
	 * @param variables of the query; a cursor for the first page has the name of the list
	 * @param reader reads the object at the path; returns whether to fetch the next page
	 */
	void pages(WandbQuery query, Project project, Map<String, String> variables, String list,
			Predicate<JsonNode> reader, String... path) {
		Map<String, String> all = new HashMap<>(variables);
		String after = "";
		while (true) {
			JsonNode page = find(query, project, all, path);
			if (page == null && after.isEmpty()) {
				return;
			}
			if (page == null || !page.path(list).path("edges").isArray()) {
				throw new SourceUnavailableException("A page of " + list + " of " + project.text() + " has no edges");
			}
			JsonNode info = page.path(list).path("pageInfo");
			if (!reader.test(page) || !info.path("hasNextPage").asBoolean(false)) {
				return;
			}
			String next = info.path("endCursor").asString("");
			if (next.isEmpty() || next.equals(after)) {
				throw new SourceUnavailableException("The pages of " + list + " of " + project.text() + " do not end");
			}
			after = next;
			all.put(variables.containsKey(list) ? list : "after", after);
		}
	}

}
