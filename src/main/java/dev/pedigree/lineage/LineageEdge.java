package dev.pedigree.lineage;

import java.time.Instant;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

import dev.pedigree.graph.Row;
import dev.pedigree.lineage.Walk.Link;
import org.jspecify.annotations.Nullable;

/**
 * An edge as the API shows it: what several sources state of the same two nodes is one.
 *
 * @param from urn of the producer
 * @param to urn of the consumer
 * @param since when the first of them began; null when nobody knows
 * @param until when the last of them ended; null while one holds
 * @param lastConfirmed when it was seen last
 * @param binding how a recorded read found its version: STATED, NEWEST, INFERRED,
 * INITIAL, CARRIED, DECLARED; the first of these when there are several, null when the
 * edge does not say
 * @param sources who states it, sorted
 * @param note what a person noted when linking by hand
 */
public record LineageEdge(String from, String to, @Nullable Instant since, @Nullable Instant until,
		@Nullable Instant lastConfirmed, @Nullable String binding, List<String> sources, @Nullable String note) {

	/** How a read found its version, the most certain first. */
	private static final List<String> BINDINGS = List.of("STATED", "NEWEST", "INFERRED", "INITIAL", "CARRIED",
			"DECLARED");

	/**
	 * Folds what is stored of one link into one edge.
	 * @param rows since, until, lastConfirmed, binding, source, note; none when nothing
	 * is to be told
	 */
	public static LineageEdge of(Link link, List<Row> rows) {
		boolean open = rows.stream().anyMatch((row) -> row.maybeTime("until") == null);
		List<String> bindings = texts(rows, "binding");
		String binding = BINDINGS.stream().filter(bindings::contains).findFirst().orElse(null);
		return new LineageEdge(link.from(), link.to(), time(rows, "since", BinaryOperator.minBy(Instant::compareTo)),
				open ? null : time(rows, "until", BinaryOperator.maxBy(Instant::compareTo)),
				time(rows, "lastConfirmed", BinaryOperator.maxBy(Instant::compareTo)), binding, texts(rows, "source"),
				texts(rows, "note").stream().findFirst().orElse(null));
	}

	private static @Nullable Instant time(List<Row> rows, String column, BinaryOperator<Instant> choice) {
		return rows.stream().flatMap((row) -> Stream.ofNullable(row.maybeTime(column))).reduce(choice).orElse(null);
	}

	private static List<String> texts(List<Row> rows, String column) {
		return rows.stream().flatMap((row) -> Stream.ofNullable(row.maybeText(column))).distinct().sorted().toList();
	}

}
