package dev.pedigree.ingestion.openlineage;

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
 * @param version the stated version, {@code scheme:value}
 */
record PedigreeModel(JsonNode facet, Optional<String> version) {

	static PedigreeModel of(JsonNode facet) {
		return new PedigreeModel(facet, PayloadNode.text(facet, "version").map(StatedVersion::withScheme));
	}

	void describe(TranslationBuilder translation, Urn data, @Nullable String defaultVersion) {
		PayloadNode.text(this.facet, "name").ifPresent((name) -> translation.set(data, "displayName", name));
		translation.describe(data, "model", PayloadNode.texts(this.facet, "framework", "task"));
		Map<String, Object> ofVersion = PayloadNode.texts(this.facet, "framework", "task", "digest");
		PayloadNode.text(this.facet, "artifactUri")
			.ifPresent((uri) -> ofVersion.put("artifactUri", Masking.address(uri)));
		String version = this.version.orElse(defaultVersion);
		if (version != null && !ofVersion.isEmpty()) {
			translation.describe(Urn.version(data, version), "model", ofVersion);
		}
	}

}
