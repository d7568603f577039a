package dev.pedigree.ingestion;

import java.time.Instant;

/**
 * A rejected payload as it is stored.
 *
 * @param receivedAt when it was last received
 * @param pointer JSON pointer of the invalid part; empty for the whole
 * @param payload the text with secrets masked; cut if it is long
 * @param complete whether nothing was cut
 * @param actor the name of the token that sent it
 */
record RejectedPayload(String id, String source, Instant receivedAt, String pointer, String reason, String payload,
		boolean complete, String actor, long count) {
}
