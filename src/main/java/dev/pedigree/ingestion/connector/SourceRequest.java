package dev.pedigree.ingestion.connector;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

/**
 * An HTTP request to a source.
 *
 * @param maxBytes the allowed size of the response
 * @param file whether the response is a file, not JSON
 */
record SourceRequest(HttpMethod method, String path, Map<String, ?> parameters, @Nullable JsonNode body, int maxBytes,
		boolean file) {

	/** HTTP statuses of temporary errors. */
	private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429, 500, 502, 503, 504);

	/** MLflow 3.1 answers 500 for a missing file, which a retry does not change. */
	boolean isRetriedAfter(int status) {
		return TRANSIENT.contains(status) && !(this.file && status == 500);
	}

	/** The path with its parameters. */
	String filledPath() {
		String filled = this.path;
		for (Map.Entry<String, ?> parameter : this.parameters.entrySet()) {
			filled = filled.replace("{" + parameter.getKey() + "}", String.valueOf(parameter.getValue()));
		}
		return filled;
	}

}
