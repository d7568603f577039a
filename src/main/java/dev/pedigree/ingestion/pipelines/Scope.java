package dev.pedigree.ingestion.pipelines;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A node of a pipeline's task tree: the pipeline itself, a group of tasks (condition,
 * loop, nested pipeline), or a task that runs.
 */
final class Scope {

	/** Numbered groups of the compiler, across which task names are unique. */
	private static final Pattern NUMBERED = Pattern
		.compile("(condition|condition-branches|for-loop|exit-handler)-\\d+");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\$\\.inputs\\.parameters\\['([^']*)']}}");

	private static final int MAX_DEPTH = 50;

	private final @Nullable Scope parent;

	private final String key;

	private final PayloadNode task;

	private final PayloadNode component;

	private final Map<String, Scope> inner = new TreeMap<>();

	private Scope(@Nullable Scope parent, String key, PayloadNode task, PayloadNode component) {
		this.parent = parent;
		this.key = key;
		this.task = task;
		this.component = component;
	}

	static Scope of(PayloadNode definition, PayloadNode parameters) {
		Scope root = new Scope(null, "", parameters, definition.at("root").object());
		root.addTasks(definition.at("components"), 0);
		return root;
	}

	private void addTasks(PayloadNode components, int depth) {
		PayloadNode tasks = this.component.at("dag", "tasks");
		for (String name : tasks.node().propertyNames()) {
			PayloadNode named = tasks.at(name).object().at("componentRef", "name");
			PayloadNode component = components.at(named.required());
			if (!component.node().isObject() || depth > MAX_DEPTH) {
				throw named
					.invalid((depth > MAX_DEPTH) ? "is nested too deep; at most " + MAX_DEPTH + " levels are allowed"
							: "is unknown; a name of components is required");
			}
			Scope scope = new Scope(this, name, tasks.at(name), component);
			this.inner.put(name, scope);
			if (scope.isGroup()) {
				scope.addTasks(components, depth + 1);
			}
		}
	}

	/** Null for the pipeline itself. */
	@Nullable Scope parent() {
		return this.parent;
	}

	String key() {
		return this.key;
	}

	/** The task in the parent; for the pipeline itself the parameters of a run. */
	PayloadNode task() {
		return this.task;
	}

	PayloadNode component() {
		return this.component;
	}

	@Nullable Scope inner(String key) {
		return this.inner.get(key);
	}

	boolean isGroup() {
		return this.component.at("dag").isPresent();
	}

	/** The tasks that run, sorted by name. */
	Stream<Scope> running() {
		return isGroup() ? this.inner.values().stream().flatMap(Scope::running) : Stream.of(this);
	}

	/** The names of its groups and its own name, without or with numbered groups. */
	String path(boolean numbered) {
		String before = (this.parent != null) ? this.parent.path(numbered) : "";
		return (isGroup() && !numbered && NUMBERED.matcher(this.key).matches()) ? before
				: before.isEmpty() ? this.key : before + "/" + this.key;
	}

	/** The keys of its groups, innermost first. */
	List<String> groups() {
		return (this.parent == null || this.parent.parent == null) ? List.of()
				: Stream.concat(Stream.of(this.parent.key), this.parent.groups().stream()).toList();
	}

	/** Whether it may run several times in one pipeline run. */
	boolean isRepeated() {
		return this.parent != null && (this.task.at("parameterIterator").isPresent()
				|| this.task.at("artifactIterator").isPresent() || this.parent.isRepeated());
	}

	/** The value of a parameter, if it is known before the run. */
	Optional<String> value(String parameter) {
		return value(parameter, 0);
	}

	private Optional<String> value(String parameter, int depth) {
		JsonNode otherwise = this.component.at("inputDefinitions", "parameters", parameter, "defaultValue").node();
		if (this.parent == null) {
			return scalar(this.task.at(parameter).node()).or(() -> scalar(otherwise));
		}
		PayloadNode input = this.task.at("inputs", "parameters", parameter);
		if (depth > MAX_DEPTH || input.at("parameterExpressionSelector").isPresent()) {
			return Optional.empty();
		}
		if (!input.isPresent()) {
			return scalar(otherwise);
		}
		return input.text("componentInputParameter")
			.flatMap((name) -> Objects.requireNonNull(this.parent).value(name, depth + 1))
			.or(() -> input.at("runtimeValue").text("constant").flatMap((text) -> filled(text, depth + 1)));
	}

	/** Replaces the parameters in a text; empty if a value is unknown. */
	Optional<String> filled(String text) {
		return filled(text, 0);
	}

	private Optional<String> filled(String text, int depth) {
		Matcher names = PLACEHOLDER.matcher(text);
		StringBuilder filled = new StringBuilder();
		while (names.find()) {
			Optional<String> value = value(names.group(1), depth + 1);
			if (value.isEmpty()) {
				return Optional.empty();
			}
			names.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
		}
		return Optional.of(names.appendTail(filled).toString());
	}

	private static Optional<String> scalar(JsonNode value) {
		return value.isMissingNode() ? Optional.empty() : value.asStringOpt().filter((text) -> !text.isBlank());
	}

}
