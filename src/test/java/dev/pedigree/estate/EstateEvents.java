package dev.pedigree.estate;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The estate's jobs as the OpenLineage events of their runs: on the days that a job
 * names, counted from today, else on each of the {@value #DAYS} before.
 */
final class EstateEvents {

	private static final int DAYS = 7;

	private static final URI PRODUCER = URI.create("https://example.com/risk-platform");

	private static final String SCHEMA = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

	private final JsonNode estate;

	private final EstateData data;

	private final LocalDate today;

	EstateEvents(JsonNode estate, LocalDate today) {
		this.estate = estate;
		this.data = new EstateData(estate);
		this.today = today;
	}

	/** All events, oldest first. */
	List<Map<String, Object>> all() {
		List<Map<String, Object>> events = new ArrayList<>();
		for (JsonNode job : this.estate.path("jobs")) {
			JsonNode days = job.path("days");
			if (job.path("streaming").asBoolean(false)) {
				stream(job, events);
			}
			else if (days.isObject()) {
				days.properties()
					.forEach((day) -> run(job, Integer.parseInt(day.getKey()), day.getValue().asString(), events));
			}
			else if (days.isArray()) {
				days.forEach((day) -> run(job, day.asInt(), null, events));
			}
			else {
				IntStream.rangeClosed(-DAYS, -1).forEach((day) -> run(job, day, null, events));
			}
		}
		events.sort((a, b) -> String.valueOf(a.get("eventTime")).compareTo(String.valueOf(b.get("eventTime"))));
		return events;
	}

	/** A run of a day; one that fails is tried again an hour later, or not. */
	private void run(JsonNode job, int day, @Nullable String version, List<Map<String, Object>> events) {
		Instant start = this.today.plusDays(day)
			.atTime(LocalTime.parse(job.path("at").asString()))
			.toInstant(ZoneOffset.UTC);
		if (day == job.path("fails").asInt(0)) {
			events.add(event(job, start, start, "START", version));
			events.add(event(job, start, start.plus(Duration.ofMinutes(2)), "FAIL", version));
			if (!job.path("retried").asBoolean(true)) {
				return;
			}
			start = start.plus(Duration.ofHours(1));
		}
		events.add(event(job, start, start, "START", version));
		events.add(event(job, start, start.plus(Duration.ofMinutes(4)), "COMPLETE", version));
	}

	/** A run without end, which says every day that it still runs. */
	private void stream(JsonNode job, List<Map<String, Object>> events) {
		Instant start = this.today.minusDays(DAYS).atStartOfDay().toInstant(ZoneOffset.UTC);
		events.add(event(job, start, start, "START", null));
		for (int day = 0; day < DAYS; day++) {
			events.add(event(job, start, start.plus(Duration.ofDays(day).plusHours(12)), "RUNNING", null));
		}
	}

	private Map<String, Object> event(JsonNode job, Instant start, Instant at, String type, @Nullable String version) {
		String key = job.path("namespace").asString() + "|" + job.path("name").asString();
		UUID run = UUID.nameUUIDFromBytes((key + start).getBytes(StandardCharsets.UTF_8));
		String day = start.atZone(ZoneOffset.UTC).toLocalDate().toString();
		Map<String, Object> event = new HashMap<>(
				Map.of("eventTime", at.toString(), "eventType", type, "producer", PRODUCER, "schemaURL", SCHEMA));
		event.put("run", Map.of("runId", run, "facets", runFacets(type)));
		event.put("job", Map.of("namespace", job.path("namespace").asString(), "name", job.path("name").asString(),
				"facets", jobFacets(job)));
		// What begins has not read or written yet.
		if (!type.equals("START") || job.path("streaming").asBoolean(false)) {
			event.put("inputs", this.data.read(job, day));
			event.put("outputs", this.data.written(job, day, version));
		}
		return event;
	}

	private static Map<String, Object> runFacets(String type) {
		return type.equals("FAIL")
				? Map.of("errorMessage", facet("message", "Out of memory in stage 12", "programmingLanguage", "JAVA"))
				: Map.of();
	}

	private static Map<String, Object> jobFacets(JsonNode job) {
		boolean streaming = job.path("streaming").asBoolean(false);
		return Map.of("jobType",
				facet("processingType", streaming ? "STREAMING" : "BATCH", "integration",
						job.path("namespace").asString().toUpperCase(java.util.Locale.ROOT), "jobType", "JOB"),
				"ownership", owned(job.path("owner").asString()));
	}

	static Map<String, Object> owned(String owner) {
		return facet("owners", List.of(Map.of("name", owner, "type", "MAINTAINER")));
	}

	static Map<String, Object> facet(Object... values) {
		Map<String, Object> facet = new HashMap<>(
				Map.of("_producer", PRODUCER, "_schemaURL", "https://openlineage.io/spec/facets/"));
		for (int i = 0; i < values.length; i += 2) {
			facet.put((String) values[i], values[i + 1]);
		}
		return facet;
	}

}
