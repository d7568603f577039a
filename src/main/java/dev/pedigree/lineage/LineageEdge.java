package dev.pedigree.lineage;

import java.time.Instant;
import java.util.List;

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
record LineageEdge(String from, String to, @Nullable Instant since, @Nullable Instant until,
		@Nullable Instant lastConfirmed, @Nullable String binding, List<String> sources, @Nullable String note) {
}
