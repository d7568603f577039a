package dev.pedigree.ingestion.mlflow;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.Connector;
import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.Signature;
import dev.pedigree.ingestion.connector.WebhookRequest;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/** Connector of MLflow: webhooks (3.3 and later) and REST API 2.0. */
@Component
class MlflowConnector implements Connector {

	@Override
	public String name() {
		return "mlflow";
	}

	@Override
	public List<String> captures() {
		return List.of("registered models", "model versions", "aliases", "stages", "tags", "runs", "parameters",
				"metrics", "datasets", "signatures", "packages");
	}

	@Override
	public List<Signature> signatures() {
		return List.of(Signature.MLFLOW);
	}

	/** Reads the changed model or version; prompts and budgets are ignored. */
	@Override
	public WebhookRequest.WebhookEvent read(WebhookRequest request) {
		PayloadNode event = new PayloadNode(request.json(), "").object();
		String entity = event.at("entity").required();
		event.at("action").required();
		PayloadNode data = event.at("data").object();
		Set<String> subjects = switch (entity) {
			case "registered_model", "model_version_alias" -> Set.of(data.name());
			case "model_version", "model_version_tag" ->
				Set.of(data.name(), new Subject(data.name(), data.at("version").required()).text());
			default -> Set.of();
		};
		return new WebhookRequest.WebhookEvent(Objects.requireNonNull(request.header("X-MLflow-Delivery-Id")),
				subjects);
	}

	@Override
	public void poll(PollRound round) {
		MlflowPoll poll = new MlflowPoll(round);
		round.run((subject) -> poll.pollSubject(Subject.of(subject)), poll::pollAll);
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new MlflowPayload(new PayloadNode(Masking.masked(payload), "").object()).translate();
	}

}
