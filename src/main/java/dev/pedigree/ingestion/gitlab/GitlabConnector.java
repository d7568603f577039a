package dev.pedigree.ingestion.gitlab;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.Connector;
import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.Signature;
import dev.pedigree.ingestion.connector.WebhookRequest;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/** GitLab as it pushes (webhooks) and as it is asked (REST v4). */
@Component
class GitlabConnector implements Connector {

	@Override
	public String name() {
		return "gitlab";
	}

	@Override
	public Set<String> needs() {
		return Set.of("projects");
	}

	@Override
	public List<String> captures() {
		return List.of("deployments", "commits", "statuses", "who deployed");
	}

	@Override
	public List<Signature> signatures() {
		return List.of(Signature.STANDARD_WEBHOOKS, Signature.GITLAB_TOKEN);
	}

	/**
	 * Events of deployments name the one to ask for; all others say nothing here. Older
	 * servers name no delivery: a repetition has the same body.
	 */
	@Override
	public WebhookRequest.WebhookEvent read(WebhookRequest push) {
		String delivery = Stream.of("webhook-id", "Idempotency-Key")
			.map(push::header)
			.filter(Objects::nonNull)
			.filter((key) -> !key.isBlank())
			.findFirst()
			.orElseGet(() -> Urn.sha256(new String(push.body(), StandardCharsets.UTF_8)));
		PayloadNode body = new PayloadNode(push.json(), "").object();
		if (!body.text("object_kind").filter("deployment"::equals).isPresent()) {
			return new WebhookRequest.WebhookEvent(delivery, Set.of());
		}
		PayloadNode id = body.at("deployment_id");
		if (!id.node().isIntegralNumber()) {
			throw id.refused("must be a number");
		}
		String project = body.at("project").object().at("path_with_namespace").required();
		return new WebhookRequest.WebhookEvent(delivery, Set.of(project + "#" + id.node().asString()));
	}

	@Override
	public void poll(PollRound poll) {
		GitlabPoll asking = new GitlabPoll(poll);
		poll.forEachSubject(asking::only);
		if (poll.isForEverything()) {
			asking.everything();
		}
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new GitlabPayload(new PayloadNode(payload, "").object()).translate();
	}

}
