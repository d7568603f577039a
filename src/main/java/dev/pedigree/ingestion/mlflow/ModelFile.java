package dev.pedigree.ingestion.mlflow;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PythonRequirements;
import dev.pedigree.ingestion.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses the file {@code MLmodel} of a model version and extracts signature and flavors.
 * Code, paths, examples and defaults of parameters are not stored.
 */
record ModelFile(JsonNode file) {

	/** The generic flavor of models that run in Python. */
	static final String PYTHON = "python_function";

	/** The stored columns of a signature; the others are counted. */
	private static final int MAX_COLUMNS = 1_000;

	private static final int MAX_DEPTH = 8;

	/** The name of a flavor, or a version. */
	private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,100}");

	/** The name of a file in the same folder. */
	private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

	private static final Pattern INTERPRETER = Pattern.compile("(?s)(?:python|pip)(?![A-Za-z0-9_-]).*");

	ModelFile {
		if (!file.path("flavors").isObject()) {
			throw new InvalidPayloadException("/flavors", "flavors is missing; an object is required");
		}
	}

	static ModelFile of(String text) {
		return new ModelFile(Yaml.documents(text).stream().findFirst().orElseGet(JsonNodeFactory.instance::nullNode));
	}

	/** Extracts the stored parts, under names that masking does not match. */
	ObjectNode kept() {
		ObjectNode kept = JsonNodeFactory.instance.objectNode();
		JsonNode signature = this.file.path("signature");
		columns(signature.path("inputs"), kept, "inputs");
		columns(signature.path("outputs"), kept, "outputs");
		columns(signature.path("params"), kept, "parameters");
		ArrayNode flavors = kept.putArray("flavors");
		this.file.path("flavors").forEachEntry((name, flavor) -> {
			if (WORD.matcher(name).matches()) {
				ObjectNode one = flavors.addObject().put("name", name);
				word(flavor, name + "_version").ifPresent((version) -> one.put("version", version));
			}
		});
		word(python(), "python_version").ifPresent((version) -> kept.put("python", version));
		return kept;
	}

	private static Optional<String> word(JsonNode node, String field) {
		return PayloadNode.text(node, field).filter(WORD.asMatchPredicate());
	}

	private JsonNode python() {
		return this.file.path("flavors").path(PYTHON);
	}

	/** The name of the file with the packages; MLflow 1 writes a conda file only. */
	Optional<String> packages() {
		JsonNode env = python().path("env");
		return env.path("virtualenv").isString() ? Optional.of("requirements.txt")
				: PayloadNode.text(python(), "env")
					.or(() -> PayloadNode.text(env, "conda"))
					.filter(FILE_NAME.asMatchPredicate());
	}

	/** Adds the packages of a requirements or conda file. */
	static void packages(String name, String text, ObjectNode kept) {
		int others = 0;
		StringBuilder lines = new StringBuilder();
		if (name.endsWith(".txt")) {
			lines.append(text);
		}
		else {
			for (JsonNode one : Yaml.documents(text).stream().findFirst().orElse(kept).path("dependencies").values()) {
				one.path("pip").values().forEach((line) -> lines.append(line.asString("")).append('\n'));
				// The interpreter and pip are not packages of the model.
				others += (one.isString() && !INTERPRETER.matcher(one.stringValue()).matches()) ? 1 : 0;
			}
		}
		PythonRequirements pip = PythonRequirements.of(lines.toString());
		ArrayNode packages = kept.putArray("packages");
		pip.pinned().forEach((pin) -> packages.addObject().put("name", pin.name()).put("version", pin.version()));
		kept.put("unpinned", pip.others() + others);
	}

	/** Adds the columns of a side of a signature, which is JSON in a text. */
	private static void columns(JsonNode side, ObjectNode kept, String name) {
		JsonNode columns = side.isString() ? PayloadNode.json(side.stringValue()) : side;
		if (columns.isArray() && !columns.isEmpty()) {
			ArrayNode list = kept.putArray(name);
			columns.valueStream().limit(MAX_COLUMNS).forEach((column) -> list.add(column(column, 0)));
			if (columns.size() > MAX_COLUMNS) {
				list.addObject().put("more", columns.size() - MAX_COLUMNS);
			}
		}
	}

	private static ObjectNode column(JsonNode column, int depth) {
		ObjectNode kept = JsonNodeFactory.instance.objectNode();
		PayloadNode.text(column, "name").ifPresent((name) -> kept.put("name", name));
		JsonNode tensor = column.path("tensor-spec");
		PayloadNode.text(tensor, "dtype")
			.or(() -> PayloadNode.text(column, "type"))
			.or(() -> PayloadNode.text(column, "dtype"))
			.ifPresent((type) -> kept.put("type", type));
		JsonNode shape = tensor.isObject() ? tensor.path("shape") : column.path("shape");
		if (shape.isArray() && shape.valueStream().allMatch(JsonNode::isIntegralNumber)) {
			kept.set("shape", shape);
		}
		// A column with a default is optional.
		if (column.path("optional").asBoolean(false) || !column.path("required").asBoolean(true)
				|| column.has("default")) {
			kept.put("optional", true);
		}
		if (depth < MAX_DEPTH) {
			nested(column, kept, depth + 1);
		}
		return kept;
	}

	private static void nested(JsonNode column, ObjectNode kept, int depth) {
		for (String member : List.of("items", "values")) {
			if (column.path(member).isObject()) {
				kept.set("of", column(column.path(member), depth));
			}
		}
		if (!column.path("properties").isEmpty()) {
			ArrayNode fields = kept.putArray("fields");
			column.path("properties")
				.propertyStream()
				.limit(MAX_COLUMNS)
				.forEach((field) -> fields.add(column(field.getValue(), depth).put("name", field.getKey())));
		}
	}

}
