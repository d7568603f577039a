package dev.pedigree.ingestion.mlflow;

import java.util.Optional;
import java.util.function.BiConsumer;
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
 * The file {@code MLmodel} that lies beside a model, and what is kept of it: the
 * signature and the flavors. It also has code, paths, examples and defaults of
 * parameters, of which nothing is kept.
 */
final class ModelFile {

	/** The flavor that says no more than that it runs in Python. */
	static final String PYTHON = "python_function";

	/** Columns of a signature; what it has more is counted. */
	private static final int MOST = 1_000;

	/** Levels of a type. */
	private static final int DEEPEST = 8;

	/** The name of a flavor, or a version. */
	private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,100}");

	/** A file beside this one, and not elsewhere. */
	private static final Pattern BESIDE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

	private static final Pattern INTERPRETER = Pattern.compile("(?s)(?:python|pip)(?![A-Za-z0-9_-]).*");

	private final JsonNode file;

	private ModelFile(JsonNode file) {
		this.file = file;
	}

	/**
	 * Reads a file.
	 * @throws InvalidPayloadException when it is none
	 */
	static ModelFile of(String text) {
		return of(Yaml.documents(text).stream().findFirst().orElseGet(JsonNodeFactory.instance::nullNode));
	}

	/**
	 * Takes what was read.
	 * @throws InvalidPayloadException when it is no such file
	 */
	static ModelFile of(JsonNode file) {
		if (!file.path("flavors").isObject()) {
			throw new InvalidPayloadException("/flavors", "flavors is missing");
		}
		return new ModelFile(file);
	}

	/** What is kept of it, under names that hide nothing. */
	ObjectNode kept() {
		ObjectNode kept = JsonNodeFactory.instance.objectNode();
		JsonNode signature = this.file.path("signature");
		columns(signature.path("inputs"), kept, "inputs");
		columns(signature.path("outputs"), kept, "outputs");
		columns(signature.path("params"), kept, "parameters");
		ArrayNode flavors = kept.putArray("flavors");
		this.file.path("flavors").properties().forEach((flavor) -> {
			if (WORD.matcher(flavor.getKey()).matches()) {
				ObjectNode one = flavors.addObject().put("name", flavor.getKey());
				word(flavor.getValue(), flavor.getKey() + "_version")
					.ifPresent((version) -> one.put("version", version));
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

	/**
	 * The file beside it that names the packages: what MLflow 1 wrote knows conda only.
	 */
	Optional<String> packages() {
		JsonNode env = python().path("env");
		if (env.path("virtualenv").isString()) {
			return Optional.of("requirements.txt");
		}
		return PayloadNode.text(python(), "env")
			.or(() -> PayloadNode.text(env, "conda"))
			.filter(BESIDE.asMatchPredicate());
	}

	/**
	 * Adds what is kept of the file that names the packages.
	 * @throws InvalidPayloadException when it is none
	 */
	static void packages(String name, String text, ObjectNode kept) {
		int others = 0;
		StringBuilder lines = new StringBuilder();
		if (name.endsWith(".txt")) {
			lines.append(text);
		}
		else {
			for (JsonNode one : Yaml.documents(text).stream().findFirst().orElse(kept).path("dependencies").values()) {
				one.path("pip").values().forEach((line) -> lines.append(line.asString("")).append('\n'));
				// The interpreter and pip are no packages of the model.
				others += (one.isString() && !INTERPRETER.matcher(one.stringValue()).matches()) ? 1 : 0;
			}
		}
		PythonRequirements pip = PythonRequirements.of(lines.toString());
		ArrayNode packages = kept.putArray("packages");
		pip.pinned().forEach((pin) -> packages.addObject().put("name", pin.name()).put("version", pin.version()));
		kept.put("unpinned", pip.others() + others);
	}

	/** A side of a signature is JSON in a text. */
	private static void columns(JsonNode side, ObjectNode kept, String name) {
		JsonNode columns = side.isString() ? PayloadNode.json(side.stringValue()) : side;
		if (columns.isArray() && !columns.isEmpty()) {
			ArrayNode taken = kept.putArray(name);
			columns.valueStream().limit(MOST).forEach((column) -> taken.add(column(column, 0)));
			if (columns.size() > MOST) {
				taken.addObject().put("more", columns.size() - MOST);
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
		// What has a default may be left out.
		if (column.path("optional").asBoolean(false) || !column.path("required").asBoolean(true)
				|| column.has("default")) {
			kept.put("optional", true);
		}
		if (depth < DEEPEST) {
			nested(column, kept, depth + 1);
		}
		return kept;
	}

	private static void nested(JsonNode column, ObjectNode kept, int depth) {
		BiConsumer<String, String> part = (from, to) -> {
			if (column.path(from).isObject()) {
				kept.set(to, column(column.path(from), depth));
			}
		};
		part.accept("items", "of");
		part.accept("values", "of");
		ArrayNode fields = JsonNodeFactory.instance.arrayNode();
		column.path("properties")
			.properties()
			.stream()
			.limit(MOST)
			.forEach((field) -> fields.add(column(field.getValue(), depth).put("name", field.getKey())));
		if (!fields.isEmpty()) {
			kept.set("fields", fields);
		}
	}

}
