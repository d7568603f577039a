package dev.pedigree.ingestion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON-LD, compacted in one of many ways: names are taken without the prefix of
 * their vocabulary. Of a context, only which texts are translated is read; no context is
 * fetched.
 */
public final class LinkedData {

	/** How people are reached, and what no name here is read by. */
	private static final Set<String> LEFT_OUT = Set.of("@context", "email", "telephone", "contactPoint",
			"externalIdentifier");

	/** The address of a word of SPDX, without the word. */
	private static final Pattern TERM = Pattern.compile("^https?://spdx\\.org/rdf/\\S*/(?=[A-Za-z]+$)");

	private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

	private LinkedData() {
	}

	/**
	 * A copy with bare names, without contexts and without how people are reached. Of two
	 * names that are one when bare, the bare one counts, else the first. Of a translated
	 * text the English one is taken, else the one without a language, else the first.
	 * @param vocabulary what stands before names
	 */
	public static JsonNode bare(JsonNode node, Pattern vocabulary) {
		Set<String> translated = new HashSet<>();
		for (JsonNode context : node.path("@context").isArray() ? node.path("@context").values()
				: List.of(node.path("@context"))) {
			context.properties()
				.stream()
				.filter((term) -> term.getValue().path("@container").asString("").equals("@language"))
				.forEach((term) -> translated.add(vocabulary.matcher(term.getKey()).replaceFirst("")));
		}
		return bare(node, vocabulary, translated);
	}

	private static JsonNode bare(JsonNode node, Pattern vocabulary, Set<String> translated) {
		if (node.isArray()) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode();
			node.forEach((one) -> copy.add(bare(one, vocabulary, translated)));
			return copy;
		}
		if (!node.isObject()) {
			return node.isString()
					? JsonNodeFactory.instance.stringNode(TERM.matcher(node.stringValue()).replaceFirst("")) : node;
		}
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			String name = vocabulary.matcher(member.getKey()).replaceFirst("");
			if (!LEFT_OUT.contains(name) && (!copy.has(name) || name.equals(member.getKey()))) {
				JsonNode value = member.getValue();
				copy.set(name, isTranslated(value, translated.contains(name)) ? text(value)
						: bare(value, vocabulary, translated));
			}
		}
		return copy;
	}

	/**
	 * Whether a value is a map of texts by language. A context that is not part of the
	 * document may say so, too; then the names tell.
	 * @param declared whether the document's own context says so
	 */
	private static boolean isTranslated(JsonNode value, boolean declared) {
		boolean texts = value.isObject() && !value.isEmpty() && value.valueStream()
			.allMatch((text) -> text.isString() || (text.isArray() && text.valueStream().allMatch(JsonNode::isString)));
		return texts && (declared || (!(value.size() == 1 && value.has("id"))
				&& value.propertyNames().stream().allMatch(LinkedData::isLanguage)));
	}

	private static boolean isLanguage(String name) {
		return name.equals("@none") || LANGUAGES.contains(name.replaceFirst("[-_].*", ""));
	}

	private static JsonNode text(JsonNode translations) {
		return translations.properties()
			.stream()
			.min(Comparator
				.comparingInt((one) -> one.getKey().matches("en\\b.*") ? 0 : one.getKey().equals("@none") ? 1 : 2))
			.map(Map.Entry::getValue)
			.orElseThrow();
	}

	/**
	 * A copy without what JSON-LD needs and people do not read.
	 * @param structure names of members that hold types and ids, besides those with an @
	 */
	public static JsonNode words(JsonNode node, Set<String> structure) {
		if (node.isArray()) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode();
			node.forEach((one) -> copy.add(words(one, structure)));
			return copy;
		}
		if (node.isObject()) {
			ObjectNode copy = JsonNodeFactory.instance.objectNode();
			node.properties()
				.stream()
				.filter((member) -> !member.getKey().startsWith("@") && !structure.contains(member.getKey()))
				.forEach((member) -> copy.set(member.getKey(), words(member.getValue(), structure)));
			return copy;
		}
		return node;
	}

	/** One value or a list of them, as both are written. */
	public static List<PayloadNode> values(PayloadNode told) {
		if (!told.isThere()) {
			return List.of();
		}
		return told.node().isArray() ? told.elements() : List.of(told);
	}

	/**
	 * The texts in values, and in what has a name or an address for one, or a language.
	 */
	public static List<String> texts(PayloadNode told) {
		List<String> texts = new ArrayList<>();
		for (PayloadNode value : values(told)) {
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
