package dev.pedigree.ingestion.openlineage;

import java.util.List;
import java.util.stream.Stream;

import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
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
		facet.path("fields")
			.forEachEntry(
					(name, field) -> set(fields, name, inputs(field.path("inputFields"), transformationOf(field))));
		return lineage(fields, inputs(facet.path("dataset"), null));
	}

	static ObjectNode ofExplicit(JsonNode entry) {
		ObjectNode fields = JsonNodeFactory.instance.objectNode();
		entry.path("fields").forEachEntry((name, field) -> set(fields, name, inputs(field.path("inputs"), null)));
		return lineage(fields, inputs(entry.path("inputs"), null));
	}

	private static ObjectNode lineage(ObjectNode fields, ArrayNode dataset) {
		return set(set(JsonNodeFactory.instance.objectNode(), "fields", fields), "dataset", dataset);
	}

	/** Sets a member, unless the value is empty. */
	static ObjectNode set(ObjectNode object, String member, JsonNode value) {
		return value.isEmpty() ? object : object.set(member, value);
	}

	static ObjectNode texts(JsonNode node, String... members) {
		ObjectNode texts = JsonNodeFactory.instance.objectNode();
		for (String member : members) {
			PayloadNode.text(node, member).ifPresent((text) -> texts.put(member, text));
		}
		return texts;
	}

	/** Reads inputs that name a column; the others are lineage of whole datasets. */
	private static ArrayNode inputs(JsonNode list, @Nullable ObjectNode whole) {
		ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
		for (JsonNode input : list.values()) {
			List<String> key = PayloadNode.key(input).orElse(List.of());
			String field = PayloadNode.text(input, "field").orElse(null);
			if (!key.isEmpty() && field != null) {
				DatasetNaming naming = DatasetNaming.of(key.getFirst(), key.getLast());
				ArrayNode steps = transformations(input.path("transformations"));
				if (steps.isEmpty() && whole != null) {
					steps.add(whole);
				}
				ObjectNode kept = inputs.addObject()
					.put("namespace", naming.namespace())
					.put("name", naming.name())
					.put("field", field);
				set(kept, "transformations", steps);
			}
		}
		return inputs;
	}

	private static ArrayNode transformations(JsonNode list) {
		ArrayNode steps = JsonNodeFactory.instance.arrayNode();
		for (JsonNode step : list.values()) {
			ObjectNode kept = texts(step, "type", "subtype", "description");
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

	/** Sets the column lineage and names the datasets of its inputs. */
	static void describe(TranslationBuilder translation, Urn data, ObjectNode lineage) {
		translation.setJson(data, "columnLineage", lineage);
		Stream.concat(lineage.path("fields").values().stream(), Stream.of(lineage.path("dataset")))
			.flatMap((inputs) -> inputs.values().stream())
			.map((input) -> Urn.data(input.path("namespace").asString(), input.path("name").asString()))
			.distinct()
			.forEach((input) -> translation.name(DataUse.of(input)));
	}

}
