package dev.pedigree.ingestion.openlineage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Translates the facets of a dataset: schema, column lineage, storage, type. */
final class DatasetFacets {

	private DatasetFacets() {
	}

	static void describe(TranslationBuilder translation, Urn data, Facets facets) {
		facets
			.store("schema", (facet) -> Optional.of(fields(facet.path("fields"))).filter((fields) -> !fields.isEmpty()))
			.ifPresent((fields) -> translation.setJson(data, "schema", fields));
		facets
			.store("columnLineage",
					(facet) -> Optional.of(ColumnLineage.of(facet)).filter((lineage) -> !lineage.isEmpty()))
			.ifPresent((lineage) -> setColumnLineage(translation, data, lineage));
		Map<String, Object> storage = storage(facets);
		if (!storage.isEmpty()) {
			translation.describe(data, "storage", storage);
		}
		facets.text("datasetType", "datasetType").ifPresent((type) -> translation.set(data, "datasetType", type));
	}

	/** Sets the column lineage and names the datasets of its inputs. */
	static void setColumnLineage(TranslationBuilder translation, Urn data, ObjectNode lineage) {
		translation.setJson(data, "columnLineage", lineage);
		Stream.concat(lineage.path("fields").values().stream(), Stream.of(lineage.path("dataset")))
			.flatMap((inputs) -> inputs.values().stream())
			.map((input) -> Urn.data(input.path("namespace").asString(), input.path("name").asString()))
			.distinct()
			.forEach((input) -> translation.name(DataUse.of(input)));
	}

	private static ArrayNode fields(JsonNode list) {
		ArrayNode fields = JsonNodeFactory.instance.arrayNode();
		for (JsonNode field : list.values()) {
			PayloadNode.text(field, "name").ifPresent((name) -> {
				ObjectNode kept = fields.addObject().put("name", name);
				PayloadNode.text(field, "type").ifPresent((type) -> kept.put("type", type));
				PayloadNode.text(field, "description").ifPresent((text) -> kept.put("description", text));
				ArrayNode nested = fields(field.path("fields"));
				if (!nested.isEmpty()) {
					kept.set("fields", nested);
				}
			});
		}
		return fields;
	}

	private static Map<String, Object> storage(Facets facets) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (String property : new String[] { "storageLayer", "fileFormat" }) {
			facets.text("storage", property).ifPresent((value) -> values.put(property, value));
		}
		facets.text("dataSource", "uri").ifPresent((uri) -> values.put("uri", Masking.address(uri)));
		return values;
	}

}
