package dev.pedigree.ingestion.wandb;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.TranslationBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Maps JSON values that programs log to W&B: nested objects become names joined by dots.
 * Names of W&B itself start with {@code _} or {@code wandb} and are left out.
 */
final class Values {

	private static final Set<String> PERSONAL = Set.of("host", "hostname", "email", "user", "username", "argv",
			"program_args", "args", "root", "executable", "program");

	private Values() {
	}

	/** Copies a value without users, hosts and command lines. */
	static JsonNode impersonal(JsonNode value) {
		if (value.isObject()) {
			ObjectNode copy = JsonNodeFactory.instance.objectNode();
			value.properties()
				.stream()
				.filter((member) -> !PERSONAL.contains(member.getKey()) && !isOwn(member.getKey()))
				.forEach((member) -> copy.set(member.getKey(), impersonal(member.getValue())));
			return copy;
		}
		if (value.isArray()) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode();
			value.values().forEach((element) -> copy.add(impersonal(element)));
			return copy;
		}
		return value.isString() ? JsonNodeFactory.instance.stringNode(Masking.maskedEmails(value.stringValue()))
				: value;
	}

	/** Whether a name is one of W&B, other than the type of a picture or table. */
	private static boolean isOwn(String name) {
		return name.startsWith("_") && !name.equals("_type");
	}

	/**
	 * The program in a configuration: its path in the repository, or the file name of a
	 * local path. Older clients state it only if they save code.
	 */
	static Optional<String> program(JsonNode config) {
		JsonNode own = config.path("_wandb").path("value");
		// A resumed run has the program of its first start.
		Stream<String> paths = own.path("e")
			.valueStream()
			.sorted(Comparator.comparing((one) -> one.path("startedAt").asString("") + one))
			.flatMap((one) -> Stream.of("codePath", "program").map((member) -> one.path(member).asString("")));
		return Stream.concat(paths, Stream.of(own.path("code_path").asString("").replaceFirst("^code/", "")))
			.map((path) -> path.strip().replace('\\', '/'))
			.filter((path) -> !path.isEmpty() && !path.startsWith("<"))
			.map((path) -> path.matches("(?s)(/|~|\\w+:|home/|root/|Users/|.*\\.\\./).*")
					? path.substring(path.lastIndexOf('/') + 1) : path)
			.findFirst();
	}

	/** Renders a run's configuration, with wrapped values, as {@code name=value}. */
	static List<String> parameters(JsonNode config) {
		Map<String, JsonNode> parameters = new TreeMap<>();
		config.forEachEntry((name, value) -> add(parameters, name, value.has("value") ? value.get("value") : value));
		return parameters.entrySet().stream().map((one) -> one.getKey() + "=" + text(one.getValue())).toList();
	}

	static Stream<String> tags(JsonNode metadata) {
		return flat(metadata).entrySet()
			.stream()
			.filter((one) -> !text(one.getValue()).isEmpty())
			.map((one) -> one.getKey() + ":" + text(one.getValue()));
	}

	/** The metrics of a run: numbers, and the texts NaN and Infinity. */
	static List<Metric> metrics(JsonNode summary) {
		return flat(summary).entrySet()
			.stream()
			.filter((one) -> one.getValue().isNumber() || one.getValue().asString("").matches("NaN|-?Infinity"))
			.map((one) -> TranslationBuilder.metric(one.getKey(), one.getValue()))
			.toList();
	}

	private static Map<String, JsonNode> flat(JsonNode object) {
		Map<String, JsonNode> values = new TreeMap<>();
		object.forEachEntry((name, value) -> add(values, name, value));
		return values;
	}

	private static void add(Map<String, JsonNode> values, String name, JsonNode value) {
		String last = name.substring(name.lastIndexOf('.') + 1);
		// An object with a type is a picture, table or histogram.
		if (name.matches("_.*|wandb.*") || last.startsWith("_") || value.has("_type")) {
			return;
		}
		if (value.isObject()) {
			value.forEachEntry((member, nested) -> add(values, name + "." + member, nested));
		}
		else if (!value.isNull()) {
			values.put(name, value);
		}
	}

	private static String text(JsonNode value) {
		return value.isArray() ? value.toString() : value.asString("").strip();
	}

}
