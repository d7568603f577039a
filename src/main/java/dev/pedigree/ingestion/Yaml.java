package dev.pedigree.ingestion;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML 1.2 as JSON: {@code no} is a word there and not false. Anchors are followed,
 * within bounds.
 */
public final class Yaml {

	/** More than any document of people has, and less than a bomb. */
	private static final int MOST_NODES = 1_000_000;

	private static final int DEEPEST = 100;

	private static final JsonNodeFactory json = JsonNodeFactory.instance;

	private int nodes;

	private Yaml() {
	}

	/**
	 * The documents of a text, empty ones left out.
	 * @throws PayloadRefused when it is not YAML, which names the line
	 */
	public static List<JsonNode> documents(String text) {
		// What repeats a key is broken, but its last value is what everybody reads.
		LoadSettings settings = LoadSettings.builder()
			.setAllowDuplicateKeys(true)
			.setCodePointLimit(Integer.MAX_VALUE)
			.build();
		List<JsonNode> documents = new ArrayList<>();
		try {
			Yaml yaml = new Yaml();
			for (Object document : new Load(settings).loadAllFromString(text)) {
				JsonNode node = yaml.node(document, 0);
				if (!node.isNull()) {
					documents.add(node);
				}
			}
		}
		catch (MarkedYamlEngineException ex) {
			String where = ex.getProblemMark().map((mark) -> " (line " + (mark.getLine() + 1) + ")").orElse("");
			throw new PayloadRefused("", "not YAML: " + ex.getProblem() + where);
		}
		catch (StackOverflowError ex) {
			throw new PayloadRefused("", "not YAML that can be read: it is nested too deep");
		}
		catch (YamlEngineException ex) {
			throw new PayloadRefused("", "not YAML: " + ex.getMessage());
		}
		return documents;
	}

	private JsonNode node(@Nullable Object value, int depth) {
		if (depth > DEEPEST || ++this.nodes > MOST_NODES) {
			throw new PayloadRefused("", "not YAML that can be read: it is " + ((depth > DEEPEST)
					? "deeper than " + DEEPEST + " levels" : "more than " + MOST_NODES + " values"));
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
			default -> json.stringNode(String.valueOf(value));
		};
	}

}
