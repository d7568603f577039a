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
 * The sets of records in a description, as columns. Of one set they are its fields; of
 * several, each set is a column whose parts are its fields. Sets that only list the
 * values of an enumeration or the names of splits are none.
 */
final class Records {

	private static final Set<String> LISTS = Set.of("Enumeration", "Split");

	private final List<PayloadNode> sets = new ArrayList<>();

	Records(PayloadNode told) {
		for (PayloadNode set : LinkedData.values(told)) {
			checkType(set, "RecordSet");
			boolean isList = set.at("data").isThere() || set.node().path("isEnumeration").asBoolean(false)
					|| types(set).stream().anyMatch(LISTS::contains);
			if (!isList) {
				this.sets.add(set);
			}
		}
	}

	private static void checkType(PayloadNode told, String type) {
		if (!CroissantFormat.type(told.object().node()).equals(type)) {
			throw told.at("@type").refused("must be cr:" + type);
		}
	}

	/** In the form of OpenLineage: {@code name}, {@code type}, {@code fields}. */
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

	private static ArrayNode fields(PayloadNode told) {
		ArrayNode fields = JsonNodeFactory.instance.arrayNode();
		for (PayloadNode field : LinkedData.values(told)) {
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

	/**
	 * As the file calls it, which is what programs that read it say too; the part of a
	 * column has no column of its own.
	 */
	private static String column(PayloadNode field) {
		PayloadNode source = field.at("source");
		return source.at("transform").isThere() ? name(field)
				: source.at("extract").text("column").orElseGet(() -> name(field));
	}

	/** Its name, else the end of its id: {@code squad/answers/text} is text. */
	private static String name(PayloadNode told) {
		String name = told.text("name").orElseGet(() -> told.at("@id").required());
		return name.replaceFirst("^.*/(?=[^/]+$)", "");
	}

	private static List<String> types(PayloadNode told) {
		return told.texts("dataType").stream().map((type) -> type.replaceFirst("^.*[/:#]", "")).distinct().toList();
	}

}
