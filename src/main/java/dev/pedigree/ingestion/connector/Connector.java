package dev.pedigree.ingestion.connector;

import java.util.List;

import dev.pedigree.ingestion.MetadataSource;

/**
 * A kind of system that is connected: it may say that something changed, and is asked for
 * what. Every push has its pull, because pushes get lost; what a pull brings is
 * translated like any payload.
 */
public interface Connector extends MetadataSource {

	/** What it can tell, in words for people. */
	List<String> captures();

	/** How it signs what it pushes. */
	Signature signature();

	/**
	 * Reads a push, whose signature is good.
	 * @throws dev.pedigree.ingestion.PayloadRefused when it is not what this system sends
	 */
	Push.News read(Push push);

	/**
	 * Asks for what changed since the last time, and has it written.
	 * @throws RemoteFailure when the system does not answer; what was taken until then
	 * stays, and the next poll begins where this one did
	 */
	void poll(Poll poll);

}
