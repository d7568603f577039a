package dev.pedigree.catalog;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.pedigree.graph.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;

/**
 * Deletes an asset for good: its dependent nodes, the declared jobs that exist for it
 * only, and its names in texts of others. A record of the deletion stays, with a keyed
 * hash in place of the name. The asset itself is deleted last, and in batches, so the
 * next call finishes an interrupted one. Later statements of sources create a new asset.
 */
@Service
class AssetDeletion {

	private static final Logger log = LoggerFactory.getLogger(AssetDeletion.class);

	private static final int BATCH = 2_000;

	/** Shorter names are in too many words to be looked for in texts. */
	private static final int SHORTEST = 3;

	private static final String MASK = "***";

	private final AssetDeletionRepository repository;

	private final Catalog catalog;

	private final DeletionKey key;

	private final Clock clock;

	AssetDeletion(AssetDeletionRepository repository, Catalog catalog, DeletionKey key, Clock clock) {
		this.repository = repository;
		this.catalog = catalog;
		this.key = key;
		this.clock = clock;
	}

	/** Deletes an asset and returns the number of deleted nodes. */
	long delete(String id, String reason, String actor) {
		Asset asset = this.catalog.known("id", id);
		if (asset.version() != null && !Urn.of(asset).value().equals(asset.urn())) {
			throw InvalidRequestException.invalid("id",
					"several registries have this version; delete the model that one of them has instead");
		}
		String why = InputValidation.text("reason", reason);
		Instant at = InputValidation.at("at", null, this.clock);
		String name = this.key.hash(asset.urn());
		this.repository.record(Map.of("key", "forgotten:" + name + "|" + at + "|" + UUID.randomUUID(), "name", name,
				"kind", asset.kind(), "at", at, "reason", why, "actor", actor));
		long all = 0;
		List<Row> names = this.repository.names(asset.urn());
		for (String job : this.repository.declaredJobs(asset.urn(), declaredJobs(asset, names))) {
			all += delete(new AssetDeletionStarted(job, Set.of(job), Set.of()));
		}
		all += delete(new AssetDeletionStarted(asset.urn(),
				names.stream().map((row) -> row.text("key")).collect(Collectors.toSet()), namesInTexts(asset, names)));
		log.info("{} deleted a {} and its dependent nodes: {} nodes", actor, asset.kind(), all);
		return all;
	}

	private long delete(AssetDeletionStarted deletion) {
		this.repository.begin(deletion);
		// A name that is part of the mask would match again in each round.
		List<String> names = deletion.names().stream().filter((name) -> !MASK.contains(name)).toList();
		while (!names.isEmpty() && this.repository.maskMentions(deletion.urn(), names, BATCH) == BATCH) {
			log.debug("More runs mention the deleted asset");
		}
		long all = 0;
		for (AssetDeletionRepository.DeletionStep step : AssetDeletionRepository.DeletionStep.values()) {
			long deleted;
			do {
				deleted = this.repository.delete(step, deletion.urn(), BATCH);
				all += deleted;
			}
			while (deleted > 0);
		}
		this.repository.end(deletion.urn());
		return all;
	}

	private static Set<String> namesInTexts(Asset asset, List<Row> names) {
		return (asset.version() != null) ? Set.of()
				: names.stream()
					.map((row) -> row.text("name"))
					.filter((name) -> name.length() >= SHORTEST)
					.collect(Collectors.toSet());
	}

	/** The jobs that a declaration without a job implies, for each name of the data. */
	private static Set<String> declaredJobs(Asset asset, List<Row> names) {
		return (asset.kind() != AssetKind.DATASET && asset.kind() != AssetKind.MODEL) ? Set.of()
				: names.stream()
					.map((row) -> Urn.declaredJob(Urn.data(row.text("namespace"), row.text("name"))).value())
					.collect(Collectors.toSet());
	}

}
