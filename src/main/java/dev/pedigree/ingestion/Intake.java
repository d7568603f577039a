package dev.pedigree.ingestion;

import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes metadata events: one call, one transaction. */
@Service
public class Intake {

	/**
	 * Writes all events in one transaction; when it returns they are committed. The order
	 * of the events, and of the calls, does not matter to the graph.
	 */
	@Transactional(timeout = 30)
	public void write(List<MetadataEvent> events) {
		// The write path: identity, statements, runs, fold, versions.
	}

}
