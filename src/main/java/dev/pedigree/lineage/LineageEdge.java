package dev.pedigree.lineage;

import java.time.Instant;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

import dev.pedigree.graph.Row;
import dev.pedigree.lineage.Walk.Link;
import org.jspecify.annotations.Nullable;

/**
 * An edge as the API shows it; the edges of several sources between two nodes are one.
 *
 * @param from urn of the producer
 * @param to urn of the consumer
 * @param since start of the first stored edge; null when unknown
 * @param until end of the last one; null while one holds
 * @param lastConfirmed time of the latest confirmation
 * @param binding how a recorded read found its version: STATED, NEWEST, INFERRED,
 * INITIAL, CARRIED, DECLARED; the first of these if there are several, null for others
 * @param sources sorted
 * @param note of the curator who linked the assets
 */
public record LineageEdge(String from, String to, @Nullable Instant since, @Nullable Instant until,
		@Nullable Instant lastConfirmed, @Nullable String binding, List<String> sources, @Nullable String note) {

	/** Bindings, the most certain first. */
	private static final List<String> BINDINGS = List.of("STATED", "NEWEST", "INFERRED", "INITIAL", "CARRIED",
			"DECLARED");

	/**
	 * Combines the stored edges of one link.
	 * @param rows since, until, lastConfirmed, binding, source, note; may be empty
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
