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
 * What programs tell W&B in words of their own: objects in objects, whose names are
 * joined by dots here. What W&B writes among it begins with {@code _} or {@code wandb}.
 */
final class Values {

	/** Names under which programs tell who runs them, where, and with which command. */
	private static final Set<String> PERSONAL = Set.of("host", "hostname", "email", "user", "username", "argv",
			"program_args", "args", "root", "executable", "program");

	private Values() {
	}

	/** A copy without what tells who ran a program, and where. */
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
		return value.isString() ? JsonNodeFactory.instance.stringNode(Masking.impersonal(value.stringValue())) : value;
	}

	/** What W&B keeps beside, but for the mark of a picture or table. */
	private static boolean isOwn(String name) {
		return name.startsWith("_") && !name.equals("_type");
	}

	/**
	 * The program that a configuration tells of, by its path in its repository or folder;
	 * of a path on somebody's machine the name alone. Clients tell it where they save
	 * code, newer ones always.
	 */
	static Optional<String> program(JsonNode config) {
		JsonNode own = config.path("_wandb").path("value");
		// A run that is resumed is what began it.
		Stream<String> told = own.path("e")
			.valueStream()
			.sorted(Comparator.comparing((one) -> one.path("startedAt").asString("") + one))
			.flatMap((one) -> Stream.of("codePath", "program").map((member) -> one.path(member).asString("")));
		return Stream.concat(told, Stream.of(own.path("code_path").asString("").replaceFirst("^code/", "")))
			.map((path) -> path.strip().replace('\\', '/'))
			.filter((path) -> !path.isEmpty() && !path.startsWith("<"))
			.map((path) -> path.matches("(?s)(/|~|\\w+:|home/|root/|Users/|.*\\.\\./).*")
					? path.substring(path.lastIndexOf('/') + 1) : path)
			.findFirst();
	}

	/**
	 * Lines {@code name=value} of a run's configuration, in which each value has a
	 * wrapper.
	 */
	static List<String> parameters(JsonNode config) {
		Map<String, String> parameters = new TreeMap<>();
		config.properties().forEach((entry) -> {
			JsonNode wrapped = entry.getValue();
			each(entry.getKey(), wrapped.has("value") ? wrapped.get("value") : wrapped,
					(name, value) -> parameters.put(name, text(value)));
		});
		return parameters.entrySet().stream().map((one) -> one.getKey() + "=" + one.getValue()).toList();
	}

	/** Tags {@code name:value} of an artifact's metadata. */
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

	/** The figures of a run; what is no number comes as text, other texts are none. */
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

	private static void each(String name, JsonNode value, BiConsumer<String, JsonNode> told) {
		String last = name.substring(name.lastIndexOf('.') + 1);
		// An object with a type is a picture, table or histogram.
		if (name.matches("_.*|wandb.*") || last.startsWith("_") || value.has("_type")) {
			return;
		}
		if (value.isObject()) {
			value.properties().forEach((member) -> each(name + "." + member.getKey(), member.getValue(), told));
		}
		else if (!value.isNull()) {
			told.accept(name, value);
		}
	}

	private static String text(JsonNode value) {
		return value.isArray() ? value.toString() : value.asString("").strip();
	}

}
