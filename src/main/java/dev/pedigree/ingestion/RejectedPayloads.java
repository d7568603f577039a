package dev.pedigree.ingestion;

import java.time.Clock;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The refused payloads: a bounded number of them, without their secrets. */
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

	/**
	 * Keeps a payload that was rejected again when it was retried; it is counted once
	 * more.
	 */
	void keepAgain(String source, RequestBody.Payload payload, String pointer, String reason) {
		keep(source, List.of(new Rejection(payload, pointer, reason)), Deadline.in(this.limits.patience()));
	}

	/**
	 * Keeps payloads in one transaction, identical ones once with their number. No more
	 * than the newest {@code kept-rejected} of them are written: others would be deleted
	 * at once.
	 * @param end nothing is written later
	 * @return the id of each that is kept; without those that the store could not keep
	 */
	// Equal rejections of one batch have ids of their own.
	@SuppressWarnings("IdentityHashMapUsage")
	Map<Rejection, String> keep(String source, List<Rejection> rejections, Deadline end) {
		Map<Rejection, String> ids = new IdentityHashMap<>();
		try {
			String actor = actor();
			Map<String, Map<String, Object>> rows = this.parsers.call(end.left(),
					() -> rows(source, actor, rejections, ids));
			if (!end.isOver()) {
				this.repository.keepRejected(rows.values(), this.limits.keptRejected());
				ids.values().retainAll(rows.keySet());
				return ids;
			}
			log.warn("{} rejected payloads of {} were not kept: the time of their request is over", rejections.size(),
					source);
		}
		catch (RuntimeException ex) {
			log.warn("{} rejected payloads of {} could not be kept, the first because: {}", rejections.size(), source,
					rejections.getFirst().reason(), ex);
		}
		return Map.of();
	}

	private Map<String, Map<String, Object>> rows(String source, String actor, List<Rejection> rejections,
			Map<Rejection, String> ids) {
		SequencedMap<String, Map<String, Object>> rows = new LinkedHashMap<>();
		Instant now = this.clock.instant();
		for (Rejection rejection : rejections) {
			JsonNode node = rejection.payload.node();
			Masking.Kept kept = (node != null) ? Masking.kept(node, this.limits.keptSize())
					: Masking.kept(rejection.payload.text(), this.limits.keptSize());
			String id = "rejected:" + Urn.sha256(source + "\n" + kept.text()).substring(0, 32);
			ids.put(rejection, id);
			Map<String, Object> before = rows.remove(id);
			rows.putLast(id,
					Map.of("id", id, "source", source, "receivedAt", now, "pointer", rejection.pointer, "reason",
							rejection.reason, "payload", kept.text(), "complete", kept.complete(), "actor", actor,
							"count", (before != null) ? (int) Objects.requireNonNull(before.get("count")) + 1 : 1));
			if (rows.size() > this.limits.keptRejected()) {
				rows.pollFirstEntry();
			}
		}
		return rows;
	}

	/** The newest first. */
	Connection<RejectedPayload> list(@Nullable String source, PageRequest slice, boolean count) {
		List<RejectedPayload> rows = this.repository.rejected(source, slice.after(), slice.fetch());
		return Connection.of(slice, rows, RejectedPayloads::position,
				count ? Long.valueOf(this.repository.countRejected(source)) : null);
	}

	/** Where it stands in the list; a later one is greater. */
	static String position(RejectedPayload payload) {
		return "%020d %s".formatted(payload.receivedAt().toEpochMilli(), payload.id());
	}

	@Nullable RejectedPayload find(String id) {
		return this.repository.rejected(id);
	}

	/** Forgets one that was accepted after all. */
	void accepted(String id) {
		this.repository.removeRejected(id);
	}

	/** Deletes those that mention an asset which is being deleted. */
	@EventListener
	void forget(AssetDeletionStarted deletion) {
		this.repository.forgetRejected(deletion);
	}

	/**
	 * A rejected payload, the place of its problem and the reason.
	 */
	record Rejection(RequestBody.Payload payload, String pointer, String reason) {
	}

	private static String actor() {
		Authentication actor = SecurityContextHolder.getContext().getAuthentication();
		return (actor != null) ? actor.getName() : "";
	}

}
