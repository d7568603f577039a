package dev.pedigree.ingestion;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A kind of document that is sent as a whole file, such as a model card: by
 * {@code POST /api/v1/ingest/<name>}, alone or many in one archive. Its translation is
 * given {@code content} (what {@link #read} made of the file), {@code file} (its path, if
 * it was in an archive), {@code at} (as of when it is true) and whatever the request told
 * beside the file.
 */
public interface FileFormat extends MetadataSource {

	/** What a request may tell beside a file, besides {@code at}. */
	Set<String> parameters();

	/** Those of the parameters that say what a file is of. */
	default Set<String> subject() {
		return Set.of();
	}

	/** Whether a file of an archive is one of these, by its path. */
	boolean reads(String path);

	/**
	 * Whether a file is of one subject, so that of several in one archive a request
	 * cannot say which is meant.
	 */
	default boolean isOfOne(String path) {
		return true;
	}

	/**
	 * What a file says, without what must not be kept even if it is refused.
	 * @param path in its archive; empty when it came alone
	 * @return null when it holds nothing of this form
	 * @throws InvalidPayloadException when it should and cannot be read
	 */
	@Nullable JsonNode read(String path, String text);

	/**
	 * Reads JSON.
	 * @throws InvalidPayloadException with the line where it is none
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
