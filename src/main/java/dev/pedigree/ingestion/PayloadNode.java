package dev.pedigree.ingestion;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.pedigree.catalog.InputValidation;
import dev.pedigree.limits.RequestLimits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A value in an event and where it stands, so that a refusal can name the place.
 *
 * @param node the value; a missing node when there is none
 * @param pointer its JSON pointer
 */
public record PayloadNode(JsonNode node, String pointer) {

	/** The member of that name, there or not. */
	public PayloadNode at(String field) {
		return new PayloadNode(this.node.path(field), this.pointer + "/" + field.replace("~", "~0").replace("/", "~1"));
	}

	/** Whether something is there; null is nothing. */
	public boolean isThere() {
		return !this.node.isMissingNode() && !this.node.isNull();
	}

	/**
	 * The first place whose text is a name or part of it; this place when there is none.
	 */
	PayloadNode find(String name) {
		int left = 100_000;
		String whole = name.strip();
		@Nullable PayloadNode part = null;
		Deque<PayloadNode> open = new ArrayDeque<>(List.of(this));
		while (!open.isEmpty() && left-- > 0) {
			PayloadNode place = open.poll();
			String text = place.node.isString() ? clean(place.node.stringValue()) : "";
			if (text.equals(whole)) {
				return place;
			}
			if (part == null && !text.isEmpty() && InputValidation.problem(text) != null && whole.contains(text)) {
				part = place;
			}
			place.node.properties().forEach((member) -> open.add(place.at(member.getKey())));
			if (place.node.isArray()) {
				open.addAll(place.elements());
			}
		}
		return Objects.requireNonNullElse(part, this);
	}

	/** The object here. */
	public PayloadNode object() {
		if (!this.node.isObject()) {
			throw refused(isThere() ? "must be an object" : "is missing");
		}
		return this;
	}

	/** The elements of the array here; none when there is nothing. */
	public List<PayloadNode> elements() {
		if (!isThere()) {
			return List.of();
		}
		if (!this.node.isArray()) {
			throw refused("must be an array");
		}
		List<PayloadNode> elements = new ArrayList<>();
		for (JsonNode element : this.node.values()) {
			elements.add(new PayloadNode(element, this.pointer + "/" + elements.size()));
		}
		return elements;
	}

	/** The text here, which must be there and say something. */
	public String required() {
		if (!this.node.isString()) {
			throw refused(isThere() ? "must be a string" : "is missing");
		}
		String text = clean(this.node.stringValue());
		if (text.isEmpty()) {
			throw refused("is empty");
		}
		return text;
	}

	/** The namespace here, of an asset. */
	public String namespace() {
		return at("namespace").required();
	}

	/** The name here, of an asset. */
	public String name() {
		return at("name").required();
	}

	/** The namespace and name of a node, if both are there. */
	public static Optional<List<String>> key(JsonNode node) {
		return text(node, "namespace").flatMap((where) -> text(node, "name").map((what) -> List.of(where, what)));
	}

	/** The text of a member, if it is one and says something. */
	public Optional<String> text(String field) {
		Optional<String> text = text(this.node, field);
		if (text.isPresent() && field.equals("description") && text.get().length() > RequestLimits.DESCRIPTION) {
			throw at(field).refused("has " + text.get().length() + " characters; at most " + RequestLimits.DESCRIPTION
					+ " are allowed");
		}
		return text;
	}

	/** The texts of a member, be it one or a list; what is no text is left out. */
	public List<String> texts(String field) {
		JsonNode node = this.node.path(field);
		return (node.isArray() ? node.valueStream() : Stream.of(node)).flatMap((one) -> one.stringValueOpt().stream())
			.map(PayloadNode::clean)
			.filter((text) -> !text.isEmpty())
			.toList();
	}

	/** The text of a node's member, if it is one and says something. */
	public static Optional<String> text(JsonNode node, String field) {
		return node.path(field).stringValueOpt().map(PayloadNode::clean).filter((text) -> !text.isEmpty());
	}

	/**
	 * Half a character (an unpaired surrogate) cannot be stored, and what is stored must
	 * be found again under the same name.
	 */
	static String clean(String text) {
		boolean whole = text.chars().noneMatch((unit) -> Character.isSurrogate((char) unit));
		return (whole ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).strip();
	}

	/** What a text holds that should be JSON; a missing node when it is none. */
	public static JsonNode json(String text) {
		try {
			return Json.value(text);
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

	/** The whole number of a node's member, if it is one and not negative. */
	public static @Nullable Long count(JsonNode node, String field) {
		JsonNode value = node.path(field);
		return (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) ? value.longValue()
				: null;
	}

	/** A refusal of this place. */
	public InvalidPayloadException refused(String what) {
		return new InvalidPayloadException(this.pointer, name(this.pointer) + " " + what);
	}

	/**
	 * Warns that this place is accepted although the specification of its source forbids
	 * it.
	 * @param what is wrong with it, and how it is read
	 */
	public void warn(String what) {
		Warnings.add(this.pointer, name(this.pointer) + " " + what);
	}

	private static String name(String pointer) {
		return pointer.isEmpty() ? "the event" : pointer.substring(1).replace('/', '.');
	}

}
