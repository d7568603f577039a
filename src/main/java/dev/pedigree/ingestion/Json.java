package dev.pedigree.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.pedigree.limits.RequestLimits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses JSON. A key that is repeated with another value is an error; with the same value
 * it is allowed, because Spark's OpenLineage events repeat {@code processing_engine}. The
 * limits of {@link RequestLimits} are checked while parsing, so that a hostile document
 * is rejected early.
 */
final class Json {

	private static final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNumberLength(RequestLimits.NUMBER_DIGITS)
				.maxNestingDepth(RequestLimits.JSON_LEVELS)
				// A member is two tokens, an array or object as well.
				.maxTokenCount(2L * RequestLimits.DOCUMENT_VALUES)
				.build())
			.build())
		.build();

	/** Parts of parser messages: code points, names of settings, the source. */
	private static final Pattern INTERNALS = Pattern
		.compile(" ?\\(code \\d+[^)]*\\)|,? from `[^`]*`| ?\\[Source:[^]]*]");

	private Json() {
	}

	/**
	 * Parses one value.
	 * @throws JacksonException if the text is not JSON or exceeds a limit
	 */
	static JsonNode value(String text) {
		return value(MAPPER.createParser(text));
	}

	/**
	 * Parses one value.
	 * @throws JacksonException if the bytes are not JSON or exceed a limit
	 */
	static JsonNode value(byte[] raw) {
		return value(MAPPER.createParser(raw));
	}

	private static JsonNode value(JsonParser created) {
		try (JsonParser parser = created) {
			if (parser.nextToken() == null) {
				throw new StreamReadException(parser, "the text is empty");
			}
			JsonNode value = tree(parser);
			end(parser);
			return value;
		}
	}

	/**
	 * Parses the elements of an array; null if the bytes begin with another value.
	 * @param most the allowed number of elements
	 * @throws RequestBytes.Unreadable if there are more
	 * @throws JacksonException if the bytes are not JSON or exceed a limit
	 */
	static @Nullable List<JsonNode> elements(byte[] raw, int most) {
		try (JsonParser parser = MAPPER.createParser(raw)) {
			if (parser.nextToken() != JsonToken.START_ARRAY) {
				return null;
			}
			List<JsonNode> elements = new ArrayList<>();
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				if (elements.size() == most) {
					throw RequestBytes.tooMany(most);
				}
				elements.add(tree(parser));
			}
			end(parser);
			return elements;
		}
	}

	private static void end(JsonParser parser) {
		if (parser.nextToken() != null) {
			throw new StreamReadException(parser, "text follows the end of the value");
		}
	}

	private static JsonNode tree(JsonParser parser) {
		return switch (parser.currentToken()) {
			case START_OBJECT -> object(parser);
			case START_ARRAY -> {
				ArrayNode array = nodes.arrayNode();
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					array.add(tree(parser));
				}
				yield array;
			}
			case VALUE_STRING -> nodes.stringNode(parser.getString());
			case VALUE_NUMBER_INT -> switch (parser.getNumberType()) {
				case INT -> nodes.numberNode(parser.getIntValue());
				case LONG -> nodes.numberNode(parser.getLongValue());
				default -> nodes.numberNode(parser.getBigIntegerValue());
			};
			case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
			case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
			case VALUE_NULL -> nodes.nullNode();
			default -> throw new StreamReadException(parser, "unexpected " + parser.currentToken());
		};
	}

	private static ObjectNode object(JsonParser parser) {
		ObjectNode object = nodes.objectNode();
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String key = parser.currentName();
			parser.nextToken();
			JsonNode value = tree(parser);
			JsonNode before = object.replace(key, value);
			if (before != null && !before.equals(value)) {
				throw new StreamReadException(parser, "duplicate key '" + key + "' with another value");
			}
		}
		return object;
	}

	/**
	 * Describes the parse error with line and column, without internals of the parser.
	 */
	static String problem(JacksonException ex) {
		String reason = switch (ex) {
			case StreamConstraintsException _ -> "exceeds a limit; at most " + RequestLimits.NUMBER_DIGITS
					+ " digits of a number, " + RequestLimits.JSON_LEVELS + " levels and "
					+ RequestLimits.DOCUMENT_VALUES + " values are allowed";
			case UnexpectedEndOfInputException _ -> "the text ends too early";
			default -> INTERNALS.matcher(String.valueOf(ex.getOriginalMessage()).replaceAll("\\s+", " "))
				.replaceAll("")
				.strip();
		};
		TokenStreamLocation location = ex.getLocation();
		String where = (location != null && location.getLineNr() > 0)
				? " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")" : "";
		return "not JSON: " + Masking.masked(reason) + where;
	}

}
