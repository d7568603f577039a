package dev.pedigree.ingestion;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A time as an event states it, cut to milliseconds.
 *
 * @param at the time
 * @param assumedUtc whether it came without a zone and was read as UTC
 */
public record EventTime(Instant at, boolean assumedUtc) {

	/** An event from further ahead would win every comparison for ever. */
	private static final Duration AHEAD = Duration.ofHours(24);

	/** An earlier time is a mistake: a date that is not set, or a day number. */
	private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

	/** The year 10000, in milliseconds. */
	private static final long END_OF_TIME = 253_402_300_800_000L;

	/** The time at which the payload that is read was received. */
	private static final ScopedValue<Instant> RECEIVED = ScopedValue.newInstance();

	private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
		.optionalStart()
		.appendPattern("[XXX][XX][X]")
		.optionalEnd()
		.toFormatter(java.util.Locale.ROOT)
		// 30 February is a mistake, not the last day of the month.
		.withResolverStyle(ResolverStyle.STRICT)
		.withChronology(IsoChronology.INSTANCE);

	/**
	 * Reads a payload that was received at a time, so that later times are refused from
	 * 24 hours on. Without this no time is refused for being in the future.
	 */
	public static <T> T receivedAt(Instant received, Supplier<T> reading) {
		return ScopedValue.where(RECEIVED, received).call(reading::get);
	}

	/** The time of an event, which must be one and not in the far future. */
	public static EventTime of(PayloadNode place) {
		EventTime time = parse(place.required());
		if (time == null) {
			throw place.refused("must be a date and time, such as 2026-01-31T12:00:00Z");
		}
		checked(place, time.at);
		if (time.assumedUtc) {
			place.warn("has no time zone and is read as UTC");
		}
		return time;
	}

	/**
	 * A time in milliseconds since 1970, as a number or as text, as {@link #of} takes it.
	 */
	public static Instant ofMillis(PayloadNode place) {
		Instant at = millisOrNull(place);
		if (at == null) {
			throw place.refused(place.isThere() ? "must be milliseconds since 1970" : "is missing");
		}
		return at;
	}

	/** A time in milliseconds since 1970, where nothing, 0 or no number is none. */
	public static @Nullable Instant millisOrNull(PayloadNode place) {
		JsonNode node = place.node();
		String text = node.isIntegralNumber() ? node.asString() : node.asString("");
		long millis = text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
		if (millis <= 0 || millis >= END_OF_TIME) {
			return null;
		}
		return checked(place, Instant.ofEpochMilli(millis));
	}

	private static Instant checked(PayloadNode place, Instant at) {
		if (at.isBefore(EARLIEST)) {
			throw place.refused("is before 1990; times from 1990 on are allowed");
		}
		if (RECEIVED.isBound() && at.isAfter(RECEIVED.get().plus(AHEAD))) {
			throw place.refused("is more than 24 hours in the future");
		}
		return at;
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
