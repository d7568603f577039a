package dev.pedigree.ingestion;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON-LD (linked data): removes vocabulary prefixes from member names and chooses
 * among translated texts. Contexts are not fetched.
 */
public final class LinkedData {

	/** Contexts, and contact details of people. */
	private static final Set<String> EXCLUDED = Set.of("@context", "email", "telephone", "contactPoint",
			"externalIdentifier");

	/** The prefix of a term of SPDX. */
	private static final Pattern TERM = Pattern.compile("^https?://spdx\\.org/rdf/\\S*/(?=[A-Za-z]+$)");

	private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

	private LinkedData() {
	}

	/**
	 * Copies a document without prefixes of names, contexts and contact details. If two
	 * names differ in the prefix only, the unprefixed one wins, else the first. A
	 * translated text is reduced to English, else to the text without a language, else to
	 * the first.
	 * @param vocabulary matches the prefix of a name
	 */
	public static JsonNode compact(JsonNode node, Pattern vocabulary) {
		Set<String> translated = new HashSet<>();
		for (JsonNode context : node.path("@context").isArray() ? node.path("@context").values()
				: List.of(node.path("@context"))) {
			context.properties()
				.stream()
				.filter((term) -> term.getValue().path("@container").asString("").equals("@language"))
				.forEach((term) -> translated.add(vocabulary.matcher(term.getKey()).replaceFirst("")));
		}
		return compact(node, vocabulary, translated);
	}

	private static JsonNode compact(JsonNode node, Pattern vocabulary, Set<String> translated) {
		if (node.isArray()) {
			return JsonNodeFactory.instance.arrayNode()
				.addAll(node.valueStream().map((one) -> compact(one, vocabulary, translated)).toList());
		}
		if (!node.isObject()) {
			return node.isString()
					? JsonNodeFactory.instance.stringNode(TERM.matcher(node.stringValue()).replaceFirst("")) : node;
		}
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			String name = vocabulary.matcher(member.getKey()).replaceFirst("");
			if (!EXCLUDED.contains(name) && (!copy.has(name) || name.equals(member.getKey()))) {
				JsonNode value = member.getValue();
				copy.set(name, isTranslated(value, translated.contains(name)) ? text(value)
						: compact(value, vocabulary, translated));
			}
		}
		return copy;
	}

	/**
	 * Whether a value is a map of texts by language. Unless the document's own context
	 * declares it, all names must be languages: an external context may declare it.
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
	 * Copies a value without members for types and ids.
	 * @param structure names of such members, besides those that start with @
	 */
	public static JsonNode withoutStructure(JsonNode node, Set<String> structure) {
		if (node.isArray()) {
			return JsonNodeFactory.instance.arrayNode()
				.addAll(node.valueStream().map((one) -> withoutStructure(one, structure)).toList());
		}
		if (node.isObject()) {
			ObjectNode copy = JsonNodeFactory.instance.objectNode();
			node.properties()
				.stream()
				.filter((member) -> !member.getKey().startsWith("@") && !structure.contains(member.getKey()))
				.forEach((member) -> copy.set(member.getKey(), withoutStructure(member.getValue(), structure)));
			return copy;
		}
		return node;
	}

	/** Returns the start nodes of a graph and all that follow from them. */
	public static Set<String> reachable(Collection<String> start, Function<String, ? extends Collection<String>> next) {
		Set<String> reached = new LinkedHashSet<>();
		Deque<String> open = new ArrayDeque<>(start);
		while (!open.isEmpty()) {
			String node = open.remove();
			if (reached.add(node)) {
				open.addAll(next.apply(node));
			}
		}
		return reached;
	}

	/** Returns the values of a node that has one value or a list. */
	public static List<PayloadNode> values(PayloadNode node) {
		if (!node.isPresent()) {
			return List.of();
		}
		return node.node().isArray() ? node.elements() : List.of(node);
	}

	/** Returns the texts of a node's values; of an object its text, name or address. */
	public static List<String> texts(PayloadNode node) {
		return values(node).stream()
			.flatMap((value) -> value.node()
				.stringValueOpt()
				.or(() -> value.firstText("@value", "name", "url", "@id"))
				.map(String::strip)
				.stream())
			.filter((text) -> !text.isEmpty())
			.toList();
	}

}
