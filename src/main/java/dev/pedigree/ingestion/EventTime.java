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
 * The time of an event, in milliseconds.
 *
 * @param assumedUtc whether it had no time zone and was read as UTC
 */
public record EventTime(Instant at, boolean assumedUtc) {

	/** An event further in the future would win every comparison until then. */
	private static final Duration MAX_AHEAD = Duration.ofHours(24);

	/** An earlier time is an error: an unset date, or a day number. */
	private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

	/** The year 10000, in milliseconds. */
	private static final long END_OF_TIME = 253_402_300_800_000L;

	/** The time at which the current payload was received. */
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
	 * Runs a translation that rejects times more than 24 hours after the receipt of the
	 * payload. Outside of it no time is rejected for being in the future.
	 */
	public static <T> T receivedAt(Instant received, Supplier<T> translation) {
		return ScopedValue.where(RECEIVED, received).call(translation::get);
	}

	/** Parses a required time; without a zone it is read as UTC, with a warning. */
	public static EventTime of(PayloadNode node) {
		EventTime time = parse(node.required());
		if (time == null) {
			throw node.invalid("must be a date and time, such as 2026-01-31T12:00:00Z");
		}
		check(node, time.at);
		if (time.assumedUtc) {
			node.warn("has no time zone and is read as UTC");
		}
		return time;
	}

	/** Parses a required time in milliseconds since 1970, a number or text. */
	public static Instant ofMillis(PayloadNode node) {
		Instant at = millisOrNull(node);
		if (at == null) {
			throw node.invalid(node.isPresent() ? "must be milliseconds since 1970" : "is missing");
		}
		return at;
	}

	/**
	 * Parses a time in milliseconds since 1970; null if it is missing, 0 or no number.
	 */
	public static @Nullable Instant millisOrNull(PayloadNode node) {
		JsonNode value = node.node();
		String text = value.isIntegralNumber() ? value.asString() : value.asString("");
		long millis = text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
		if (millis <= 0 || millis >= END_OF_TIME) {
			return null;
		}
		return check(node, Instant.ofEpochMilli(millis));
	}

	private static Instant check(PayloadNode node, Instant at) {
		if (at.isBefore(EARLIEST)) {
			throw node.invalid("is before 1990; times from 1990 on are allowed");
		}
		if (RECEIVED.isBound() && at.isAfter(RECEIVED.get().plus(MAX_AHEAD))) {
			throw node.invalid("is more than 24 hours in the future");
		}
		return at;
	}

	/** Parses an ISO 8601 date and time; null if the text is not one. */
	public static @Nullable EventTime parse(String text) {
		String iso = (text.length() > 10 && text.charAt(10) == ' ') ? text.replaceFirst(" ", "T") : text;
		try {
			TemporalAccessor parsed = FORMAT.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
			boolean zoned = parsed instanceof OffsetDateTime;
			Instant at = zoned ? OffsetDateTime.from(parsed).toInstant()
					: LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
			// A year of more than four digits is an error.
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
