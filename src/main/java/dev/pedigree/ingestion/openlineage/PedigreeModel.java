package dev.pedigree.ingestion.openlineage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The facet {@code pedigree_model}, by which a training job says that what it writes is a
 * model. Its JSON schema is served at {@code /schemas/pedigree-model.json}.
 *
 * @param facet the facet
 * @param version the version it states, {@code scheme:value}
 */
record PedigreeModel(JsonNode facet, Optional<String> version) {

	static PedigreeModel of(JsonNode facet) {
		return new PedigreeModel(facet, PayloadNode.text(facet, "version").map(StatedVersion::withScheme));
	}

	/**
	 * States what it says of the model and of its version.
	 * @param written the version of what the run writes, where none is stated
	 */
	void describe(Telling telling, Urn data, @Nullable String written) {
		PayloadNode.text(this.facet, "name")
			.ifPresent((name) -> telling.describe(data, "displayName", Map.of("displayName", name)));
		Map<String, Object> model = new LinkedHashMap<>();
		copy(model, "framework");
		copy(model, "task");
		telling.describe(data, "model", model);
		Map<String, Object> made = new LinkedHashMap<>();
		copy(made, "framework");
		copy(made, "task");
		copy(made, "digest");
		PayloadNode.text(this.facet, "artifactUri").ifPresent((uri) -> made.put("artifactUri", Masking.address(uri)));
		String version = this.version.orElse(written);
		if (version != null && !made.isEmpty()) {
			telling.describe(Urn.version(data, version), "model", made);
		}
	}

	private void copy(Map<String, Object> values, String property) {
		PayloadNode.text(this.facet, property).ifPresent((value) -> values.put(property, value));
	}

}
