package dev.pedigree.ingestion.connector;

import java.util.List;
import java.util.Set;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataSource;

/**
 * A type of source that the catalog polls for changes, such as MLflow. A webhook only
 * triggers a poll, because webhooks may be lost. Polled payloads are translated like all
 * others.
 */
public interface Connector extends MetadataSource {

	/** What the connector captures, for display. */
	List<String> captures();

	/** The required settings. */
	default Set<String> needs() {
		return Set.of();
	}

	/** The supported webhook signatures, strongest first; none without webhooks. */
	default List<Signature> signatures() {
		return List.of();
	}

	/**
	 * Parses a webhook with a valid signature.
	 * @throws InvalidPayloadException if the content is invalid
	 */
	default WebhookRequest.WebhookEvent read(WebhookRequest request) {
		throw new InvalidPayloadException("", "webhooks are not supported for " + name());
	}

	/**
	 * Polls the changes since the last round and writes them.
	 * @throws SourceUnavailableException if the source does not answer; written payloads
	 * are kept, and the next round starts at the same cursors
	 */
	void poll(PollRound round);

}
