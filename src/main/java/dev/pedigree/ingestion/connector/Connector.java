package dev.pedigree.ingestion.connector;

import java.util.List;
import java.util.Set;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataSource;

/**
 * A kind of system that is connected and asked for what changed. It may say itself that
 * something did; every push has its pull, because pushes get lost. What a pull brings is
 * translated like any payload.
 */
public interface Connector extends MetadataSource {

	/** What it can tell, in words for people. */
	List<String> captures();

	/** The settings without which it would be asked for nothing. */
	default Set<String> needs() {
		return Set.of();
	}

	/**
	 * How it may sign what it pushes, the best first; none for a system that does not
	 * push.
	 */
	default List<Signature> signatures() {
		return List.of();
	}

	/**
	 * Reads a push, whose signature is good.
	 * @throws dev.pedigree.ingestion.InvalidPayloadException when it is not what this
	 * system sends
	 */
	default WebhookRequest.WebhookEvent read(WebhookRequest push) {
		throw new InvalidPayloadException("", "The " + name() + " that is connected does not push");
	}

	/**
	 * Asks for what changed since the last time, and has it written.
	 * @throws SourceUnavailableException when the system does not answer; what was taken
	 * until then stays, and the next poll begins where this one did
	 */
	void poll(PollRound poll);

}
