package dev.pedigree.ingestion.mlflow;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.PythonRequirements;
import dev.pedigree.ingestion.TranslationBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates the stored parts of a model version's files: signature, flavors, packages.
 */
record ModelContents(PayloadNode files) {

	/** The length of a column, whose type may be nested. */
	private static final int MAX_COLUMN_LENGTH = 1_000;

	/** The framework: the first flavor by name other than the generic Python flavor. */
	Optional<String> framework() {
		return texts("flavors", PayloadNode::name).stream()
			.min(Comparator.comparing((String name) -> name.equals(ModelFile.PYTHON))
				.thenComparing(Comparator.naturalOrder()));
	}

	/** The properties of the version, by facet group. */
	Map<String, Map<String, Object>> statements() {
		Map<String, Map<String, Object>> statements = new TreeMap<>();
		for (String side : List.of("inputs", "outputs", "parameters")) {
			add(statements, "signature", side,
					texts(side, (column) -> PlainText.cut(text(column.node()), MAX_COLUMN_LENGTH)));
		}
		add(statements, "flavors", "flavors",
				texts("flavors",
						(flavor) -> flavor.name() + flavor.text("version").map((version) -> " " + version).orElse(""))
					.stream()
					.sorted()
					.toList());
		this.files.text("python").ifPresent((version) -> add(statements, "flavors", "pythonVersion", version));
		List<String> purls = texts("packages",
				(one) -> new PythonRequirements.Pin(one.name(), one.at("version").required()).purl());
		add(statements, "dependencies", "dependencies",
				DocumentBuilder.packages(this.files.at("packages"), "packages", purls));
		return statements;
	}

	private List<String> texts(String member, Function<PayloadNode, String> text) {
		return this.files.at(member).map(text);
	}

	/** Adds a property; none for an empty list. */
	private static void add(Map<String, Map<String, Object>> statements, String group, String property, Object value) {
		if (!value.equals(List.of())) {
			statements.computeIfAbsent(group, (_) -> new HashMap<>()).put(property, value);
		}
	}

	void count(TranslationBuilder translation) {
		JsonNode node = this.files.node();
		ObjectNode read = JsonNodeFactory.instance.objectNode();
		Map.of("MLmodel", "flavors", "packages", "packages")
			.forEach((file, member) -> node.optional(member).ifPresent((content) -> read.set(file, content)));
		translation.count("mlflow.files", new PayloadNode(read, ""), Set.of("MLmodel", "packages"));
		translation.count("mlflow.files", this.files.at("unread"), Set.of());
		if (node.path("unpinned").asInt(0) > 0) {
			translation.countUnused("mlflow.files", "unpinned packages", node.path("unpinned"));
		}
	}

	/** Renders a column as {@code name: type}. */
	private static String text(JsonNode column) {
		if (column.has("more")) {
			return "and " + column.path("more").asString() + " more";
		}
		return PayloadNode.text(column, "name").map((name) -> name + ": ").orElse("") + type(column)
				+ (column.path("optional").asBoolean(false) ? " (optional)" : "");
	}

	private static String type(JsonNode column) {
		String type = PayloadNode.text(column, "type").orElse("any");
		if (column.path("of").isObject()) {
			return type + "<" + type(column.path("of")) + ">";
		}
		if (!column.path("fields").isEmpty()) {
			return column.path("fields")
				.valueStream()
				.map(ModelContents::text)
				.collect(Collectors.joining(", ", type + "{", "}"));
		}
		return type + (column.path("shape").isArray()
				? column.path("shape").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ", "[", "]"))
				: "");
	}

}
