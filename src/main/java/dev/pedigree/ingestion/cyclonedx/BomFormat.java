package dev.pedigree.ingestion.cyclonedx;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.ModelDocument;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/** A bill of materials as CycloneDX 1.5 to 1.7 writes it in JSON. */
@Component
class BomFormat implements FileFormat {

	@Override
	public String name() {
		return "cyclonedx";
	}

	/** The version that the file is of, and which of its models ({@code bom-ref}). */
	@Override
	public Set<String> parameters() {
		return Stream.concat(ModelDocument.SUBJECT.stream(), Stream.of(Bom.REFERENCE)).collect(Collectors.toSet());
	}

	@Override
	public Set<String> subject() {
		return parameters();
	}

	@Override
	public boolean reads(String path) {
		return path.endsWith(".cdx.json") || path.matches("(.*/)?(bom|aibom|sbom|mlbom)\\.json");
	}

	@Override
	public JsonNode read(String path, String text) {
		if (text.stripLeading().startsWith("<")) {
			throw new InvalidPayloadException("",
					"XML is not read here: cyclonedx convert --output-format json makes JSON of the same");
		}
		JsonNode bom = FileFormat.json(text);
		if (!bom.path("bomFormat").asString("").equals("CycloneDX")) {
			throw new InvalidPayloadException("/bomFormat", "bomFormat must be CycloneDX");
		}
		withoutPictures(bom);
		return Masking.masked(bom);
	}

	/**
	 * Charts are many times as long as all else, and say nothing that can be asked for.
	 */
	private static void withoutPictures(JsonNode node) {
		if (node instanceof ObjectNode object) {
			object.remove("graphics");
		}
		node.forEach(BomFormat::withoutPictures);
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new Bom(new PayloadNode(payload, "").object()).translate();
	}

}
