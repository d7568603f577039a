package dev.pedigree.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON-LD as it is written, compacted in one of many ways: its names are read without
 * what stands for a vocabulary before them. No context is looked at, and none is fetched.
 */
public final class LinkedData {

	/** How people are reached, and what no name here is read by. */
	private static final Set<String> LEFT_OUT = Set.of("@context", "email", "telephone", "contactPoint",
			"externalIdentifier");

	private LinkedData() {
	}

	/**
	 * A copy with bare names, without contexts and without how people are reached. Of two
	 * names that are one when bare, the bare one counts, else the first.
	 * @param vocabulary what stands before names
	 */
	public static JsonNode bare(JsonNode node, Pattern vocabulary) {
		if (node.isArray()) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode();
			node.forEach((one) -> copy.add(bare(one, vocabulary)));
			return copy;
		}
		if (!node.isObject()) {
			return node;
		}
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			String name = vocabulary.matcher(member.getKey()).replaceFirst("");
			if (!LEFT_OUT.contains(name) && (!copy.has(name) || name.equals(member.getKey()))) {
				copy.set(name, bare(member.getValue(), vocabulary));
			}
		}
		return copy;
	}

	/** One value or a list of them, as both are written. */
	public static List<Place> values(Place told) {
		if (!told.isThere()) {
			return List.of();
		}
		return told.node().isArray() ? told.elements() : List.of(told);
	}

	/**
	 * The texts in values, and in what has a name or an address for one, or a language.
	 */
	public static List<String> texts(Place told) {
		List<String> texts = new ArrayList<>();
		for (Place value : values(told)) {
			value.node()
				.stringValueOpt()
				.or(() -> Stream.of("@value", "name", "url", "@id")
					.flatMap((member) -> value.text(member).stream())
					.findFirst())
				.map(String::strip)
				.filter((text) -> !text.isEmpty())
				.ifPresent(texts::add);
		}
		return texts;
	}

}
