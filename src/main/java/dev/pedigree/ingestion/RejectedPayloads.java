package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.AssetDeletion;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.Slice;
import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.event.EventListener;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The refused payloads: a bounded number of them, without their secrets. */
@Component
class RejectedPayloads {

	private static final Logger log = LoggerFactory.getLogger(RejectedPayloads.class);

	private final IngestionRepository repository;

	private final IngestionProperties limits;

	RejectedPayloads(IngestionRepository repository, IngestionProperties limits) {
		this.repository = repository;
		this.limits = limits;
	}

	/**
	 * Keeps a payload; the same one again is counted, not kept twice.
	 * @return its id; null when the store could not keep it, which makes no answer wrong
	 */
	@Nullable String keep(String source, RequestBody.Payload payload, String pointer, String reason) {
		JsonNode node = payload.node();
		String text = (node != null) ? JsonMapper.shared().writeValueAsString(Masking.masked(node))
				: Masking.masked(payload.text());
		String id = "rejected:" + Urn.sha256(source + "\n" + text).substring(0, 32);
		boolean complete = text.length() <= this.limits.keptSize();
		Map<String, Object> values = new HashMap<>();
		values.put("id", id);
		values.put("source", source);
		values.put("receivedAt", Instant.now());
		values.put("pointer", pointer);
		values.put("reason", reason);
		values.put("payload", complete ? text : text.substring(0, this.limits.keptSize()));
		values.put("complete", complete);
		values.put("actor", actor());
		values.put("most", this.limits.keptRejected());
		try {
			this.repository.keepRejected(values);
			return id;
		}
		catch (RuntimeException ex) {
			log.warn("A refused payload of {} could not be kept: {}", source, reason, ex);
			return null;
		}
	}

	/** The newest first. */
	Connection<RejectedPayload> list(@Nullable String source, Slice slice, boolean count) {
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
	void forget(AssetDeletion deletion) {
		this.repository.forgetRejected(deletion);
	}

	private static String actor() {
		Authentication actor = SecurityContextHolder.getContext().getAuthentication();
		return (actor != null) ? actor.getName() : "";
	}

}
