package dev.pedigree.ingestion.pipelines;

import java.util.ArrayList;
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
 * A task where it stands: the pipeline itself, a group of tasks (a condition, a loop, a
 * pipeline within the pipeline), or one that runs.
 */
final class Scope {

	/** Groups that the compiler makes and numbers; it names tasks across them. */
	private static final Pattern NUMBERED = Pattern
		.compile("(condition|condition-branches|for-loop|exit-handler)-\\d+");

	private static final Pattern FILLED = Pattern.compile("\\{\\{\\$\\.inputs\\.parameters\\['([^']*)']}}");

	private static final int DEEPEST = 50;

	private final @Nullable Scope parent;

	private final String key;

	private final PayloadNode task;

	private final PayloadNode component;

	/** The tasks of a group, by their keys. */
	private final Map<String, Scope> inner = new TreeMap<>();

	private Scope(@Nullable Scope parent, String key, PayloadNode task, PayloadNode component) {
		this.parent = parent;
		this.key = key;
		this.task = task;
		this.component = component;
	}

	/**
	 * A definition, and all its tasks.
	 * @param parameters of a run of it
	 */
	static Scope of(PayloadNode definition, PayloadNode parameters) {
		Scope root = new Scope(null, "", parameters, definition.at("root").object());
		root.enter(definition.at("components"), 0);
		return root;
	}

	private void enter(PayloadNode components, int depth) {
		PayloadNode tasks = this.component.at("dag").at("tasks");
		for (String name : tasks.node().propertyNames()) {
			PayloadNode named = tasks.at(name).object().at("componentRef").at("name");
			PayloadNode component = components.at(named.required());
			if (!component.node().isObject() || depth > DEEPEST) {
				throw named.refused((depth > DEEPEST) ? "is nested too deep" : "is of no component that is there");
			}
			Scope scope = new Scope(this, name, tasks.at(name), component);
			this.inner.put(name, scope);
			if (scope.isGroup()) {
				scope.enter(components, depth + 1);
			}
		}
	}

	/** Null for the pipeline itself. */
	@Nullable Scope parent() {
		return this.parent;
	}

	/** Its name among those beside it. */
	String key() {
		return this.key;
	}

	/** What its parent says of it; of the pipeline itself, what a run says. */
	PayloadNode task() {
		return this.task;
	}

	/** What it does. */
	PayloadNode component() {
		return this.component;
	}

	/** A task of a group; null when it has none of that key. */
	@Nullable Scope inner(String key) {
		return this.inner.get(key);
	}

	boolean isGroup() {
		return this.component.at("dag").isThere();
	}

	/** Those that run, in the order of their names. */
	Stream<Scope> running() {
		return isGroup() ? this.inner.values().stream().flatMap(Scope::running) : Stream.of(this);
	}

	/** The names of the groups that it is in, and its own. */
	String path(boolean numbered) {
		String before = (this.parent != null) ? this.parent.path(numbered) : "";
		return (isGroup() && !numbered && NUMBERED.matcher(this.key).matches()) ? before
				: before.isEmpty() ? this.key : before + "/" + this.key;
	}

	/** The keys of the groups that it is in, the innermost first. */
	List<String> groups() {
		List<String> groups = new ArrayList<>();
		for (Scope group = this.parent; group != null && group.parent != null; group = group.parent) {
			groups.add(group.key);
		}
		return List.copyOf(groups);
	}

	/** Whether it may run several times in one run of the pipeline. */
	boolean isRepeated() {
		return this.parent != null && (this.task.at("parameterIterator").isThere()
				|| this.task.at("artifactIterator").isThere() || this.parent.isRepeated());
	}

	/** The value of a parameter of it, where that is known before it runs. */
	Optional<String> value(String parameter) {
		return value(parameter, 0);
	}

	private Optional<String> value(String parameter, int depth) {
		JsonNode otherwise = this.component.at("inputDefinitions")
			.at("parameters")
			.at(parameter)
			.at("defaultValue")
			.node();
		if (this.parent == null) {
			return scalar(this.task.at(parameter).node()).or(() -> scalar(otherwise));
		}
		PayloadNode given = this.task.at("inputs").at("parameters").at(parameter);
		if (depth > DEEPEST || given.at("parameterExpressionSelector").isThere()) {
			return Optional.empty();
		}
		if (!given.isThere()) {
			return scalar(otherwise);
		}
		return given.text("componentInputParameter")
			.flatMap((name) -> Objects.requireNonNull(this.parent).value(name, depth + 1))
			.or(() -> given.at("runtimeValue").text("constant").flatMap((text) -> filled(text, depth + 1)));
	}

	/** A text with the values of the parameters that it names. */
	Optional<String> filled(String text) {
		return filled(text, 0);
	}

	private Optional<String> filled(String text, int depth) {
		Matcher names = FILLED.matcher(text);
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
