package dev.pedigree.catalog;

import java.util.Map;
import java.util.function.Function;

/**
 * Reads the nodes of one label that is not an asset. A module that owns such nodes
 * declares a bean, so that {@code node(id)} finds all kinds of nodes with one query.
 */
public record NodeReader(String label, Function<Map<String, Object>, Node> reading) {
}
