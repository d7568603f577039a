package dev.pedigree.description;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

	static List<Map<String, ?>> of(List<Row> statements, String property, UnaryOperator<String> rewrite) {
		Map<String, List<Row>> equal = new LinkedHashMap<>();
		for (Row statement : statements) {
			String values = rewritten(statement, property, rewrite);
			String key = values.equals(statement.text("values")) ? statement.text("key") : Descriptions.capturedKey(
					statement.text("asset"), property, statement.text("source"), values, statement.time("first"));
			equal.computeIfAbsent(key, (_) -> new ArrayList<>()).add(statement);
		}
		List<Map<String, ?>> rows = new ArrayList<>();
		equal.forEach((key, same) -> {
			if (same.size() > 1 || !same.getFirst().text("key").equals(key)) {
				rows.add(row(key, rewritten(same.getFirst(), property, rewrite), same));
			}
		});
		return rows;
	}

	private static Map<String, ?> row(String key, String values, List<Row> same) {
		List<String> keys = same.stream().map((statement) -> statement.text("key")).toList();
		String kept = keys.contains(key) ? key : keys.getFirst();
		Instant first = same.stream().map((statement) -> statement.time("first")).min(Instant::compareTo).orElseThrow();
		Instant last = same.stream().map((statement) -> statement.time("last")).max(Instant::compareTo).orElseThrow();
		return Map.of("old", kept, "key", key, "values", values, "first", first, "last", last, "equal",
				keys.stream().filter((old) -> !old.equals(kept)).toList());
	}

	private static String rewritten(Row statement, String property, UnaryOperator<String> rewrite) {
		String values = statement.text("values");
		return (FacetGroup.value(values) instanceof Map<?, ?> map && map.get(property) instanceof String text)
				? FacetGroup.text(Map.of(property, rewrite.apply(text))) : values;
	}

}
