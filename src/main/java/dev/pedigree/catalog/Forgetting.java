package dev.pedigree.catalog;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;

/**
 * The one real deletion: takes an asset away with all that hangs on it, and leaves a
 * record that it did, without its content. What hangs on it goes first, some thousands a
 * transaction, and the asset last: a call that was cut short is finished by the next one.
 * What sources say afterwards makes a new asset.
 */
@Service
class Forgetting {

	private static final Logger log = LoggerFactory.getLogger(Forgetting.class);

	private static final int BATCH = 2_000;

	private final ForgettingRepository repository;

	private final Catalog catalog;

	private final Clock clock = Clock.systemUTC();

	Forgetting(ForgettingRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	/**
	 * Forgets an asset.
	 * @return how many nodes went
	 */
	long forget(String id, String reason, String actor) {
		Asset asset = this.catalog.known("id", id);
		if (asset.version() != null && !Urn.of(asset).value().equals(asset.urn())) {
			throw Refusal.invalid("id",
					"several registries have this version; what one of them says goes with the model that it has there");
		}
		String why = Told.text("reason", reason);
		Instant at = Told.at("at", null, this.clock);
		String name = Urn.sha256(asset.urn());
		this.repository.record(asset.urn(), Map.of("key", "forgotten:" + name + "|" + at + "|" + UUID.randomUUID(),
				"name", name, "kind", asset.kind(), "at", at, "reason", why, "actor", actor));
		long all = 0;
		for (ForgettingRepository.Step step : ForgettingRepository.Step.values()) {
			long gone;
			do {
				gone = this.repository.forget(step, asset.urn(), BATCH);
				all += gone;
			}
			while (gone > 0);
		}
		this.repository.end(asset.urn());
		log.info("{} forgot a {} and what hung on it: {} nodes", actor, asset.kind(), all);
		return all;
	}

}
