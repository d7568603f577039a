package dev.pedigree.ingestion.kserve;

import java.util.List;

import dev.pedigree.ingestion.Place;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.Connector;
import dev.pedigree.ingestion.connector.Poll;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/** KServe in a cluster, which is listed and watched, and does not push. */
@Component
class KserveConnector implements Connector {

	@Override
	public String name() {
		return "kserve";
	}

	@Override
	public List<String> captures() {
		return List.of("deployments", "served artifacts", "canaries", "readiness", "endpoints", "owners");
	}

	@Override
	public void poll(Poll poll) {
		if (poll.isForEverything()) {
			try (KserveWatch watch = new KserveWatch(poll)) {
				watch.follow();
			}
		}
	}

	/**
	 * Addresses and messages are masked one by one; the rest was taken out when it came.
	 */
	@Override
	public Translation translate(JsonNode payload) {
		return new KservePayload(new Place(payload, "").object()).translate();
	}

}
