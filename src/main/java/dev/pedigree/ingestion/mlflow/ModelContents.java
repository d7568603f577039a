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
import dev.pedigree.ingestion.PythonRequirements;
import dev.pedigree.ingestion.Translation;
import tools.jackson.databind.JsonNode;

/** What the files of a version say of it, as {@link ModelFile} kept it. */
final class ModelContents {

	/** Characters of a column; a type may be nested deep and wide. */
	private static final int LONGEST = 1_000;

	private final PayloadNode files;

	ModelContents(PayloadNode files) {
		this.files = files;
	}

	/**
	 * What the model was made with: the first flavor by name that says more than that it
	 * runs in Python.
	 */
	Optional<String> framework() {
		List<String> names = this.files.at("flavors").elements().stream().map(PayloadNode::name).sorted().toList();
		return names.stream()
			.filter((name) -> !ModelFile.PYTHON.equals(name))
			.findFirst()
			.or(() -> names.stream().findFirst());
	}

	/** What to state, by facet group. */
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
			throw packages.refused("holds one that is none: " + ex.getMessage());
		}
	}

	/**
	 * The files that were read, or not and why, and how many packages are left out
	 * because they are not of one version.
	 */
	List<Translation.PayloadFacet> facets() {
		List<Translation.PayloadFacet> facets = new ArrayList<>();
		JsonNode node = this.files.node();
		Map.of("MLmodel", "flavors", "packages", "packages").forEach((file, member) -> {
			if (node.has(member)) {
				facets.add(new Translation.PayloadFacet("mlflow.files", file, true, node.path(member)));
			}
		});
		facets.addAll(Translation.PayloadFacet.of("mlflow.files", this.files.at("unread"), Set.of()));
		if (node.path("unpinned").asInt(0) > 0) {
			facets.add(new Translation.PayloadFacet("mlflow.files", "unpinned packages", false, node.path("unpinned")));
		}
		return facets;
	}

	private static String column(PayloadNode column) {
		String text = text(column.node());
		return (text.length() > LONGEST) ? text.substring(0, LONGEST - 1) + "…" : text;
	}

	/** {@code name: type}, as a person writes it. */
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
