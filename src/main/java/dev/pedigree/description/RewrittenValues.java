package dev.pedigree.description;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.pedigree.graph.Row;

/**
 * Rewrites one property in statements of sources, as rows of {@code
 * description/replace-values}. Statements that become equal are merged, as if the source
 * had repeated itself.
 */
final class RewrittenValues {

	private RewrittenValues() {
	}

	/** Returns the statements that change. */
	static List<Map<String, ?>> of(List<Row> statements, String property, UnaryOperator<String> rewrite) {
		Map<String, List<Row>> equal = new LinkedHashMap<>();
		Map<String, String> values = new LinkedHashMap<>();
		for (Row statement : statements) {
			String rewritten = rewritten(statement.text("values"), property, rewrite);
			String key = rewritten.equals(statement.text("values")) ? statement.text("key") : Descriptions.capturedKey(
					statement.text("asset"), property, statement.text("source"), rewritten, statement.time("first"));
			equal.computeIfAbsent(key, (_) -> new ArrayList<>()).add(statement);
			values.put(key, rewritten);
		}
		List<Map<String, ?>> rows = new ArrayList<>();
		equal.forEach((key, same) -> {
			if (same.size() > 1 || !same.getFirst().text("key").equals(key)) {
				rows.add(row(key, Objects.requireNonNull(values.get(key)), same));
			}
		});
		return rows;
	}

	private static Map<String, ?> row(String key, String values, List<Row> same) {
		Row kept = same.stream().filter((one) -> one.text("key").equals(key)).findFirst().orElse(same.getFirst());
		Instant first = same.stream().map((one) -> one.time("first")).min(Instant::compareTo).orElseThrow();
		Instant last = same.stream().map((one) -> one.time("last")).max(Instant::compareTo).orElseThrow();
		return Map.of("old", kept.text("key"), "key", key, "values", values, "first", first, "last", last, "equal",
				same.stream().map((one) -> one.text("key")).filter((old) -> !old.equals(kept.text("key"))).toList());
	}

	private static String rewritten(String values, String property, UnaryOperator<String> rewrite) {
		return (FacetGroup.value(values) instanceof Map<?, ?> map && map.get(property) instanceof String text)
				? FacetGroup.text(Map.of(property, rewrite.apply(text))) : values;
	}

}
