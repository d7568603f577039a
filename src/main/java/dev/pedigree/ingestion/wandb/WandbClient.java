package dev.pedigree.ingestion.wandb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.connector.SourceHttpClient;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The GraphQL questions of a Weights & Biases server. Its schema is not published, so
 * what is asked for is what its own client asks for.
 */
final class WandbClient {

	/** Characters of an error message that are told on. */
	private static final int LONGEST = 300;

	private final SourceHttpClient remote;

	WandbClient(SourceHttpClient remote) {
		this.remote = remote;
	}

	/** A question: an operation of a file. */
	enum WandbQuery {

		PROJECT("project", "Project"), COLLECTIONS("collections", "Collections"),
		COLLECTION("collection", "Collection"), MEMBER("member", "Member"), RUN("runs", "Run"), RUNS("runs", "Runs");

		private final String text;

		private final String operation;

		WandbQuery(String file, String operation) {
			this.operation = operation;
			String path = "/wandb/" + file + ".graphql";
			try (InputStream text = Objects.requireNonNull(WandbQuery.class.getResourceAsStream(path), path)) {
				this.text = new String(text.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(path, ex);
			}
		}

		/** All operations of its file. */
		String text() {
			return this.text;
		}

	}

	/** Whether the server has a project, and shows it to us. */
	boolean shows(Project project) {
		return ask(WandbQuery.PROJECT, project, Map.of()) != null;
	}

	/**
	 * What is at a path within a project; null when nothing is.
	 * @throws SourceUnavailableException when it is not there because of an error
	 */
	@Nullable JsonNode ask(WandbQuery question, Project project, Map<String, String> variables, String... path) {
		ObjectNode body = JsonNodeFactory.instance.objectNode()
			.put("query", question.text)
			.put("operationName", question.operation);
		ObjectNode asked = body.putObject("variables").put("entity", project.entity()).put("project", project.name());
		variables.forEach(asked::put);
		JsonNode answer = this.remote.post("/graphql", body);
		JsonNode found = answer.path("data").path("project");
		for (String step : path) {
			found = found.path(step);
		}
		if (found.isObject()) {
			return found;
		}
		JsonNode message = answer.path("errors").path(0).path("message");
		if (!answer.path("data").isObject() || !answer.path("errors").isEmpty()) {
			String told = Masking.masked(message.asString("not what W&B answers"));
			throw new SourceUnavailableException(
					"The " + question.operation.toLowerCase(Locale.ROOT) + " of " + project.text()
							+ " could not be asked for: " + told.substring(0, Math.min(told.length(), LONGEST)));
		}
		return null;
	}

	/**
	 * Asks for page after page of a list.
	 * @param variables of the question; the cursor of a list that does not begin with its
	 * first page is called like the list
	 * @param list its name, at the path
	 * @param each takes what is at the path, and says whether the next page is wanted
	 * @return whether something is at the path
	 */
	boolean pages(WandbQuery question, Project project, Map<String, String> variables, String list,
			Predicate<JsonNode> each, String... path) {
		Map<String, String> asked = new HashMap<>(variables);
		String after = "";
		boolean found = false;
		while (true) {
			JsonNode page = ask(question, project, asked, path);
			if (page == null && !found) {
				return false;
			}
			if (page == null || !page.path(list).path("edges").isArray()) {
				throw new SourceUnavailableException(
						"A page of " + list + " of " + project.text() + " is not what W&B answers");
			}
			found = true;
			JsonNode info = page.path(list).path("pageInfo");
			if (!each.test(page) || !info.path("hasNextPage").asBoolean(false)) {
				return true;
			}
			String next = info.path("endCursor").asString("");
			if (next.isEmpty() || next.equals(after)) {
				throw new SourceUnavailableException("The pages of " + list + " of " + project.text() + " do not end");
			}
			after = next;
			asked.put(variables.containsKey(list) ? list : "after", after);
		}
	}

}
