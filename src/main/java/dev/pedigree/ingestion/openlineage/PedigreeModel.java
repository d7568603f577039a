package dev.pedigree.ingestion.openlineage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.TranslationBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The custom facet {@code pedigree_model}: a training job marks an output as a model. Its
 * JSON schema is served at {@code /schemas/pedigree-model.json}.
 *
 * @param facet the facet
 * @param version the stated version, {@code scheme:value}
 */
record PedigreeModel(JsonNode facet, Optional<String> version) {

	static PedigreeModel of(JsonNode facet) {
		return new PedigreeModel(facet, PayloadNode.text(facet, "version").map(StatedVersion::withScheme));
	}

	/**
	 * Describes the model and its version.
	 * @param defaultVersion the version if the facet states none
	 */
	void describe(TranslationBuilder translation, Urn data, @Nullable String defaultVersion) {
		PayloadNode.text(this.facet, "name").ifPresent((name) -> translation.set(data, "displayName", name));
		Map<String, Object> model = new LinkedHashMap<>();
		copy(model, "framework");
		copy(model, "task");
		translation.describe(data, "model", model);
		Map<String, Object> ofVersion = new LinkedHashMap<>();
		copy(ofVersion, "framework");
		copy(ofVersion, "task");
		copy(ofVersion, "digest");
		PayloadNode.text(this.facet, "artifactUri")
			.ifPresent((uri) -> ofVersion.put("artifactUri", Masking.address(uri)));
		String version = this.version.orElse(defaultVersion);
		if (version != null && !ofVersion.isEmpty()) {
			translation.describe(Urn.version(data, version), "model", ofVersion);
		}
	}

	private void copy(Map<String, Object> values, String property) {
		PayloadNode.text(this.facet, property).ifPresent((value) -> values.put(property, value));
	}

}
