package dev.pedigree.ingestion;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.pedigree.catalog.AssetDeletionStarted;
import dev.pedigree.limits.RequestLimits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts facets by place and name, counts those of which something was stored, and keeps
 * the newest sample of the others. Counts gather here and go to the store every few
 * seconds: they are no part of the graph, and a process that is killed may lose the last
 * of them.
 */
@Component
public class FacetCoverage implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(FacetCoverage.class);

	/** Names beyond this many are counted as one: a producer may make them up. */
	private static final int MOST_NAMES = 2000;

	private final IngestionRepository repository;

	private final RequestLimits.Ingestion limits;

	private final Clock clock;

	private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

	private volatile boolean running;

	FacetCoverage(IngestionRepository repository, RequestLimits limits, Clock clock) {
		this.clock = clock;
		this.repository = repository;
		this.limits = limits.ingestion();
	}

	/** Counts the facets of an accepted payload. */
	void count(List<Translation.PayloadFacet> facets) {
		for (Translation.PayloadFacet facet : facets) {
			String name = (facet.name().length() <= 200) ? facet.name() : facet.name().substring(0, 200);
			String key = facet.place() + "." + name;
			boolean known = this.tallies.size() < MOST_NAMES || this.tallies.containsKey(key);
			Tally one = new Tally(facet.place(), known ? name : "(others)", 1, facet.used() ? 1 : 0,
					this.clock.instant(), facet.used() ? null : facet.value());
			this.tallies.merge(known ? key : facet.place() + ".(others)", one, Tally::plus);
		}
	}

	/** All counts, those still here included. */
	public List<FacetCount> counts() {
		save();
		return this.repository.facets();
	}

	/** Deletes the samples that mention an asset which is being deleted. */
	@EventListener
	void forget(AssetDeletionStarted deletion) {
		save();
		this.repository.forgetSamples(deletion);
	}

	/** Adds the counts gathered here to those of the store. */
	@Scheduled(fixedRate = 5000, initialDelay = 5000)
	void save() {
		List<Map<String, Object>> rows = new ArrayList<>();
		Map<String, Tally> taken = new HashMap<>();
		for (String key : this.tallies.keySet().stream().sorted().toList()) {
			Tally tally = this.tallies.remove(key);
			if (tally != null) {
				taken.put(key, tally);
				rows.add(row(key, tally));
			}
		}
		if (rows.isEmpty()) {
			return;
		}
		try {
			this.repository.addFacets(rows);
		}
		catch (RuntimeException ex) {
			log.debug("Counts of facets wait for the store", ex);
			taken.forEach((key, tally) -> this.tallies.merge(key, tally, (newer, older) -> older.plus(newer)));
		}
	}

	private Map<String, Object> row(String key, Tally tally) {
		Map<String, Object> row = new HashMap<>();
		row.put("key", key);
		row.put("place", tally.place);
		row.put("name", tally.name);
		row.put("count", tally.count);
		row.put("stored", tally.stored);
		row.put("firstSeen", tally.firstSeen);
		if (tally.sample != null) {
			row.put("sample", Masking.maskedEmails(Masking.kept(tally.sample, this.limits.keptSize()).text()));
		}
		return row;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		save();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Ends after the last payload was written. */
	@Override
	public int getPhase() {
		return -1;
	}

	private record Tally(String place, String name, long count, long stored, Instant firstSeen,
			@Nullable JsonNode sample) {

		Tally plus(Tally later) {
			return new Tally(this.place, this.name, this.count + later.count, this.stored + later.stored,
					this.firstSeen, (later.sample != null) ? later.sample : this.sample);
		}

	}

}
