package dev.pedigree.ingestion;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

import org.jspecify.annotations.Nullable;

/**
 * A time as an event states it, cut to milliseconds.
 *
 * @param at the time
 * @param assumedUtc whether it came without a zone and was read as UTC
 */
public record EventTime(Instant at, boolean assumedUtc) {

	/** An event from further ahead would win every comparison for ever. */
	private static final Duration AHEAD = Duration.ofHours(24);

	private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
		.optionalStart()
		.appendPattern("[XXX][XX][X]")
		.optionalEnd()
		.toFormatter(java.util.Locale.ROOT);

	/** The time of an event, which must be one and not in the far future. */
	public static EventTime of(Place place) {
		EventTime time = parse(place.required());
		if (time == null) {
			throw place.refused("must be a date and time, such as 2026-01-31T12:00:00Z");
		}
		if (time.at.isAfter(Instant.now().plus(AHEAD))) {
			throw place.refused("is more than 24 hours in the future");
		}
		return time;
	}

	/** The time that a text says; null when it says none. */
	public static @Nullable EventTime parse(String text) {
		String iso = (text.length() > 10 && text.charAt(10) == ' ') ? text.replaceFirst(" ", "T") : text;
		try {
			TemporalAccessor parsed = FORMAT.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
			boolean zoned = parsed instanceof OffsetDateTime;
			Instant at = zoned ? OffsetDateTime.from(parsed).toInstant()
					: LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
			// Beyond four digits a year is a slip, and the graph counts milliseconds.
			if (at.atOffset(ZoneOffset.UTC).getYear() < 1 || at.atOffset(ZoneOffset.UTC).getYear() > 9999) {
				return null;
			}
			return new EventTime(at.truncatedTo(ChronoUnit.MILLIS), !zoned);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
