package dev.pedigree.ingestion.mlflow;

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
 * Fetches files of model versions in one poll. A version is captured without its files
 * too, because many servers store none. After an error that affects all files, no further
 * files are fetched in this round.
 */
final class ModelFiles {

	/** The tag in which a run of MLflow 2 keeps the model files that it wrote. */
	static final String HISTORY = "mlflow.log-model.history";

	/** HTTP statuses that affect one file only. */
	private static final Set<Integer> SINGLE_FILE = Set.of(200, 400, 403, 500);

	private final MlflowClient client;

	private final Set<String> missing = new HashSet<>();

	private boolean unavailable;

	ModelFiles(MlflowClient client) {
		this.client = client;
	}

	boolean isUnavailable() {
		return this.unavailable;
	}

	boolean isMissing(String subject) {
		return this.missing.contains(subject);
	}

	/** Adds the stored parts of the files of a version to its payload. */
	void add(ObjectNode payload, JsonNode version, @Nullable JsonNode run) {
		Subject subject = Subject.ofVersion(version);
		// MLflow 3 registers prompts too, which are texts.
		if (version.path("tags")
			.valueStream()
			.anyMatch((tag) -> tag.path("key").asString("").startsWith("mlflow.prompt."))) {
			return;
		}
		ObjectNode kept = JsonNodeFactory.instance.objectNode();
		String file = "MLmodel";
		try {
			JsonNode logged = (run != null) ? logged(version, run) : null;
			ModelFile model = (logged != null) ? new ModelFile(logged) : ModelFile.of(fetch(subject, file));
			kept = model.kept();
			Optional<String> packages = model.packages();
			if (packages.isPresent()) {
				file = "packages";
				ModelFile.packages(packages.get(), fetch(subject, packages.get()), kept);
			}
		}
		catch (SourceUnavailableException ex) {
			if (!SINGLE_FILE.contains(ex.status()) && !ex.isMissing(MlflowClient.NOT_FOUND)) {
				this.unavailable = true;
				this.missing.add(subject.text());
			}
			kept.putObject("unread").put(file, ex.getMessage());
		}
		catch (InvalidPayloadException ex) {
			kept.putObject("unread").put(file, ex.reason());
		}
		payload.set("model_file", kept);
	}

	private String fetch(Subject subject, String path) {
		if (this.unavailable) {
			throw new SourceUnavailableException("The server provides no files");
		}
		return this.client.file(subject, path);
	}

	/** The model file in a tag of the run; null without a signature. */
	private static @Nullable JsonNode logged(JsonNode version, JsonNode run) {
		String source = version.path("source").asString("");
		return PayloadNode.json(Objects.requireNonNullElse(MlflowRun.tag(run, HISTORY), ""))
			.valueStream()
			.filter((one) -> one.path("flavors").isObject() && one.path("signature").isObject())
			.filter((one) -> !path(one).isBlank() && source.endsWith("/" + path(one)))
			// The deepest path matches; of equal ones the last was written last.
			.reduce((first, second) -> (path(first).length() > path(second).length()) ? first : second)
			.orElse(null);
	}

	private static String path(JsonNode logged) {
		return logged.path("artifact_path").asString("");
	}

}
