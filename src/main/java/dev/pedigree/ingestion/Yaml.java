package dev.pedigree.ingestion;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.pedigree.limits.RequestLimits;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses YAML 1.2 as JSON: {@code no} is a string, not false. A repeated key is an error.
 * Aliases are expanded, within the limits of {@link RequestLimits}.
 */
public final class Yaml {

	private static final LoadSettings SETTINGS = LoadSettings.builder()
		.setAllowDuplicateKeys(false)
		// A list as a key would be expanded without a limit.
		.setAllowNonScalarKeys(false)
		.setCodePointLimit(Integer.MAX_VALUE)
		.build();

	private static final JsonNodeFactory json = JsonNodeFactory.instance;

	private int values;

	private long characters;

	private Yaml() {
	}

	/**
	 * Parses the documents of a text, without empty ones.
	 * @throws InvalidPayloadException if the text is not YAML; the message names the line
	 */
	public static List<JsonNode> documents(String text) {
		List<JsonNode> documents = new ArrayList<>();
		try {
			Yaml yaml = new Yaml();
			Composer composer = new Composer(SETTINGS, new LimitedParser(text));
			StandardConstructor constructor = new StandardConstructor(SETTINGS);
			while (composer.hasNext()) {
				JsonNode node = yaml.node(constructor.constructSingleDocument(Optional.of(composer.next())), 0);
				if (!node.isNull()) {
					documents.add(node);
				}
			}
		}
		catch (MarkedYamlEngineException ex) {
			String where = ex.getProblemMark().map((mark) -> " (line " + (mark.getLine() + 1) + ")").orElse("");
			throw new InvalidPayloadException("", "not YAML: " + ex.getProblem() + where);
		}
		catch (StackOverflowError ex) {
			// Levels are counted, but an anchor may contain itself.
			throw exceeds("too many levels", RequestLimits.YAML_LEVELS);
		}
		catch (YamlEngineException ex) {
			throw new InvalidPayloadException("", "not YAML: " + ex.getMessage());
		}
		return documents;
	}

	private JsonNode node(@Nullable Object value, int depth) {
		if (depth > RequestLimits.YAML_LEVELS) {
			throw exceeds("too many levels", RequestLimits.YAML_LEVELS);
		}
		if (++this.values > RequestLimits.DOCUMENT_VALUES) {
			throw exceeds("too many values", RequestLimits.DOCUMENT_VALUES);
		}
		return switch (value) {
			case null -> json.nullNode();
			case Map<?, ?> map -> {
				ObjectNode object = json.objectNode();
				map.forEach((key, member) -> object.set(String.valueOf(key), node(member, depth + 1)));
				yield object;
			}
			case Iterable<?> list -> {
				ArrayNode array = json.arrayNode();
				list.forEach((element) -> array.add(node(element, depth + 1)));
				yield array;
			}
			case Boolean flag -> json.booleanNode(flag);
			case Integer number -> json.numberNode(number);
			case Long number -> json.numberNode(number);
			case BigInteger number -> json.numberNode(number);
			case Double number -> json.numberNode(number);
			case BigDecimal number -> json.numberNode(number);
			default -> string(String.valueOf(value));
		};
	}

	private JsonNode string(String text) {
		this.characters += text.length();
		if (this.characters > RequestLimits.DOCUMENT_CHARACTERS) {
			throw exceeds("too many characters", RequestLimits.DOCUMENT_CHARACTERS);
		}
		return json.stringNode(text);
	}

	private static InvalidPayloadException exceeds(String what, int most) {
		return new InvalidPayloadException("", "the YAML has " + what + "; at most " + most + " are allowed");
	}

	/**
	 * Counts values and levels before a tree is built, and rejects long numbers before
	 * they are computed. Stops when its thread is interrupted.
	 */
	private static final class LimitedParser extends ParserImpl {

		private static final Pattern NUMBER = Pattern.compile("[-+]?[.0-9][-+._eE0-9]*");

		private int values;

		private int level;

		LimitedParser(String text) {
			super(SETTINGS, new StreamReader(SETTINGS, text));
		}

		@Override
		public Event next() {
			Event event = super.next();
			if (event instanceof NodeEvent && ++this.values > RequestLimits.DOCUMENT_VALUES) {
				throw exceeds("too many values", RequestLimits.DOCUMENT_VALUES);
			}
			switch (event.getEventId()) {
				case SequenceStart, MappingStart -> this.level++;
				case SequenceEnd, MappingEnd -> this.level--;
				case Scalar -> check((ScalarEvent) event);
				default -> {
				}
			}
			if (this.level > RequestLimits.YAML_LEVELS) {
				throw exceeds("too many levels", RequestLimits.YAML_LEVELS);
			}
			if (Thread.currentThread().isInterrupted()) {
				throw new InvalidPayloadException("", "the YAML takes too long to parse; send a smaller document");
			}
			return event;
		}

		private static void check(ScalarEvent scalar) {
			boolean tagged = scalar.getTag().isPresent();
			if (scalar.getValue().length() > RequestLimits.NUMBER_DIGITS && (scalar.isPlain() || tagged)
					&& NUMBER.matcher(scalar.getValue()).matches()) {
				throw exceeds("a number with " + scalar.getValue().length() + " digits", RequestLimits.NUMBER_DIGITS);
			}
		}

	}

}
