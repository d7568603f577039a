package dev.pedigree.ingestion;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A file format that clients upload to {@code POST /api/v1/ingest/<name>}, such as a
 * model card: one file, or many in a zip archive. The payload has {@code content} (the
 * result of {@link #read}), {@code file} (the path in the archive), {@code at} (valid
 * time) and the parameters of the request.
 */
public interface FileFormat extends MetadataSource {

	/** The allowed parameters of a request, besides {@code at}. */
	Set<String> parameters();

	/** The parameters that identify the asset that a file describes. */
	default Set<String> subjectParameters() {
		return Set.of();
	}

	/** Whether the path of a file in an archive is one of this format. */
	boolean accepts(String path);

	/** Whether a file describes one asset, to which subject parameters refer. */
	default boolean hasOneSubject(String path) {
		return true;
	}

	/**
	 * Parses a file, without the parts that must not be stored even if it is rejected.
	 * @param path in its archive; empty for a single file
	 * @return null if the file has no content of this format
	 * @throws InvalidPayloadException if the content is invalid
	 */
	@Nullable JsonNode read(String path, String text);

	/**
	 * Parses JSON.
	 * @throws InvalidPayloadException if it is invalid; the message names the line
	 */
	static JsonNode json(String text) {
		try {
			return Json.value(text);
		}
		catch (JacksonException ex) {
			throw new InvalidPayloadException("", Json.problem(ex));
		}
	}

}
