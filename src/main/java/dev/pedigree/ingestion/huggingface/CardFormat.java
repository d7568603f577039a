package dev.pedigree.ingestion.huggingface;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.ModelDocument;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * A card of a model or dataset: Markdown (README.md) with YAML between two lines of three
 * hyphens before it, as the Hub reads it; or results of an evaluation beside it
 * ({@code .eval_results/*.yaml}). The fields of the YAML say which of the two it is of.
 */
@Component
class CardFormat implements FileFormat {

	private static final String RESULTS = "(.*/)?\\.eval_results/[^/]+\\.ya?ml";

	@Override
	public String name() {
		return "huggingface";
	}

	/** The repository ({@code model}) and the commit that the card was taken from. */
	@Override
	public Set<String> parameters() {
		return Stream.concat(ModelDocument.SUBJECT.stream(), Stream.of("model", "revision"))
			.collect(Collectors.toSet());
	}

	@Override
	public Set<String> subject() {
		return Set.of("model", "name");
	}

	@Override
	public boolean reads(String path) {
		return path.equals("README.md") || path.endsWith("/README.md") || path.matches(RESULTS);
	}

	@Override
	public JsonNode read(String path, String text) {
		String lines = text.replace("\r\n", "\n").replaceFirst("^\\s+(?=---\n)", "");
		ObjectNode content = JsonNodeFactory.instance.objectNode();
		int end = lines.indexOf("\n---", 3);
		if (isResults(path, lines)) {
			return content.set("results", JsonNodeFactory.instance.arrayNode().addAll(results(lines)));
		}
		if (!lines.startsWith("---\n") || end < 0) {
			if (lines.stripLeading().startsWith("{")) {
				throw new InvalidPayloadException("", "not a model card, which is Markdown: it begins as JSON does");
			}
			return content.put("text", Masking.masked(lines));
		}
		List<JsonNode> documents = Yaml.documents(lines.substring(4, end + 1));
		if (documents.size() > 1 || !documents.stream().allMatch(JsonNode::isObject)) {
			throw new InvalidPayloadException("",
					"the YAML before the text must hold names and values, as in license: mit");
		}
		documents.forEach((card) -> content.set("card", Masking.masked(card)));
		int body = lines.indexOf('\n', end + 4);
		return content.put("text", (body < 0) ? "" : Masking.masked(lines.substring(body + 1)));
	}

	/** A file that came alone has no path, and a card does not begin with a list. */
	private static boolean isResults(String path, String lines) {
		return path.matches(RESULTS) || (path.isEmpty() && lines.lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.findFirst()
			.filter((line) -> line.startsWith("- dataset:") || line.startsWith("- {dataset:"))
			.isPresent());
	}

	private static List<JsonNode> results(String lines) {
		List<JsonNode> documents = Yaml.documents(lines);
		if (documents.size() != 1 || !documents.getFirst().isArray()) {
			throw new InvalidPayloadException("", "results of evaluations are one list in YAML");
		}
		return List.copyOf(documents.getFirst().values());
	}

	/** Results are of the model that the card beside them is of. */
	@Override
	public boolean isOfOne(String path) {
		return !path.matches(RESULTS);
	}

	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode place = new PayloadNode(payload, "").object();
		return DatasetCard.isOne(payload.path("content").path("card")) ? new DatasetCard(place).translate()
				: new Card(place).translate();
	}

}
