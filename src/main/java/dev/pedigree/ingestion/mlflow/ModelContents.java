package dev.pedigree.ingestion.mlflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.evaluation.Packages;
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
final class ModelContents {

	/** The length of a column, whose type may be nested. */
	private static final int MAX_COLUMN_LENGTH = 1_000;

	private final PayloadNode files;

	ModelContents(PayloadNode files) {
		this.files = files;
	}

	/** The framework: the first flavor by name other than the generic Python flavor. */
	Optional<String> framework() {
		List<String> names = this.files.at("flavors").elements().stream().map(PayloadNode::name).sorted().toList();
		return names.stream()
			.filter((name) -> !ModelFile.PYTHON.equals(name))
			.findFirst()
			.or(() -> names.stream().findFirst());
	}

	/** The properties of the version, by facet group. */
	Map<String, Map<String, Object>> statements() {
		Map<String, Map<String, Object>> statements = new TreeMap<>();
		Map<String, Object> signature = new HashMap<>();
		for (String side : List.of("inputs", "outputs", "parameters")) {
			List<PayloadNode> columns = this.files.at(side).elements();
			if (!columns.isEmpty()) {
				signature.put(side, columns.stream().map(ModelContents::column).toList());
			}
		}
		statements.put("signature", signature);
		Map<String, Object> flavors = new HashMap<>();
		List<String> names = new ArrayList<>();
		for (PayloadNode flavor : this.files.at("flavors").elements()) {
			names.add(flavor.name() + flavor.text("version").map((version) -> " " + version).orElse(""));
		}
		if (!names.isEmpty()) {
			flavors.put("flavors", names.stream().sorted().toList());
		}
		this.files.text("python").ifPresent((version) -> flavors.put("pythonVersion", version));
		statements.put("flavors", flavors);
		List<String> packages = packages();
		statements.put("dependencies", packages.isEmpty() ? Map.of() : Map.of("dependencies", packages));
		statements.values().removeIf(Map::isEmpty);
		return statements;
	}

	private List<String> packages() {
		PayloadNode packages = this.files.at("packages");
		List<String> purls = packages.elements()
			.stream()
			.map((one) -> new PythonRequirements.Pin(one.name(), one.at("version").required()).purl())
			.toList();
		try {
			return Packages.canonical("packages", purls);
		}
		catch (InvalidRequestException ex) {
			throw packages.invalid("has a package that is not valid: " + ex.getMessage());
		}
	}

	/** Counts the files, with the reason of an unread one, and the unpinned packages. */
	void count(TranslationBuilder translation) {
		JsonNode node = this.files.node();
		ObjectNode read = JsonNodeFactory.instance.objectNode();
		Map.of("MLmodel", "flavors", "packages", "packages").forEach((file, member) -> {
			if (node.has(member)) {
				read.set(file, node.path(member));
			}
		});
		translation.count("mlflow.files", new PayloadNode(read, ""), Set.of("MLmodel", "packages"));
		translation.count("mlflow.files", this.files.at("unread"), Set.of());
		if (node.path("unpinned").asInt(0) > 0) {
			translation.countUnused("mlflow.files", "unpinned packages", node.path("unpinned"));
		}
	}

	private static String column(PayloadNode column) {
		return PlainText.cut(text(column.node()), MAX_COLUMN_LENGTH);
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
