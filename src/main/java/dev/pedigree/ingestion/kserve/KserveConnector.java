package dev.pedigree.ingestion.kserve;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
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
 * KServe in a cluster, which is listed and watched, and does not push; what is to run
 * there may be told by its manifests, from which a cluster is made (GitOps).
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
	public void poll(PollRound poll) {
		if (poll.isForEverything()) {
			try (KserveWatch watch = new KserveWatch(poll)) {
				watch.follow();
			}
		}
	}

	/**
	 * The cluster that manifests are for ({@code instance}), and the tier of what runs
	 * there.
	 */
	@Override
	public Set<String> parameters() {
		return Set.of("instance", "tier", "ownerTag");
	}

	@Override
	public boolean reads(String path) {
		return path.endsWith(".yaml") || path.endsWith(".yml");
	}

	/** Manifests of what serves a model; of all else no more than the kind. */
	@Override
	public @Nullable JsonNode read(String path, String text) {
		ArrayNode objects = JsonNodeFactory.instance.arrayNode();
		for (JsonNode document : Yaml.documents(text)) {
			for (JsonNode object : document.has("items") ? document.path("items").values() : List.of(document)) {
				if (object instanceof ObjectNode manifest) {
					objects.add((kind(manifest) != null) ? KserveClient.bare(manifest) : manifest.retain("kind"));
				}
			}
		}
		if (objects.valueStream().allMatch((object) -> kind(object) == null)) {
			return null;
		}
		return objects;
	}

	private static @Nullable KserveKind kind(JsonNode manifest) {
		return KserveKind.of(manifest.path("kind").asString(""));
	}

	/**
	 * Addresses and messages are masked one by one; the rest was taken out when it came.
	 */
	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode place = new PayloadNode(payload, "").object();
		return place.at("content").isThere() ? manifests(place) : new KservePayload(place).translate();
	}

	private static Translation manifests(PayloadNode payload) {
		List<MetadataEvent> events = new ArrayList<>();
		List<Translation.PayloadFacet> facets = new ArrayList<>();
		long at = EventTime.of(payload.at("at")).at().toEpochMilli();
		List<PayloadNode> objects = payload.at("content").elements();
		for (PayloadNode object : objects) {
			if (kind(object.node()) == null) {
				facets.add(new Translation.PayloadFacet("kserve.kind", object.text("kind").orElse("none"), false,
						object.node()));
				continue;
			}
			ObjectNode one = ((ObjectNode) payload.node()).deepCopy();
			one.remove("content");
			one.put("observed_at", at).set("object", object.node());
			try {
				Translation translation = new KservePayload(new PayloadNode(one, "")).translate();
				events.addAll(translation.events());
				facets.addAll(translation.facets());
			}
			catch (InvalidPayloadException ex) {
				throw inFile(ex, object.node(), objects.indexOf(object), objects.size());
			}
		}
		return new Translation(events, facets);
	}

	/** Names the document of a file of several, and the place in it. */
	private static InvalidPayloadException inFile(InvalidPayloadException refused, JsonNode object, int index,
			int documents) {
		if (!refused.pointer().startsWith("/object")) {
			return refused;
		}
		String pointer = refused.pointer().substring("/object".length());
		String reason = refused.reason().replaceFirst("^object\\.", "");
		return (documents == 1) ? new InvalidPayloadException(pointer, reason)
				: new InvalidPayloadException("/" + index + pointer,
						"document " + (index + 1) + " (" + object.path("kind").asString("") + " "
								+ object.path("metadata").path("name").asString("without a name") + "): " + reason);
	}

}
