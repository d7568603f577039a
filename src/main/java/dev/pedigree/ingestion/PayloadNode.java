package dev.pedigree.ingestion;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.limits.RequestLimits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A node of a JSON payload with its JSON pointer, so that error messages and warnings can
 * name the place.
 *
 * @param node the value; a missing node if there is none
 * @param pointer its JSON pointer
 */
public record PayloadNode(JsonNode node, String pointer) {

	/** The member of that name; a missing node if there is none. */
	public PayloadNode at(String field) {
		return new PayloadNode(this.node.path(field), this.pointer + "/" + field.replace("~", "~0").replace("/", "~1"));
	}

	/** Whether one of these members has a value other than null. */
	boolean hasAny(Collection<String> members) {
		return members.stream().anyMatch((member) -> at(member).isPresent());
	}

	/** Whether there is a value other than null. */
	public boolean isPresent() {
		return !this.node.isMissingNode() && !this.node.isNull();
	}

	/**
	 * Returns the name of the first of these members that is present.
	 * @throws InvalidPayloadException if none is
	 */
	public String firstOf(String... members) {
		return Stream.of(members)
			.filter((member) -> at(member).isPresent())
			.findFirst()
			.orElseThrow(() -> invalid("has none of " + List.of(members)));
	}

	/**
	 * Finds the first node whose text is a name or an invalid part of it; this node if
	 * there is none.
	 */
	PayloadNode find(String name) {
		int left = 100_000;
		String whole = name.strip();
		@Nullable PayloadNode part = null;
		Deque<PayloadNode> open = new ArrayDeque<>(List.of(this));
		while (!open.isEmpty() && left-- > 0) {
			PayloadNode next = open.poll();
			String text = next.node.isString() ? clean(next.node.stringValue()) : "";
			if (text.equals(whole)) {
				return next;
			}
			if (part == null && !text.isEmpty() && InputValidation.problem(text) != null && whole.contains(text)) {
				part = next;
			}
			next.node.properties().forEach((member) -> open.add(next.at(member.getKey())));
			if (next.node.isArray()) {
				open.addAll(next.elements());
			}
		}
		return Objects.requireNonNullElse(part, this);
	}

	/** This node, which must be an object. */
	public PayloadNode object() {
		if (!this.node.isObject()) {
			throw invalid(isPresent() ? "must be an object" : "is missing");
		}
		return this;
	}

	/** The elements of the array; none if it is missing. */
	public List<PayloadNode> elements() {
		if (!isPresent()) {
			return List.of();
		}
		if (!this.node.isArray()) {
			throw invalid("must be an array");
		}
		return IntStream.range(0, this.node.size())
			.mapToObj((i) -> new PayloadNode(this.node.path(i), this.pointer + "/" + i))
			.toList();
	}

	/** The text, which must be present and not blank. */
	public String required() {
		if (!this.node.isString()) {
			throw invalid(isPresent() ? "must be a string" : "is missing");
		}
		String text = clean(this.node.stringValue());
		if (text.isEmpty()) {
			throw invalid("is empty");
		}
		return text;
	}

	/** The whole number, as text. */
	public String requiredInteger() {
		if (!this.node.isIntegralNumber()) {
			throw invalid("must be a number");
		}
		return this.node.asString();
	}

	/** The required member {@code namespace}. */
	public String namespace() {
		return at("namespace").required();
	}

	/** The required member {@code name}. */
	public String name() {
		return at("name").required();
	}

	/** The version that namespace, name and version identify. */
	public StatedVersion statedVersion() {
		PayloadNode version = at("version");
		StatedVersion stated = StatedVersion.named(namespace(), name(), version.required());
		if (stated == null) {
			throw version.invalid("has no value after the scheme '" + version.required() + "'");
		}
		return stated;
	}

	/** The namespace and name of a node, if both are present. */
	public static Optional<List<String>> key(JsonNode node) {
		return text(node, "namespace").flatMap((where) -> text(node, "name").map((what) -> List.of(where, what)));
	}

	/** The text of a member, if it is a string that is not blank. */
	public Optional<String> text(String field) {
		Optional<String> text = text(this.node, field);
		if (text.isPresent() && field.equals("description") && text.get().length() > RequestLimits.DESCRIPTION) {
			throw at(field).invalid("has " + text.get().length() + " characters; at most " + RequestLimits.DESCRIPTION
					+ " are allowed");
		}
		return text;
	}

	/** The text of the first of these members that has one. */
	public Optional<String> firstText(String... members) {
		return Stream.of(members).flatMap((member) -> text(member).stream()).findFirst();
	}

	/** The texts of a member that is a string or a list; other values are left out. */
	public List<String> texts(String field) {
		JsonNode node = this.node.path(field);
		return (node.isArray() ? node.valueStream() : Stream.of(node)).flatMap((one) -> one.stringValueOpt().stream())
			.map(PayloadNode::clean)
			.filter((text) -> !text.isEmpty())
			.toList();
	}

	/** The text of a node's member, if it is a string that is not blank. */
	public static Optional<String> text(JsonNode node, String field) {
		return node.path(field).stringValueOpt().map(PayloadNode::clean).filter((text) -> !text.isEmpty());
	}

	/** Replaces unpaired surrogates: Neo4j cannot store them, so look-ups would fail. */
	static String clean(String text) {
		boolean whole = text.chars().noneMatch((unit) -> Character.isSurrogate((char) unit));
		return (whole ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).strip();
	}

	/** Parses a text as JSON; a missing node if it is not JSON. */
	public static JsonNode json(String text) {
		try {
			return Json.value(text);
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

	/** The whole number of a node's member; null if it is another value or negative. */
	public static @Nullable Long count(JsonNode node, String field) {
		JsonNode value = node.path(field);
		return (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) ? value.longValue()
				: null;
	}

	/** Creates the exception for an invalid value of this node. */
	public InvalidPayloadException invalid(String what) {
		return new InvalidPayloadException(this.pointer, name(this.pointer) + " " + what);
	}

	/**
	 * Warns that this node is accepted although the source's specification forbids it.
	 * @param what is wrong, and how the value is read
	 */
	public void warn(String what) {
		Warnings.add(this.pointer, name(this.pointer) + " " + what);
	}

	private static String name(String pointer) {
		return pointer.isEmpty() ? "the event" : pointer.substring(1).replace('/', '.');
	}

	/** Returns those of some members that are texts, as properties of their names. */
	public static Map<String, Object> texts(JsonNode node, String... fields) {
		Map<String, Object> texts = new LinkedHashMap<>();
		for (String field : fields) {
			text(node, field).ifPresent((value) -> texts.put(field, value));
		}
		return texts;
	}

	/** The node at a path of members; a missing node if there is none. */
	public PayloadNode at(String field, String... path) {
		PayloadNode node = at(field);
		for (String member : path) {
			node = node.at(member);
		}
		return node;
	}

	/** The elements of the array; none if it is missing. */
	public Stream<PayloadNode> stream() {
		return elements().stream();
	}

	/** Maps the elements of the array; an empty list if it is missing. */
	public <T> List<T> map(Function<PayloadNode, T> mapper) {
		return stream().map(mapper).toList();
	}

}
