package dev.pedigree.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.pedigree.description.Statement;
import dev.pedigree.run.DataUse;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events that a whole file translates to, without Spring and without a store.
 *
 * @param events in the order of the translation
 */
public record TranslatedFile(List<MetadataEvent> events) {

	/**
	 * Reads and translates a file.
	 * @param parameters of the request, names and values alternately
	 */
	public static TranslatedFile of(FileFormat format, String text, String... parameters) {
		ObjectNode payload = JsonNodeFactory.instance.objectNode().put("file", "").put("at", "2026-02-01T00:00:00Z");
		for (int i = 0; i < parameters.length; i += 2) {
			payload.put(parameters[i], parameters[i + 1]);
		}
		payload.set("content", Objects.requireNonNull(format.read("", text), "The file is not of the format"));
		return new TranslatedFile(format.translate(payload).events());
	}

	/** The text of a test resource. */
	public static String resource(String path) {
		try (InputStream file = TranslatedFile.class.getResourceAsStream(path)) {
			return new String(Objects.requireNonNull(file, path).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The values of a facet group, by urn of the asset. */
	public Map<String, Map<String, ?>> values(String group) {
		Map<String, Map<String, ?>> values = new TreeMap<>();
		for (MetadataEvent event : this.events) {
			if (event instanceof MetadataEvent.AssetDescribed(Statement statement) && statement.group().equals(group)) {
				values.put(statement.asset().value(), new TreeMap<>(statement.values()));
			}
		}
		return values;
	}

	/** The urns that declared jobs read, by urn of what they write. */
	public Map<String, List<String>> inputs() {
		Map<String, List<String>> inputs = new TreeMap<>();
		for (MetadataEvent event : this.events) {
			if (event instanceof MetadataEvent.JobDeclared(var job)) {
				for (DataUse output : job.outputs()) {
					inputs.put(output.data().value(), job.inputs().stream().map((use) -> use.data().value()).toList());
				}
			}
		}
		return inputs;
	}

}
