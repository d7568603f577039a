package dev.pedigree.ingestion.openlineage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.Masking;
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

	/** A drive letter is no scheme, nor is a time: two characters at least. */
	private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:\\S.*", Pattern.DOTALL);

	static PedigreeModel of(JsonNode facet) {
		return new PedigreeModel(facet, Place.text(facet, "version")
			.map((version) -> SCHEME.matcher(version).matches() ? version : "v:" + version));
	}

	/**
	 * States what it says of the model and of its version.
	 * @param written the version of what the run writes, where none is stated
	 */
	void describe(Telling telling, Urn data, @Nullable String written) {
		Place.text(this.facet, "name")
			.ifPresent((name) -> telling.describe(data, "displayName", Map.of("displayName", name)));
		Map<String, Object> model = new LinkedHashMap<>();
		copy(model, "framework");
		copy(model, "task");
		telling.describe(data, "model", model);
		Map<String, Object> made = new LinkedHashMap<>();
		copy(made, "framework");
		copy(made, "digest");
		Place.text(this.facet, "artifactUri").ifPresent((uri) -> made.put("artifactUri", Masking.address(uri)));
		String version = this.version.orElse(written);
		if (version != null && !made.isEmpty()) {
			telling.describe(Urn.version(data, version), "model", made);
		}
	}

	private void copy(Map<String, Object> values, String property) {
		Place.text(this.facet, property).ifPresent((value) -> values.put(property, value));
	}

}
