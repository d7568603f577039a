package dev.pedigree.ingestion.github;

import java.util.List;
import java.util.Set;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.Connector;
import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.Signature;
import dev.pedigree.ingestion.connector.WebhookRequest;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/** Connector of GitHub: webhooks and REST API. */
@Component
class GithubConnector implements Connector {

	private static final Set<String> EVENTS = Set.of("deployment", "deployment_status");

	@Override
	public String name() {
		return "github";
	}

	@Override
	public Set<String> needs() {
		return Set.of("projects");
	}

	@Override
	public List<String> captures() {
		return List.of("deployments", "environments", "commits", "statuses", "creators", "served models and artifacts");
	}

	@Override
	public List<Signature> signatures() {
		return List.of(Signature.GITHUB);
	}

	/** Reads the changed deployment; other events are ignored. */
	@Override
	public WebhookRequest.WebhookEvent read(WebhookRequest request) {
		String delivery = request.header("X-GitHub-Delivery");
		if (delivery == null || delivery.isBlank()) {
			throw new InvalidPayloadException("", "The header X-GitHub-Delivery is missing");
		}
		PayloadNode body = new PayloadNode(request.json(), "").object();
		if (!EVENTS.contains(request.header("X-GitHub-Event"))) {
			return new WebhookRequest.WebhookEvent(delivery, Set.of());
		}
		String id = body.at("deployment").object().at("id").requiredInteger();
		String repository = body.at("repository").object().at("full_name").required();
		return new WebhookRequest.WebhookEvent(delivery, Set.of(repository + "#" + id));
	}

	@Override
	public void poll(PollRound round) {
		GithubPoll poll = new GithubPoll(round);
		round.run(poll::pollDeployment, poll::pollAll);
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new GithubPayload(new PayloadNode(payload, "").object()).translate();
	}

}
