package dev.pedigree.ingestion.spdx;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.ModelDocument;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.stereotype.Component;

/** A bill of materials as SPDX 3 writes it in JSON-LD. */
@Component
class SpdxFormat implements FileFormat {

	/** {@code ai_domain}, {@code AI/domain}; generators leave it out, too. */
	private static final Pattern VOCABULARY = Pattern.compile("^(?:https?://spdx\\.org/rdf/\\S*[/#]|spdx:)?"
			+ "(?:(?i:ai|dataset|software|core|simplelicensing|expandedlicensing)[_/])?(?=[A-Za-z]+$)");

	@Override
	public String name() {
		return "spdx";
	}

	@Override
	public Set<String> parameters() {
		return ModelDocument.SUBJECT;
	}

	@Override
	public Set<String> subject() {
		return parameters();
	}

	@Override
	public boolean reads(String path) {
		return path.matches(".*[._-]spdx3?\\.json(ld)?") || path.matches("(.*/)?spdx3?\\.json(ld)?");
	}

	@Override
	public JsonNode read(String path, String text) {
		if (!text.stripLeading().startsWith("{")) {
			throw new InvalidPayloadException("", "not SPDX 3 in JSON, which is an object");
		}
		JsonNode told = FileFormat.json(text);
		if (told.has("spdxVersion")) {
			throw new InvalidPayloadException("/spdxVersion", "SPDX " + told.path("spdxVersion").asString("")
					+ " knows no models: what is read is SPDX 3, with elements in @graph");
		}
		JsonNode elements = Stream.of("@graph", "element", "elements")
			.map(told::path)
			.filter(JsonNode::isArray)
			.findFirst()
			.orElse(JsonNodeFactory.instance.arrayNode().add(told));
		return Masking.masked(LinkedData.bare(elements, VOCABULARY));
	}

	/** The type of an element, without its profile, in lower case. */
	static String type(JsonNode element) {
		String type = element.path("type").asString(element.path("@type").asString(""));
		return VOCABULARY.matcher(type).replaceFirst("").toLowerCase(Locale.ROOT);
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new Spdx(new PayloadNode(payload, "").object()).translate();
	}

}
