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
 * How connected systems fare, for Prometheus and for those who look at the catalog's
 * health. A system that is away is told of and does not make the catalog unhealthy:
 * starting that anew would not help. It shows what the store said last; a question that
 * asked the store would wait for it.
 */
@Component("sources")
class SourceHealth implements HealthIndicator {

	private final Connectors connectors;

	private final Map<MultiGauge, Function<SourceStatus, @Nullable Number>> gauges = new LinkedHashMap<>();

	private volatile List<SourceStatus> seen = List.of();

	SourceHealth(Connectors connectors, MeterRegistry meters) {
		this.connectors = connectors;
		gauge(meters, "lag", "seconds since a round for everything began that came to its end",
				SourceStatus::lagSeconds);
		gauge(meters, "waiting", "pushes that were not followed up yet", SourceStatus::waiting);
		gauge(meters, "captured", "payloads that were accepted since the first round", SourceStatus::captured);
		gauge(meters, "rejected", "payloads that were refused since the first round", SourceStatus::rejected);
		gauge(meters, "failing", "1 when no round has come to its end since one failed",
				(source) -> (source.problem() != null) ? 1 : 0);
	}

	private void gauge(MeterRegistry meters, String name, String description,
			Function<SourceStatus, @Nullable Number> value) {
		this.gauges.put(MultiGauge.builder("pedigree.source." + name)
			.description(description)
			.baseUnit(name.equals("lag") ? "seconds" : null)
			.register(meters), value);
	}

	@Scheduled(fixedRate = 15_000)
	void look() {
		try {
			this.seen = this.connectors.sources(List.of());
			this.gauges.forEach((gauge,
					value) -> gauge.register(this.seen.stream()
						.filter((one) -> value.apply(one) != null)
						.map((one) -> MultiGauge.Row.of(Tags.of("source", one.name(), "type", one.type()),
								Objects.requireNonNull(value.apply(one))))
						.toList(), true));
		}
		catch (DataAccessException ex) {
			// The store is away, which its own health tells; these show what they showed.
		}
	}

	@Override
	public Health health() {
		Health.Builder health = Health.up();
		this.seen.forEach((one) -> health.withDetail(one.name(), told(one)));
		return health.build();
	}

	private static Map<String, Object> told(SourceStatus source) {
		Map<String, Object> told = new LinkedHashMap<>();
		told.put("type", source.type());
		told.put("problem", Objects.requireNonNullElse(source.problem(), "none"));
		if (source.lagSeconds() != null) {
			told.put("lagSeconds", source.lagSeconds());
		}
		return told;
	}

}
