package dev.pedigree.ingestion.mlflow;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A registered model or model version to poll, {@code name} or {@code name/version}.
 * MLflow allows no slash in names of models.
 *
 * @param version the version number; null for the model itself
 */
record Subject(String name, @Nullable String version) {

	static Subject of(String text) {
		int slash = text.lastIndexOf('/');
		return (slash < 0) ? new Subject(text, null) : new Subject(text.substring(0, slash), text.substring(slash + 1));
	}

	static Subject ofVersion(JsonNode version) {
		return new Subject(version.path("name").asString(""), version.path("version").asString(""));
	}

	String text() {
		return (this.version != null) ? this.name + "/" + this.version : this.name;
	}

}
