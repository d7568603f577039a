package dev.pedigree.ingestion.mlflow;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of versions, as far as a server hands them out. A version is captured without
 * them too: many servers keep none, and what fails with files fails in many ways. Where
 * the server hands out nothing at all, it is not asked for more in this round.
 */
final class ModelFiles {

	/** The tag in which a run of MLflow 2 keeps the model files that it wrote. */
	static final String HISTORY = "mlflow.log-model.history";

	/** Statuses that are about one file; others are about all of them. */
	private static final Set<Integer> OF_ONE = Set.of(200, 400, 403, 500);

	/** How deep a model lies in the folder of its run. */
	private static final Comparator<JsonNode> DEPTH = Comparator
		.comparingInt((one) -> one.path("artifact_path").asString().length());

	private final MlflowClient client;

	private final Set<String> owed = new HashSet<>();

	private boolean closed;

	ModelFiles(MlflowClient client) {
		this.client = client;
	}

	/** Whether the server hands out none. */
	boolean closed() {
		return this.closed;
	}

	/** Whether a version may have files that were not asked for, or in vain. */
	boolean owes(String subject) {
		return this.owed.contains(subject);
	}

	/**
	 * Adds what the files of a version say to what is told of it.
	 * @param run the one that made it, if that is known
	 */
	void add(ObjectNode told, JsonNode version, @Nullable JsonNode run) {
		Subject subject = Subject.version(version.path("name").asString(""), version.path("version").asString(""));
		// MLflow 3 registers prompts too, which are texts.
		if (version.path("tags")
			.valueStream()
			.anyMatch((tag) -> tag.path("key").asString("").startsWith("mlflow.prompt."))) {
			return;
		}
		ObjectNode kept = JsonNodeFactory.instance.objectNode();
		String asked = "MLmodel";
		try {
			JsonNode written = (run != null) ? written(version, run) : null;
			ModelFile file = (written != null) ? ModelFile.of(written) : ModelFile.of(file(subject, asked));
			kept = file.kept();
			Optional<String> packages = file.packages();
			if (packages.isPresent()) {
				asked = "packages";
				ModelFile.packages(packages.get(), file(subject, packages.get()), kept);
			}
		}
		catch (SourceUnavailableException ex) {
			if (!OF_ONE.contains(ex.status()) && !ex.isMissing("RESOURCE_DOES_NOT_EXIST")) {
				this.closed = true;
				this.owed.add(subject.text());
			}
			kept.putObject("unread").put(asked, ex.getMessage());
		}
		catch (InvalidPayloadException ex) {
			kept.putObject("unread").put(asked, ex.reason());
		}
		told.set("model_file", kept);
	}

	private String file(Subject subject, String path) {
		if (this.closed) {
			throw new SourceUnavailableException("The server hands out no files");
		}
		return this.client.file(subject, path);
	}

	/**
	 * What the run that made a version wrote into its model file; null when it does not
	 * say or leaves out the signature, as it does where a tag is too short for it.
	 */
	private static @Nullable JsonNode written(JsonNode version, JsonNode run) {
		String source = version.path("source").asString("");
		return PayloadNode.json(Objects.requireNonNullElse(MlflowRun.tag(run, HISTORY), ""))
			.valueStream()
			.filter((one) -> one.path("flavors").isObject() && one.path("signature").isObject())
			.filter((one) -> !one.path("artifact_path").asString("").isBlank()
					&& source.endsWith("/" + one.path("artifact_path").asString()))
			// What lies deepest is meant, and of what was written over each other the
			// last.
			.reduce((first, second) -> (DEPTH.compare(first, second) > 0) ? first : second)
			.orElse(null);
	}

}
