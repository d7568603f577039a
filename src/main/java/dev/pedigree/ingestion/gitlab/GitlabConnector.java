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

/** Connector of GitLab: webhooks and REST API v4. */
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
		return List.of("deployments", "commits", "statuses", "creators");
	}

	@Override
	public List<Signature> signatures() {
		return List.of(Signature.STANDARD_WEBHOOKS, Signature.GITLAB_TOKEN);
	}

	/**
	 * Reads the changed deployment; other events are ignored. Older servers send no
	 * delivery id, so an equal body is a repetition.
	 */
	@Override
	public WebhookRequest.WebhookEvent read(WebhookRequest request) {
		String delivery = Stream.of("webhook-id", "Idempotency-Key")
			.map(request::header)
			.filter(Objects::nonNull)
			.filter((key) -> !key.isBlank())
			.findFirst()
			.orElseGet(() -> Urn.sha256(new String(request.body(), StandardCharsets.UTF_8)));
		PayloadNode body = new PayloadNode(request.json(), "").object();
		if (!body.text("object_kind").filter("deployment"::equals).isPresent()) {
			return new WebhookRequest.WebhookEvent(delivery, Set.of());
		}
		String id = body.at("deployment_id").requiredInteger();
		String project = body.at("project").object().at("path_with_namespace").required();
		return new WebhookRequest.WebhookEvent(delivery, Set.of(project + "#" + id));
	}

	@Override
	public void poll(PollRound round) {
		GitlabPoll poll = new GitlabPoll(round);
		round.run(poll::pollDeployment, poll::pollAll);
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new GitlabPayload(new PayloadNode(payload, "").object()).translate();
	}

}
