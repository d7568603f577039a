package dev.pedigree.ingestion.croissant;

import java.util.Set;
import java.util.regex.Pattern;

import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/** Reads Croissant files (0.8 to 1.1), which describe a dataset in JSON-LD. */
@Component
class CroissantFormat implements FileFormat {

	/** Prefixes and URLs of vocabularies; {@code squad/id} is an id without a prefix. */
	private static final Pattern VOCABULARY = Pattern.compile("^(?:[a-z]+:|https?://\\S*[/#])(?=[A-Za-z]+$)");

	@Override
	public String name() {
		return "croissant";
	}

	@Override
	public Set<String> parameters() {
		return DocumentBuilder.DATASET_PARAMETERS;
	}

	@Override
	public Set<String> subjectParameters() {
		return parameters();
	}

	@Override
	public boolean accepts(String path) {
		return path.matches("(.*[/._-])?croissant\\.json(ld)?") || path.matches("(.*/)?metadata\\.json");
	}

	@Override
	public JsonNode read(String path, String text) {
		JsonNode file = FileFormat.json(text);
		// Kaggle wraps its description into a list.
		JsonNode dataset = (file.isArray() && file.size() == 1) ? file.path(0) : file;
		if (!dataset.isObject()) {
			throw new InvalidPayloadException("", "the file has no description; one JSON object is allowed");
		}
		JsonNode compact = LinkedData.compact(dataset, VOCABULARY);
		if (!type(compact).equals("Dataset")) {
			throw new InvalidPayloadException("/@type", "@type must be sc:Dataset");
		}
		return Masking.masked(compact);
	}

	/** The type of a node without the vocabulary; empty if unstated. */
	static String type(JsonNode node) {
		JsonNode type = node.path("@type").isArray() ? node.path("@type").path(0) : node.path("@type");
		return type.asString("").replaceFirst("^.*[/:#]", "");
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new Croissant(new PayloadNode(payload, "").object()).translate();
	}

}
