package dev.pedigree.ingestion.openlineage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.DataUse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the facets of a dataset say of the dataset itself, whoever uses it. */
final class DatasetFacets {

	/** A JSON property beyond this many characters is left out and said to be. */
	private static final int LONGEST = 262_144;

	private DatasetFacets() {
	}

	static void describe(Telling telling, Urn data, Facets facets) {
		facets
			.store("schema", (facet) -> Optional.of(fields(facet.path("fields"))).filter((fields) -> !fields.isEmpty()))
			.ifPresent((fields) -> json(telling, data, "schema", fields));
		facets
			.store("columnLineage",
					(facet) -> Optional.of(ColumnLineage.of(facet)).filter((lineage) -> !lineage.isEmpty()))
			.ifPresent((lineage) -> columns(telling, data, lineage));
		Map<String, Object> storage = storage(facets);
		if (!storage.isEmpty()) {
			telling.describe(data, "storage", storage);
		}
		facets.text("datasetType", "datasetType")
			.ifPresent((type) -> telling.describe(data, "datasetType", Map.of("datasetType", type)));
	}

	/** States which columns feed which, and names the data that they come from. */
	static void columns(Telling telling, Urn data, ObjectNode lineage) {
		json(telling, data, "columnLineage", lineage);
		Stream.concat(lineage.path("fields").values().stream(), Stream.of(lineage.path("dataset")))
			.flatMap((inputs) -> inputs.values().stream())
			.map((input) -> Urn.data(input.path("namespace").asString(), input.path("name").asString()))
			.distinct()
			.forEach((input) -> telling
				.add(new MetadataEvent.DataNamed(DataUse.of(input), telling.at(), Telling.SOURCE)));
	}

	/** States a property whose value is JSON text. */
	static void json(Telling telling, Urn data, String group, JsonNode value) {
		String text = JsonMapper.shared().writeValueAsString(value);
		telling.describe(data, group,
				(text.length() <= LONGEST) ? Map.of(group, text) : Map.of(group + "TooLong", true));
	}

	private static ArrayNode fields(JsonNode given) {
		ArrayNode fields = JsonNodeFactory.instance.arrayNode();
		for (JsonNode field : given.values()) {
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
