package dev.pedigree.ingestion.connector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Health and metrics of sources. An unavailable source does not make the catalog
 * unhealthy, because a restart would not help. Health requests return the status of the
 * last refresh, so that they do not wait for the store.
 */
@Component("sources")
class SourceHealth implements HealthIndicator {

	private final Connectors connectors;

	private final Map<MultiGauge, Function<SourceStatus, @Nullable Number>> gauges = new LinkedHashMap<>();

	private volatile List<SourceStatus> sources = List.of();

	SourceHealth(Connectors connectors, MeterRegistry meters) {
		this.connectors = connectors;
		gauge(meters, "lag", "seconds since the start of the last successful full poll", SourceStatus::lagSeconds);
		gauge(meters, "waiting", "webhooks that wait for a poll", SourceStatus::waiting);
		gauge(meters, "captured", "accepted payloads since the first poll", SourceStatus::captured);
		gauge(meters, "rejected", "rejected payloads since the first poll", SourceStatus::rejected);
		gauge(meters, "failing", "1 if the last poll failed", (source) -> (source.problem() != null) ? 1 : 0);
	}

	private void gauge(MeterRegistry meters, String name, String description,
			Function<SourceStatus, @Nullable Number> value) {
		this.gauges.put(MultiGauge.builder("pedigree.source." + name)
			.description(description)
			.baseUnit(name.equals("lag") ? "seconds" : null)
			.register(meters), value);
	}

	@Scheduled(fixedRate = 15_000)
	void refresh() {
		try {
			this.sources = this.connectors.sources(List.of());
			this.gauges.forEach((gauge,
					value) -> gauge.register(this.sources.stream()
						.filter((one) -> value.apply(one) != null)
						.map((one) -> MultiGauge.Row.of(Tags.of("source", one.name(), "type", one.type()),
								Objects.requireNonNull(value.apply(one))))
						.toList(), true));
		}
		catch (DataAccessException ex) {
			// The store is unavailable, which has its own health; the last values remain.
		}
	}

	@Override
	public Health health() {
		Health.Builder health = Health.up();
		this.sources.forEach((one) -> health.withDetail(one.name(), details(one)));
		return health.build();
	}

	private static Map<String, Object> details(SourceStatus source) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("type", source.type());
		details.put("problem", Objects.requireNonNullElse(source.problem(), "none"));
		if (source.lagSeconds() != null) {
			details.put("lagSeconds", source.lagSeconds());
		}
		return details;
	}

}
