package dev.pedigree.ingestion.kserve;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ingestion.Yaml;
import dev.pedigree.ingestion.connector.Connector;
import dev.pedigree.ingestion.connector.PollRound;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Connector of KServe: lists and watches a cluster, and reads uploaded manifests
 * (GitOps).
 */
@Component
class KserveConnector implements Connector, FileFormat {

	@Override
	public String name() {
		return "kserve";
	}

	@Override
	public List<String> captures() {
		return List.of("deployments", "served artifacts", "canaries", "inference graphs", "readiness", "endpoints",
				"owners");
	}

	@Override
	public void poll(PollRound round) {
		if (round.isFull()) {
			try (KserveClient client = new KserveClient(round.config().settings())) {
				new KserveWatch(round, client).run();
			}
		}
	}

	/** The cluster of the manifests ({@code instance}), its tier and owner label. */
	@Override
	public Set<String> parameters() {
		return Set.of("instance", "tier", "ownerTag");
	}

	@Override
	public boolean accepts(String path) {
		return path.endsWith(".yaml") || path.endsWith(".yml");
	}

	/** Reads manifests of KServe; of other objects the kind only. */
	@Override
	public @Nullable JsonNode read(String path, String text) {
		ArrayNode objects = JsonNodeFactory.instance.arrayNode();
		for (JsonNode document : Yaml.documents(text)) {
			for (JsonNode object : document.has("items") ? document.path("items").values() : List.of(document)) {
				if (object instanceof ObjectNode manifest) {
					objects.add((kind(manifest) != null) ? KserveClient.strip(manifest) : manifest.retain("kind"));
				}
			}
		}
		return objects.valueStream().anyMatch((object) -> kind(object) != null) ? objects : null;
	}

	private static @Nullable KserveKind kind(JsonNode manifest) {
		return KserveKind.of(manifest.path("kind").asString(""));
	}

	/** Secrets were removed before; addresses and messages are masked one by one. */
	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode node = new PayloadNode(payload, "").object();
		return node.at("content").isPresent() ? translateManifests(node) : KservePayload.of(node).translate();
	}

	private static Translation translateManifests(PayloadNode payload) {
		Instant at = EventTime.of(payload.at("at")).at();
		TranslationBuilder translation = new TranslationBuilder("kserve", at);
		List<PayloadNode> objects = payload.at("content").elements();
		for (PayloadNode object : objects) {
			if (kind(object.node()) == null) {
				translation.countUnused("kserve.kind", object.text("kind").orElse("none"), object.node());
				continue;
			}
			ObjectNode one = ((ObjectNode) payload.node()).deepCopy();
			one.remove("content");
			one.put("observed_at", at.toEpochMilli()).set("object", object.node());
			try {
				translation.add(KservePayload.of(new PayloadNode(one, "")).translate());
			}
			catch (InvalidPayloadException ex) {
				throw inFile(ex, object.node(), objects.indexOf(object), objects.size());
			}
		}
		return translation.build();
	}

	/** Adds the document of a file with several to an error. */
	private static InvalidPayloadException inFile(InvalidPayloadException ex, JsonNode object, int index,
			int documents) {
		if (!ex.pointer().startsWith("/object")) {
			return ex;
		}
		String pointer = ex.pointer().substring("/object".length());
		String reason = ex.reason().replaceFirst("^object\\.", "");
		String name = object.path("kind").asString("") + " " + object.at("/metadata/name").asString("without a name");
		return (documents == 1) ? new InvalidPayloadException(pointer, reason) : new InvalidPayloadException(
				"/" + index + pointer, "document " + (index + 1) + " (" + name + "): " + reason);
	}

}
