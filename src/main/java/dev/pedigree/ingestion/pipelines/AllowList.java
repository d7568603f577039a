package dev.pedigree.ingestion.pipelines;

import java.util.Map;
import java.util.regex.Pattern;

import dev.pedigree.ingestion.Masking;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An allow list of the parts of a JSON document that may be stored.
 *
 * @param shape a JSON value in the shape of the document: an object with the allowed
 * members, or {@code *} for all members and list elements; for a value {@code text},
 * {@code address} (stored without credentials) or {@code any}
 */
record AllowList(JsonNode shape) {

	/** A URI, or a template that becomes one when parameters are filled in. */
	private static final Pattern ADDRESS = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*://|\\{\\{\\$).+",
			Pattern.DOTALL);

	static AllowList of(String shape) {
		return new AllowList(JsonMapper.shared().readTree(shape.replace('\'', '"')));
	}

	ObjectNode filter(JsonNode document) {
		return (filter(this.shape, document) instanceof ObjectNode copy) ? copy : JsonNodeFactory.instance.objectNode();
	}

	private static @Nullable JsonNode filter(JsonNode shape, JsonNode node) {
		if (shape.isString()) {
			return value(shape.stringValue(), node);
		}
		if (node.isArray() && shape.has("*")) {
			ArrayNode list = JsonNodeFactory.instance.arrayNode();
			for (JsonNode element : node.values()) {
				JsonNode copy = filter(shape.path("*"), element);
				list.add((copy != null) ? copy : JsonNodeFactory.instance.nullNode());
			}
			return list;
		}
		if (!node.isObject()) {
			return null;
		}
		ObjectNode object = JsonNodeFactory.instance.objectNode();
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			JsonNode memberShape = shape.has("*") ? shape.path("*") : shape.path(member.getKey());
			JsonNode copy = memberShape.isMissingNode() ? null : filter(memberShape, member.getValue());
			if (copy != null) {
				object.set(member.getKey(), copy);
			}
		}
		return object;
	}

	private static @Nullable JsonNode value(String kind, JsonNode node) {
		return switch (kind) {
			case "any" -> node.deepCopy();
			case "address" -> isAddress(node.asString(""))
					? JsonNodeFactory.instance.stringNode(Masking.address(node.asString(""))) : null;
			default -> node.isContainer() ? null : node;
		};
	}

	static boolean isAddress(String text) {
		return ADDRESS.matcher(text).matches();
	}

}
