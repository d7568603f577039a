package dev.pedigree.ingestion;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

import dev.pedigree.catalog.AssetDeletionStarted;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Deadline;
import dev.pedigree.limits.RequestLimits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Stores a bounded number of rejected payloads, without their secrets. */
@Component
class RejectedPayloads {

	private static final Logger log = LoggerFactory.getLogger(RejectedPayloads.class);

	private final IngestionRepository repository;

	private final RequestLimits.Ingestion limits;

	private final ParserPool parsers;

	private final Clock clock;

	RejectedPayloads(IngestionRepository repository, RequestLimits limits, ParserPool parsers, Clock clock) {
		this.repository = repository;
		this.limits = limits.ingestion();
		this.parsers = parsers;
		this.clock = clock;
	}

	/** Counts a stored payload that was rejected again. */
	void keepAgain(String source, String actor, RequestBody.Payload payload, String pointer, String reason) {
		keep(source, actor, List.of(new Rejection(payload, pointer, reason)), Deadline.in(this.limits.patience()));
	}

	/**
	 * Stores payloads in one transaction, equal ones once with their count. Only the
	 * newest {@code kept-rejected} are written: others would be deleted at once.
	 * @param end nothing is written later
	 * @return the id of each; empty for those that are not stored
	 */
	List<Optional<String>> keep(String source, String actor, List<Rejection> rejections, Deadline end) {
		if (rejections.isEmpty()) {
			return List.of();
		}
		List<String> ids = new ArrayList<>();
		try {
			Map<String, RejectedPayload> rows = this.parsers.call(end.left(),
					() -> rows(source, actor, rejections, ids));
			if (!end.isOver()) {
				this.repository.keepRejected(rows.values(), this.limits.keptRejected());
				return ids.stream().map((id) -> Optional.of(id).filter(rows::containsKey)).toList();
			}
			log.warn("{} rejected payloads of {} were not kept: the time of their request is over", rejections.size(),
					source);
		}
		catch (RuntimeException ex) {
			log.warn("{} rejected payloads of {} could not be kept, the first because: {}", rejections.size(), source,
					rejections.getFirst().reason(), ex);
		}
		return Collections.nCopies(rejections.size(), Optional.empty());
	}

	private Map<String, RejectedPayload> rows(String source, String actor, List<Rejection> rejections,
			List<String> ids) {
		SequencedMap<String, RejectedPayload> rows = new LinkedHashMap<>();
		Instant now = this.clock.instant();
		for (Rejection rejection : rejections) {
			JsonNode node = rejection.payload.node();
			Masking.Kept kept = (node != null) ? Masking.kept(node, this.limits.keptSize())
					: Masking.kept(rejection.payload.text(), this.limits.keptSize());
			String id = "rejected:" + Urn.sha256(source + "\n" + kept.text()).substring(0, 32);
			ids.add(id);
			RejectedPayload before = rows.remove(id);
			rows.putLast(id, new RejectedPayload(id, source, now, rejection.pointer, rejection.reason, kept.text(),
					kept.complete(), actor, (before != null) ? before.count() + 1 : 1));
			if (rows.size() > this.limits.keptRejected()) {
				rows.pollFirstEntry();
			}
		}
		return rows;
	}

	/** Lists the stored payloads, newest first. */
	Connection<RejectedPayload> list(@Nullable String source, PageRequest page, boolean count) {
		List<RejectedPayload> rows = this.repository.rejected(source, page.after(), page.fetch());
		return Connection.of(page, rows,
				(payload) -> "%020d %s".formatted(payload.receivedAt().toEpochMilli(), payload.id()),
				count ? Long.valueOf(this.repository.countRejected(source)) : null);
	}

	@Nullable RejectedPayload find(String id) {
		return this.repository.rejected(id);
	}

	void delete(String id) {
		this.repository.removeRejected(id);
	}

	/** Deletes the payloads that mention an asset which is being deleted. */
	@EventListener
	void deleteMentioning(AssetDeletionStarted deletion) {
		this.repository.forgetRejected(deletion);
	}

	/** A payload to store, with the place and the reason of its rejection. */
	record Rejection(RequestBody.Payload payload, String pointer, String reason) {
	}

}
