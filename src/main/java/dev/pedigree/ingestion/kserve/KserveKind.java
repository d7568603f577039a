package dev.pedigree.ingestion.kserve;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/** Kinds of objects in a cluster that serve models, or route requests to what does. */
enum KserveKind {

	INFERENCE_SERVICE("InferenceService", "serving.kserve.io", "v1beta1", ""),

	LLM_INFERENCE_SERVICE("LLMInferenceService", "serving.kserve.io", "v1alpha2 v1alpha1", "llm/"),

	TRAINED_MODEL("TrainedModel", "serving.kserve.io", "v1alpha1", "trained-model/"),

	/** Of ModelMesh. */
	PREDICTOR("Predictor", "serving.kserve.io", "v1alpha1", "predictor/"),

	/** Routes requests to services; no deployment, but an application of theirs. */
	INFERENCE_GRAPH("InferenceGraph", "serving.kserve.io", "v1alpha1", "");

	private final String word;

	private final String group;

	private final String versions;

	private final String prefix;

	KserveKind(String word, String group, String versions, String prefix) {
		this.word = word;
		this.group = group;
		this.versions = versions;
		this.prefix = prefix;
	}

	/** The kind that an object names; null for another. */
	static @Nullable KserveKind of(String word) {
		return Arrays.stream(values()).filter((kind) -> kind.word.equals(word)).findFirst().orElse(null);
	}

	String word() {
		return this.word;
	}

	String group() {
		return this.group;
	}

	/** Versions of its API, the preferred first. */
	List<String> versions() {
		return List.of(this.versions.split(" "));
	}

	String plural() {
		return this.word.toLowerCase(Locale.ROOT) + "s";
	}

	/**
	 * The object that a deployment of a cluster is of, {@code namespace/name}, if it is
	 * of this kind.
	 */
	Optional<String> object(Urn deployment, String cluster) {
		String name = deployment.name();
		boolean ours = this != INFERENCE_GRAPH && name.startsWith(this.prefix)
				&& name.indexOf('/', this.prefix.length()) < 0 && deployment.namespace().startsWith(cluster);
		return ours
				? Optional
					.of(deployment.namespace().substring(cluster.length()) + "/" + name.substring(this.prefix.length()))
				: Optional.empty();
	}

	/** The name of its deployment: two kinds may use one name. */
	String deployment(String name) {
		return this.prefix + name;
	}

}
