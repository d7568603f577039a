package dev.pedigree.ingestion.spdx;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.stereotype.Component;

/** Reads bills of materials in SPDX 3 JSON-LD. */
@Component
class SpdxFormat implements FileFormat {

	/**
	 * Prefixes of names: {@code ai_domain}, {@code AI/domain}; some generators omit them.
	 */
	private static final Pattern VOCABULARY = Pattern.compile("^(?:https?://spdx\\.org/rdf/\\S*[/#]|spdx:)?"
			+ "(?:(?i:ai|dataset|software|core|simplelicensing|expandedlicensing)[_/])?(?=[A-Za-z]+$)");

	@Override
	public String name() {
		return "spdx";
	}

	@Override
	public Set<String> parameters() {
		return DocumentBuilder.MODEL_PARAMETERS;
	}

	@Override
	public Set<String> subjectParameters() {
		return parameters();
	}

	@Override
	public boolean accepts(String path) {
		return path.matches(".*[._-]spdx3?\\.json(ld)?") || path.matches("(.*/)?spdx3?\\.json(ld)?");
	}

	@Override
	public JsonNode read(String path, String text) {
		if (!text.stripLeading().startsWith("{")) {
			throw new InvalidPayloadException("", "the file is no JSON object; SPDX 3 in JSON is allowed");
		}
		JsonNode document = FileFormat.json(text);
		if (document.has("spdxVersion")) {
			throw new InvalidPayloadException("/spdxVersion", "SPDX " + document.path("spdxVersion").asString("")
					+ " has no models; SPDX 3 with elements in @graph is allowed");
		}
		JsonNode elements = Stream.of("@graph", "element", "elements")
			.map(document::path)
			.filter(JsonNode::isArray)
			.findFirst()
			.orElse(JsonNodeFactory.instance.arrayNode().add(document));
		return Masking.masked(LinkedData.compact(elements, VOCABULARY));
	}

	/** The type of an element without the profile, in lower case. */
	static String type(JsonNode element) {
		String type = element.path("type").asString(element.path("@type").asString(""));
		return VOCABULARY.matcher(type).replaceFirst("").toLowerCase(Locale.ROOT);
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new Spdx(new PayloadNode(payload, "").object()).translate();
	}

}
