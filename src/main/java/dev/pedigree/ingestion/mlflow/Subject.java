package dev.pedigree.ingestion.mlflow;

import org.jspecify.annotations.Nullable;

/**
 * A registered model or model version to poll, {@code name} or {@code name/version}.
 * MLflow allows no slash in names of models.
 *
 * @param name the name of the model
 * @param version the version number; null for the model itself
 */
record Subject(String name, @Nullable String version) {

	static Subject model(String name) {
		return new Subject(name, null);
	}

	static Subject version(String name, String version) {
		return new Subject(name, version);
	}

	static Subject of(String text) {
		int slash = text.lastIndexOf('/');
		return (slash < 0) ? model(text) : version(text.substring(0, slash), text.substring(slash + 1));
	}

	String text() {
		return (this.version != null) ? this.name + "/" + this.version : this.name;
	}

}
