package dev.pedigree.ingestion.croissant;

import java.util.Set;
import java.util.regex.Pattern;

import dev.pedigree.ingestion.DataDocument;
import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/** A dataset as Croissant 0.8 to 1.1 describes it. */
@Component
class CroissantFormat implements FileFormat {

	/** Prefixes and addresses of the vocabularies; {@code squad/id} is an id, no name. */
	private static final Pattern VOCABULARY = Pattern.compile("^(?:[a-z]+:|https?://\\S*[/#])(?=[A-Za-z]+$)");

	@Override
	public String name() {
		return "croissant";
	}

	@Override
	public Set<String> parameters() {
		return DataDocument.SUBJECT;
	}

	@Override
	public Set<String> subject() {
		return parameters();
	}

	@Override
	public boolean reads(String path) {
		return path.matches("(.*[/._-])?croissant\\.json(ld)?") || path.matches("(.*/)?metadata\\.json");
	}

	@Override
	public JsonNode read(String path, String text) {
		JsonNode told = FileFormat.json(text);
		// Kaggle puts the one description that it gives into a list.
		JsonNode dataset = (told.isArray() && told.size() == 1) ? told.path(0) : told;
		if (!dataset.isObject()) {
			throw new InvalidPayloadException("", "a description of one dataset is an object, in JSON");
		}
		JsonNode bare = LinkedData.bare(dataset, VOCABULARY);
		if (!type(bare).equals("Dataset")) {
			throw new InvalidPayloadException("/@type", "@type must be sc:Dataset");
		}
		return Masking.masked(bare);
	}

	/** The type of something, without its vocabulary; empty where none is told. */
	static String type(JsonNode told) {
		JsonNode type = told.path("@type").isArray() ? told.path("@type").path(0) : told.path("@type");
		return type.asString("").replaceFirst("^.*[/:#]", "");
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new Croissant(new PayloadNode(payload, "").object()).translate();
	}

}
