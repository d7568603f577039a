package dev.pedigree.ingestion;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import dev.pedigree.catalog.AssetDeletionStarted;
import dev.pedigree.graph.Row;
import dev.pedigree.limits.RequestLimits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts facets by place and name, and those of which part was stored; keeps the newest
 * sample of the others. The counts are written every few seconds: they are not part of
 * the graph, and a killed process may lose the last of them.
 */
@Component
public class FacetCoverage implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(FacetCoverage.class);

	/** Further names are counted as one: a producer may generate names. */
	private static final int MOST_NAMES = 2000;

	private final IngestionRepository repository;

	private final RequestLimits.Ingestion limits;

	private final Clock clock;

	private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

	FacetCoverage(IngestionRepository repository, RequestLimits limits, Clock clock) {
		this.repository = repository;
		this.limits = limits.ingestion();
		this.clock = clock;
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

	/** Returns all counts, after writing the latest. */
	public List<FacetCount> counts() {
		save();
		return this.repository.facets();
	}

	/** Deletes the samples that mention an asset which is being deleted. */
	@EventListener
	void deleteMentioning(AssetDeletionStarted deletion) {
		save();
		this.repository.forgetSamples(deletion);
	}

	/** Adds the counts to those in the store. */
	@Scheduled(fixedRate = 5000, initialDelay = 5000)
	void save() {
		SortedMap<String, Tally> taken = new TreeMap<>();
		for (String key : Set.copyOf(this.tallies.keySet())) {
			Tally tally = this.tallies.remove(key);
			if (tally != null) {
				taken.put(key, tally);
			}
		}
		if (taken.isEmpty()) {
			return;
		}
		try {
			this.repository
				.addFacets(taken.entrySet().stream().map((one) -> row(one.getKey(), one.getValue())).toList());
		}
		catch (RuntimeException ex) {
			log.debug("Facet counts wait for the store", ex);
			taken.forEach((key, tally) -> this.tallies.merge(key, tally, (newer, older) -> older.plus(newer)));
		}
	}

	private Map<String, @Nullable Object> row(String key, Tally tally) {
		String sample = (tally.sample == null) ? null
				: Masking.maskedEmails(Masking.kept(tally.sample, this.limits.keptSize()).text());
		return Row.map("key", key, "place", tally.place, "name", tally.name, "count", tally.count, "stored",
				tally.stored, "firstSeen", tally.firstSeen, "sample", sample);
	}

	/** Runs after the write batch has stopped. */
	@Override
	public void destroy() {
		save();
	}

	private record Tally(String place, String name, long count, long stored, Instant firstSeen,
			@Nullable JsonNode sample) {

		Tally plus(Tally later) {
			return new Tally(this.place, this.name, this.count + later.count, this.stored + later.stored,
					this.firstSeen, (later.sample != null) ? later.sample : this.sample);
		}

	}

}
