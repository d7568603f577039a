package dev.pedigree.ingestion.croissant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.PayloadNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Maps the record sets of a description to columns: the fields of a single set, or a
 * column with nested fields for each of several. Sets that list values of an enumeration
 * or names of splits are left out.
 */
final class Records {

	private static final Set<String> LISTS = Set.of("Enumeration", "Split");

	private final List<PayloadNode> sets = new ArrayList<>();

	Records(PayloadNode recordSets) {
		for (PayloadNode set : LinkedData.values(recordSets)) {
			checkType(set, "RecordSet");
			if (!set.at("data").isPresent() && !set.node().path("isEnumeration").asBoolean(false)
					&& types(set).stream().noneMatch(LISTS::contains)) {
				this.sets.add(set);
			}
		}
	}

	private static void checkType(PayloadNode node, String type) {
		if (!CroissantFormat.type(node.object().node()).equals(type)) {
			throw node.at("@type").invalid("must be cr:" + type);
		}
	}

	/**
	 * The columns in the form of OpenLineage: {@code name}, {@code type}, {@code fields}.
	 */
	ArrayNode fields() {
		if (this.sets.size() == 1) {
			return fields(this.sets.getFirst().at("field"));
		}
		ArrayNode columns = JsonNodeFactory.instance.arrayNode();
		for (PayloadNode set : this.sets) {
			ArrayNode fields = fields(set.at("field"));
			if (!fields.isEmpty()) {
				columns.addObject().put("name", name(set)).set("fields", fields);
			}
		}
		return columns;
	}

	private static ArrayNode fields(PayloadNode list) {
		ArrayNode fields = JsonNodeFactory.instance.arrayNode();
		for (PayloadNode field : LinkedData.values(list)) {
			checkType(field, "Field");
			ObjectNode column = fields.addObject().put("name", column(field));
			String type = String.join(", ", types(field));
			boolean isArray = field.node().path("isArray").asBoolean(false)
					|| field.node().path("repeated").asBoolean(false);
			if (!type.isEmpty()) {
				column.put("type", isArray ? type + "[]" : type);
			}
			field.text("description").ifPresent((text) -> column.put("description", text));
			ArrayNode parts = fields(field.at("subField"));
			if (!parts.isEmpty()) {
				column.set("fields", parts);
			}
		}
		return fields;
	}

	/** The name of the column in the file; a part of a column has a field name only. */
	private static String column(PayloadNode field) {
		PayloadNode source = field.at("source");
		return source.at("transform").isPresent() ? name(field)
				: source.at("extract").text("column").orElseGet(() -> name(field));
	}

	/** The name, else the end of the id: {@code squad/answers/text} is text. */
	private static String name(PayloadNode node) {
		String name = node.text("name").orElseGet(() -> node.at("@id").required());
		return name.replaceFirst("^.*/(?=[^/]+$)", "");
	}

	private static List<String> types(PayloadNode node) {
		return node.texts("dataType").stream().map((type) -> type.replaceFirst("^.*[/:#]", "")).distinct().toList();
	}

}
