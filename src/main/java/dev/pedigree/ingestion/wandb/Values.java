package dev.pedigree.ingestion.wandb;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.Masking;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Maps JSON values that programs log to W&B: nested objects become names joined by dots.
 * Names of W&B itself start with {@code _} or {@code wandb} and are left out.
 */
final class Values {

	/** Names of values about users, hosts and command lines. */
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
		Map<String, String> parameters = new TreeMap<>();
		config.properties().forEach((entry) -> {
			JsonNode wrapped = entry.getValue();
			each(entry.getKey(), wrapped.has("value") ? wrapped.get("value") : wrapped,
					(name, value) -> parameters.put(name, text(value)));
		});
		return parameters.entrySet().stream().map((one) -> one.getKey() + "=" + one.getValue()).toList();
	}

	/** Renders an artifact's metadata as tags {@code name:value}. */
	static List<String> tags(JsonNode metadata) {
		Map<String, String> tags = new TreeMap<>();
		metadata.properties()
			.forEach((entry) -> each(entry.getKey(), entry.getValue(), (name, value) -> tags.put(name, text(value))));
		return tags.entrySet()
			.stream()
			.filter((one) -> !one.getValue().isBlank())
			.map((one) -> one.getKey() + ":" + one.getValue())
			.toList();
	}

	/** The metrics of a run: numbers, and the texts NaN and Infinity. */
	static List<Metric> metrics(JsonNode summary) {
		Map<String, Metric> metrics = new TreeMap<>();
		summary.properties().forEach((entry) -> each(entry.getKey(), entry.getValue(), (name, value) -> {
			if (value.isNumber()) {
				metrics.put(name, new Metric(name, value.doubleValue(), null, null));
			}
			else if (value.asString("").matches("NaN|-?Infinity")) {
				metrics.put(name, new Metric(name, null, value.asString(), null));
			}
		}));
		return List.copyOf(metrics.values());
	}

	private static void each(String name, JsonNode value, BiConsumer<String, JsonNode> consumer) {
		String last = name.substring(name.lastIndexOf('.') + 1);
		// An object with a type is a picture, table or histogram.
		if (name.matches("_.*|wandb.*") || last.startsWith("_") || value.has("_type")) {
			return;
		}
		if (value.isObject()) {
			value.properties().forEach((member) -> each(name + "." + member.getKey(), member.getValue(), consumer));
		}
		else if (!value.isNull()) {
			consumer.accept(name, value);
		}
	}

	private static String text(JsonNode value) {
		return value.isArray() ? value.toString() : value.asString("").strip();
	}

}
