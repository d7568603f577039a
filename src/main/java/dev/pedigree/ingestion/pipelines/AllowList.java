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
 * What may be kept of a document, in the shape of that document.
 *
 * @param shape of an object its members, {@code *} for each and for the elements of a
 * list; of a value {@code text}, {@code address} (nothing else is kept there, and that
 * without credentials) or {@code any}
 */
record AllowList(JsonNode shape) {

	/** An address, or what becomes one once parameters are filled in. */
	private static final Pattern ADDRESS = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*://|\\{\\{\\$).+",
			Pattern.DOTALL);

	static AllowList of(String shape) {
		return new AllowList(JsonMapper.shared().readTree(shape.replace('\'', '"')));
	}

	/** A copy of an object with no more than that. */
	ObjectNode kept(JsonNode document) {
		return (kept(this.shape, document) instanceof ObjectNode kept) ? kept : JsonNodeFactory.instance.objectNode();
	}

	private static @Nullable JsonNode kept(JsonNode shape, JsonNode node) {
		if (shape.isString()) {
			return value(shape.stringValue(), node);
		}
		if (node.isArray() && shape.has("*")) {
			ArrayNode list = JsonNodeFactory.instance.arrayNode();
			for (JsonNode element : node.values()) {
				JsonNode kept = kept(shape.path("*"), element);
				list.add((kept != null) ? kept : JsonNodeFactory.instance.nullNode());
			}
			return list;
		}
		if (!node.isObject()) {
			return null;
		}
		ObjectNode object = JsonNodeFactory.instance.objectNode();
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			JsonNode of = shape.has("*") ? shape.path("*") : shape.path(member.getKey());
			JsonNode kept = of.isMissingNode() ? null : kept(of, member.getValue());
			if (kept != null) {
				object.set(member.getKey(), kept);
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
