package dev.pedigree.estate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The estate's data and models as the events of its jobs name them. A job names them by
 * their key in the estate, then the version after an at sign or the partition after a
 * slash.
 */
final class EstateData {

	private static final Pattern USE = Pattern.compile("(?<key>[^@/]+)(@(?<version>.+))?(?<partition>/.+)?");

	private final JsonNode estate;

	EstateData(JsonNode estate) {
		this.estate = estate;
	}

	/** What a run of a job reads. */
	List<Map<String, Object>> read(JsonNode job, String day) {
		return used(job, "in", day, null);
	}

	/** What a run of a job writes, and from which columns. */
	List<Map<String, Object>> written(JsonNode job, String day, @Nullable String version) {
		return used(job, "out", day, version);
	}

	private List<Map<String, Object>> used(JsonNode job, String side, String day, @Nullable String version) {
		List<Map<String, Object>> data = new ArrayList<>();
		for (JsonNode use : job.path(side)) {
			Matcher said = USE.matcher(use.asString());
			if (!said.matches()) {
				throw new IllegalStateException("Not a use of data: " + use);
			}
			String key = said.group("key");
			String stated = Objects.requireNonNullElse(said.group("version"), Objects.requireNonNullElse(version, ""));
			String partition = Objects.requireNonNullElse(said.group("partition"), "").replace("{day}", day);
			JsonNode model = this.estate.path("models").path(key);
			data.add(model.isArray() ? model(model, stated)
					: dataset(key, stated, partition, side.equals("out") ? job.path("fields").path(key) : null));
		}
		return data;
	}

	private Map<String, Object> dataset(String key, String version, String partition, @Nullable JsonNode from) {
		JsonNode row = row(key);
		Map<String, Object> facets = new HashMap<>(
				Map.of("documentation", EstateEvents.facet("description", row.path(3).asString())));
		if (!row.path(2).asString().isEmpty()) {
			facets.put("ownership", EstateEvents.owned(row.path(2).asString()));
		}
		if (partition.isEmpty()) {
			facets.put("lifecycleStateChange", EstateEvents.facet("lifecycleStateChange", "OVERWRITE"));
		}
		if (!version.isEmpty()) {
			facets.put("version", EstateEvents.facet("datasetVersion", version));
		}
		if (!columns(key).isEmpty()) {
			facets.put("schema", EstateEvents.facet("fields", columns(key)));
		}
		if (from != null && !from.isMissingNode()) {
			facets.put("columnLineage", EstateEvents.facet("fields", lineage(key, from)));
		}
		return Map.of("namespace", row.path(0).asString(), "name", row.path(1).asString() + partition, "facets",
				facets);
	}

	private JsonNode row(String key) {
		JsonNode row = this.estate.path("datasets").path(key);
		if (!row.isArray()) {
			throw new IllegalStateException("Not data of the estate: " + key);
		}
		return row;
	}

	/** {@code "card_id bigint, amount decimal"} as fields; empty when none are told. */
	private List<Map<String, String>> columns(String key) {
		return Pattern.compile(", ")
			.splitAsStream(this.estate.path("columns").path(key).asString(""))
			.filter((column) -> !column.isEmpty())
			.map((column) -> column.split(" ", 2))
			.map((column) -> Map.of("name", column[0], "type", column[1]))
			.toList();
	}

	/**
	 * What columns are made from: {@code {"age": ["customers.birth_date"]}}, or the key
	 * of data whose columns of the same names they copy.
	 */
	private Map<String, Object> lineage(String key, JsonNode from) {
		Map<String, Object> lineage = new HashMap<>();
		from.properties()
			.forEach((column) -> lineage.put(column.getKey(),
					Map.of("inputFields",
							column.getValue()
								.valueStream()
								.map((source) -> source.asString().split("\\.(?=\\w+$)"))
								.map((source) -> field(source[0], source[1]))
								.toList())));
		if (from.isString()) {
			List<Map<String, String>> copied = columns(from.asString());
			columns(key).stream()
				.map((column) -> Objects.requireNonNull(column.get("name")))
				.filter((name) -> copied.stream().anyMatch((column) -> name.equals(column.get("name"))))
				.forEach((name) -> lineage.put(name, Map.of("inputFields", List.of(field(from.asString(), name)))));
		}
		return lineage;
	}

	private Map<String, String> field(String key, String column) {
		return Map.of("namespace", row(key).path(0).asString(), "name", row(key).path(1).asString(), "field", column);
	}

	private static Map<String, Object> model(JsonNode row, String version) {
		String name = row.path(1).asString();
		Map<String, Object> model = EstateEvents.facet("name", name, "framework", row.path(2).asString());
		model.put("task", row.path(3).asString());
		if (!version.isEmpty()) {
			model.put("version", version);
			model.put("artifactUri", "s3://models/" + name + "/" + version.replace(':', '/'));
		}
		Map<String, Object> facets = new HashMap<>(Map.of("pedigree_model", model, "documentation",
				EstateEvents.facet("description", row.path(4).asString())));
		if (row.path(5).isString()) {
			facets.put("ownership", EstateEvents.owned(row.path(5).asString()));
		}
		return Map.of("namespace", row.path(0).asString(), "name", name, "facets", facets);
	}

}
