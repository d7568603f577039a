package dev.pedigree.ingestion.cyclonedx;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/** Reads bills of materials in CycloneDX JSON (1.5 to 1.7). */
@Component
class BomFormat implements FileFormat {

	@Override
	public String name() {
		return "cyclonedx";
	}

	/** The key of the model version, and the model in the file ({@code bom-ref}). */
	@Override
	public Set<String> parameters() {
		return Stream.concat(DocumentBuilder.MODEL_PARAMETERS.stream(), Stream.of(Bom.REFERENCE))
			.collect(Collectors.toSet());
	}

	@Override
	public Set<String> subjectParameters() {
		return parameters();
	}

	@Override
	public boolean accepts(String path) {
		return path.endsWith(".cdx.json") || path.matches("(.*/)?(bom|aibom|sbom|mlbom)\\.json");
	}

	@Override
	public JsonNode read(String path, String text) {
		if (text.stripLeading().startsWith("<")) {
			throw new InvalidPayloadException("",
					"the file is XML; JSON is allowed (cyclonedx convert --output-format json)");
		}
		JsonNode bom = FileFormat.json(text);
		if (!bom.path("bomFormat").asString("").equals("CycloneDX")) {
			throw new InvalidPayloadException("/bomFormat", "bomFormat must be CycloneDX");
		}
		removeGraphics(bom);
		return Masking.masked(bom);
	}

	/** Removes charts, which make up most of a file and cannot be queried. */
	private static void removeGraphics(JsonNode node) {
		if (node instanceof ObjectNode object) {
			object.remove("graphics");
		}
		node.forEach(BomFormat::removeGraphics);
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new Bom(new PayloadNode(payload, "").object()).translate();
	}

}
