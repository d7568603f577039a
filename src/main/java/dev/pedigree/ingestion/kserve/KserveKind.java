package dev.pedigree.ingestion.kserve;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/** The kinds of Kubernetes objects that serve models or route requests to services. */
enum KserveKind {

	INFERENCE_SERVICE("InferenceService", "v1beta1", ""),

	LLM_INFERENCE_SERVICE("LLMInferenceService", "v1alpha2 v1alpha1", "llm/"),

	TRAINED_MODEL("TrainedModel", "v1alpha1", "trained-model/"),

	/** An object of ModelMesh. */
	PREDICTOR("Predictor", "v1alpha1", "predictor/"),

	/** Routes requests to services: an application, not a deployment. */
	INFERENCE_GRAPH("InferenceGraph", "v1alpha1", "");

	private final String word;

	private final String versions;

	private final String prefix;

	KserveKind(String word, String versions, String prefix) {
		this.word = word;
		this.versions = versions;
		this.prefix = prefix;
	}

	static @Nullable KserveKind of(String word) {
		return Arrays.stream(values()).filter((kind) -> kind.word.equals(word)).findFirst().orElse(null);
	}

	String word() {
		return this.word;
	}

	String group() {
		return "serving.kserve.io";
	}

	/** The versions of the API, the preferred first. */
	List<String> versions() {
		return List.of(this.versions.split(" "));
	}

	String plural() {
		return this.word.toLowerCase(Locale.ROOT) + "s";
	}

	/** The object of a deployment, {@code namespace/name}, if it is of this kind. */
	Optional<String> object(Urn deployment, String cluster) {
		String name = deployment.name();
		boolean matches = this != INFERENCE_GRAPH && name.startsWith(this.prefix)
				&& name.indexOf('/', this.prefix.length()) < 0 && deployment.namespace().startsWith(cluster);
		String namespace = matches ? deployment.namespace().substring(cluster.length()) : "";
		return matches ? Optional.of(namespace + "/" + name.substring(this.prefix.length())) : Optional.empty();
	}

	/** The name of the deployment; the prefix separates kinds with equal names. */
	String deployment(String name) {
		return this.prefix + name;
	}

}
