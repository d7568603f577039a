package dev.pedigree.ingestion.wandb;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.Connector;
import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.Signature;
import dev.pedigree.ingestion.connector.WebhookRequest;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/** Connector of Weights & Biases: webhooks of automations and GraphQL API. */
@Component
class WandbConnector implements Connector {

	private final Clock clock;

	WandbConnector(Clock clock) {
		this.clock = clock;
	}

	@Override
	public String name() {
		return "wandb";
	}

	@Override
	public Set<String> needs() {
		return Set.of("projects");
	}

	@Override
	public List<String> captures() {
		return List.of("collections", "artifact versions", "aliases", "tags", "digests", "runs", "parameters",
				"commits", "metrics", "datasets", "lineage", "teams");
	}

	@Override
	public List<Signature> signatures() {
		return List.of(Signature.WANDB);
	}

	/**
	 * Reads the collection that an automation names. Its body is the template of the
	 * documentation, or has the same variables in {@code client_payload}. W&B sends no
	 * delivery id, so an equal body within a minute is a repetition.
	 */
	@Override
	public WebhookRequest.WebhookEvent read(WebhookRequest request) {
		PayloadNode body = new PayloadNode(request.json(), "");
		PayloadNode event = body.at("client_payload").isPresent() ? body.at("client_payload") : body;
		String key = Urn.sha256(new String(request.body(), StandardCharsets.UTF_8)) + "@"
				+ this.clock.instant().truncatedTo(ChronoUnit.MINUTES);
		Set<String> subjects = event.text("artifact_collection_name").isEmpty() ? Set.of()
				: Set.of(part(event.at("entity_name")) + "/" + part(event.at("project_name")) + "/"
						+ part(event.at("artifact_collection_name")));
		return new WebhookRequest.WebhookEvent(key, subjects);
	}

	private static String part(PayloadNode name) {
		if (name.required().matches(".*[/$].*")) {
			throw name.invalid("is no name; variables of an automation are written ${entity_name}");
		}
		return name.required();
	}

	@Override
	public void poll(PollRound round) {
		WandbPoll poll = new WandbPoll(round);
		round.run(poll::pollSubject, poll::pollAll);
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new WandbPayload(new PayloadNode(Masking.masked(payload), "").object()).translate();
	}

}
