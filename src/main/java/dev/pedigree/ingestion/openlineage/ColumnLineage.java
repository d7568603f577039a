package dev.pedigree.ingestion.openlineage;

import java.util.Map;

import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Column lineage of a dataset, in one JSON form for all facets that state it: <pre>
 * {"fields": {"amount": [{"namespace", "name", "field",
 *                         "transformations": [{"type", "subtype", "description", "masking"}]}]},
 *  "dataset": [{...}]}
 * </pre> where {@code dataset} lists the columns that affect every row (a filter, a
 * join).
 */
final class ColumnLineage {

	private ColumnLineage() {
	}

	/**
	 * Reads the column lineage facet: transformations of each input, or (before 1-1-0)
	 * one of the whole column.
	 */
	static ObjectNode of(JsonNode facet) {
		ObjectNode fields = JsonNodeFactory.instance.objectNode();
		for (Map.Entry<String, JsonNode> field : facet.path("fields").properties()) {
			ObjectNode whole = transformationOf(field.getValue());
			add(fields, field.getKey(), inputs(field.getValue().path("inputFields"), whole));
		}
		return lineage(fields, inputs(facet.path("dataset"), null));
	}

	/** Reads the columns of an explicit lineage facet or entry. */
	static ObjectNode ofExplicit(JsonNode entry) {
		ObjectNode fields = JsonNodeFactory.instance.objectNode();
		for (Map.Entry<String, JsonNode> field : entry.path("fields").properties()) {
			add(fields, field.getKey(), inputs(field.getValue().path("inputs"), null));
		}
		return lineage(fields, inputs(entry.path("inputs"), null));
	}

	private static ObjectNode lineage(ObjectNode fields, ArrayNode dataset) {
		ObjectNode lineage = JsonNodeFactory.instance.objectNode();
		if (!fields.isEmpty()) {
			lineage.set("fields", fields);
		}
		if (!dataset.isEmpty()) {
			lineage.set("dataset", dataset);
		}
		return lineage;
	}

	private static void add(ObjectNode fields, String name, ArrayNode inputs) {
		if (!inputs.isEmpty()) {
			fields.set(name, inputs);
		}
	}

	/** Reads inputs that name a column; the others are lineage of whole datasets. */
	private static ArrayNode inputs(JsonNode list, @Nullable ObjectNode whole) {
		ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
		for (JsonNode input : list.values()) {
			String namespace = PayloadNode.text(input, "namespace").orElse(null);
			String name = PayloadNode.text(input, "name").orElse(null);
			String field = PayloadNode.text(input, "field").orElse(null);
			if (namespace == null || name == null || field == null) {
				continue;
			}
			DatasetNaming key = DatasetNaming.of(namespace, name);
			ArrayNode steps = transformations(input.path("transformations"));
			if (steps.isEmpty() && whole != null) {
				steps.add(whole);
			}
			ObjectNode kept = inputs.addObject()
				.put("namespace", key.namespace())
				.put("name", key.name())
				.put("field", field);
			if (!steps.isEmpty()) {
				kept.set("transformations", steps);
			}
		}
		return inputs;
	}

	private static ArrayNode transformations(JsonNode list) {
		ArrayNode steps = JsonNodeFactory.instance.arrayNode();
		for (JsonNode step : list.values()) {
			ObjectNode kept = JsonNodeFactory.instance.objectNode();
			for (String property : new String[] { "type", "subtype", "description" }) {
				PayloadNode.text(step, property).ifPresent((value) -> kept.put(property, value));
			}
			if (step.path("masking").asBoolean(false)) {
				kept.put("masking", true);
			}
			if (!kept.isEmpty()) {
				steps.add(kept);
			}
		}
		return steps;
	}

	private static @Nullable ObjectNode transformationOf(JsonNode field) {
		String type = PayloadNode.text(field, "transformationType").orElse(null);
		if (type == null) {
			return null;
		}
		ObjectNode step = JsonNodeFactory.instance.objectNode().put("type", "DIRECT");
		if (type.equalsIgnoreCase("MASKED")) {
			step.put("masking", true);
		}
		else {
			step.put("subtype", type);
		}
		PayloadNode.text(field, "transformationDescription").ifPresent((text) -> step.put("description", text));
		return step;
	}

}
