package dev.pedigree.ingestion.huggingface;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Reads Hugging Face cards of models and datasets: Markdown (README.md) with YAML front
 * matter, and evaluation results ({@code .eval_results/*.yaml}). The fields of the YAML
 * distinguish models and datasets.
 */
@Component
class CardFormat implements FileFormat {

	private static final String RESULTS = "(.*/)?\\.eval_results/[^/]+\\.ya?ml";

	@Override
	public String name() {
		return "huggingface";
	}

	/** The repository ({@code model}) and commit ({@code revision}) of the card. */
	@Override
	public Set<String> parameters() {
		return Stream.concat(DocumentBuilder.MODEL_PARAMETERS.stream(), Stream.of("model", "revision"))
			.collect(Collectors.toSet());
	}

	@Override
	public Set<String> subjectParameters() {
		return Set.of("model", "name");
	}

	@Override
	public boolean accepts(String path) {
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
				throw new InvalidPayloadException("", "the file begins like JSON; a Markdown card is allowed");
			}
			return content.put("text", Masking.masked(lines));
		}
		List<JsonNode> documents = Yaml.documents(lines.substring(4, end + 1));
		if (documents.size() > 1 || !documents.stream().allMatch(JsonNode::isObject)) {
			throw new InvalidPayloadException("",
					"the YAML before the text must have names and values, such as license: mit");
		}
		documents.forEach((card) -> content.set("card", Masking.masked(card)));
		int body = lines.indexOf('\n', end + 4);
		return content.put("text", (body < 0) ? "" : Masking.masked(lines.substring(body + 1)));
	}

	/** A single file has no path, but a card does not begin with a list. */
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
			throw new InvalidPayloadException("", "the results are no list; one list in YAML is allowed");
		}
		return List.copyOf(documents.getFirst().values());
	}

	/** Results belong to the model of the card beside them. */
	@Override
	public boolean hasOneSubject(String path) {
		return !path.matches(RESULTS);
	}

	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode node = new PayloadNode(payload, "").object();
		return DatasetCard.matches(payload.path("content").path("card")) ? DatasetCard.translate(node)
				: new Card(node).translate();
	}

}
