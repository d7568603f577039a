package dev.pedigree.ingestion;

import java.util.Set;

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

	/** Whether a file of an archive is one of these, by its path. */
	boolean reads(String path);

	/**
	 * What a file says, without what must not be kept even if it is refused.
	 * @throws PayloadRefused when it is not of this form
	 */
	JsonNode read(String text);

}
