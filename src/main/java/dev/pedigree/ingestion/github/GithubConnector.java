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

/** GitHub as it pushes (webhooks) and as it is asked (REST). */
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
		return List.of("deployments", "environments", "commits", "statuses", "who deployed",
				"what a payload says serves");
	}

	@Override
	public List<Signature> signatures() {
		return List.of(Signature.GITHUB);
	}

	/** Events of deployments name the one to ask for; all others say nothing here. */
	@Override
	public WebhookRequest.WebhookEvent read(WebhookRequest push) {
		String delivery = push.header("X-GitHub-Delivery");
		if (delivery == null || delivery.isBlank()) {
			throw new InvalidPayloadException("", "The header X-GitHub-Delivery is missing");
		}
		PayloadNode body = new PayloadNode(push.json(), "").object();
		if (!EVENTS.contains(push.header("X-GitHub-Event"))) {
			return new WebhookRequest.WebhookEvent(delivery, Set.of());
		}
		PayloadNode id = body.at("deployment").object().at("id");
		if (!id.node().isIntegralNumber()) {
			throw id.refused("must be a number");
		}
		String repository = body.at("repository").object().at("full_name").required();
		return new WebhookRequest.WebhookEvent(delivery, Set.of(repository + "#" + id.node().asString()));
	}

	@Override
	public void poll(PollRound poll) {
		GithubPoll asking = new GithubPoll(poll);
		poll.forEachSubject(asking::only);
		if (poll.isForEverything()) {
			asking.everything();
		}
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new GithubPayload(new PayloadNode(payload, "").object()).translate();
	}

}
