package dev.pedigree.ingestion;

import java.time.Instant;

/**
 * A payload that was refused and is kept, so that it can be looked at and tried again.
 *
 * @param id its id
 * @param source who sent it: {@code openlineage}
 * @param receivedAt when it last came
 * @param pointer JSON pointer of the place; empty for the whole
 * @param reason why it was refused
 * @param payload what came, without its secrets; cut when it was long
 * @param complete whether the payload is all there
 * @param actor who sent it
 * @param count how often it came
 */
record RejectedPayload(String id, String source, Instant receivedAt, String pointer, String reason, String payload,
		boolean complete, String actor, int count) {
}
