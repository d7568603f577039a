package dev.pedigree.ingestion.gitlab;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.conformance.GraphContent;
import dev.pedigree.ingestion.IngestionService;
import dev.pedigree.ingestion.PayloadOutcome;
import dev.pedigree.ingestion.connector.Connected;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Webhooks and polls of a GitLab project, from deployments to queries. */
@GraphTest
public class GitlabTests {

	private static final String DEPLOYMENT = "deployment:gitlab://lab/acme/fraud|production";

	private static final String EVENT = "{\"object_kind\": \"deployment\", \"status\": \"success\", \"deployment_id\": 4, "
			+ "\"status_changed_at\": \"2021-04-28 21:50:00 +0200\", \"project\": {\"path_with_namespace\": \"acme/fraud\"}}";

	private static final GitlabServer server = new GitlabServer();

	private static final Connected connected = new Connected("lab");

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	@Autowired
	IngestionService reception;

	@LocalServerPort
	int port;

	/** Adds the settings of the stub source. */
	public static void connect(DynamicPropertyRegistry registry) {
		connected.connect(registry, "gitlab", server::url);
		connected.set(registry, "projects[0]", "acme/fraud");
	}

	@BeforeEach
	void clear() {
		server.deployments.clear();
		server.hidden.clear();
		server.faults.clear();
		assertThat(poll().get("problem")).isNull();
		forget();
		server.asked.clear();
	}

	private void forget() {
		TestStore.clear();
	}

	private Map<?, ?> poll() {
		return connected.poll(this.asking);
	}

	private static String ago(long minutes) {
		return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(minutes)).toString();
	}

	private Object deployed(String fields) {
		return String.valueOf(this.asking
			.value("{ asset(id: \"" + DEPLOYMENT + "\") { ... on Deployment { " + fields + " } } }", "asset"));
	}

	@Test
	void deploymentHasCommitAndHistory() {
		server.deployment(1, ago(300), "success", ago(290), "c1");
		server.deployment(2, ago(200), "running", ago(199), "c2");
		poll();
		assertThat(deployed("commit commitRef rollout rolledOutBy rolloutUrl"))
			.isEqualTo("{commit=c2, commitRef=main, rollout=running, rolledOutBy=ada, "
					+ "rolloutUrl=https://gitlab.example/acme/fraud/-/jobs/2}");
		server.deployment(2, ago(200), "failed", ago(5), "c2");
		poll();
		assertThat(deployed("rollout")).isEqualTo("{rollout=failed}");
		assertThat(this.asking.value("{ asset(id: \"" + DEPLOYMENT + "\") { asOf(at: \"" + ago(250)
				+ "\") { ... on Deployment { commit rollout } } } }", "asset.asOf"))
			.hasToString("{commit=c1, rollout=success}");
		assertThat(this.driver.executableQuery(
				"MATCH (n) WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS 'gitlab-tests.example') RETURN n")
			.execute()
			.records()).isEmpty();
	}

	@Test
	void failedPagesAreFetchedAgain() {
		for (int i = 0; i < 230; i++) {
			server.deployment(100 + i, ago(900 - i), "success", ago(850 - i / 3), "many" + i);
		}
		server.faults.addAll(List.of(503, 429));
		assertThat(poll().get("problem")).isNull();
		assertThat(deployed("commit")).isEqualTo("{commit=many229}");
		assertThat(this.driver.executableQuery(
				"MATCH (r:Revision) WHERE r.key CONTAINS 'gitlab://lab' OR r.asset CONTAINS 'gitlab://lab' RETURN count(r) AS revisions")
			.execute()
			.records()
			.getFirst()
			.get("revisions")
			.asInt()).isEqualTo(460);
		server.faults.add(401);
		assertThat(poll().get("problem")).asString().contains("/projects/acme/fraud/deployments was answered with 401");
	}

	@Test
	void forbiddenSubjectDoesNotStopTheOthers() throws Exception {
		server.deployment(1, ago(30), "success", ago(20), "c1");
		server.hidden.add(4L);
		assertThat(push(EVENT.replace("success", "hidden"), "X-Gitlab-Token", Connected.SECRET).statusCode())
			.isEqualTo(202);
		Connected.await(() -> server.asked.contains("/api/v4/projects/acme%2Ffraud/deployments/4"));
		assertThat(poll().get("problem")).asString().contains("/deployments/4 was answered with 403");
		assertThat(deployed("commit")).isEqualTo("{commit=c1}");
		assertThat(connected.source(this.asking).get("waiting")).as("a push is not lost").isEqualTo(1L);
		server.deployment(5, ago(12), "failed", ago(11), "c5");
		assertThat(
				push(EVENT.replace("\"deployment_id\": 4", "\"deployment_id\": 5"), "X-Gitlab-Token", Connected.SECRET)
					.statusCode())
			.isEqualTo(202);
		assertThat(poll().get("problem")).asString().contains("/deployments/4 was answered with 403");
		assertThat(connected.source(this.asking).get("waiting")).as("another is done").isEqualTo(1L);
		server.asked.clear();
		server.faults.addAll(List.of(500, 500, 500, 500, 500));
		server.hidden.clear();
		assertThat(poll().get("problem")).asString().contains("answered with 500");
		assertThat(server.asked).as("a server that is down is asked for no more").hasSize(5);
		server.deployment(4, ago(10), "success", ago(9), "c4");
		assertThat(poll().get("problem")).isNull();
		assertThat(connected.source(this.asking).get("waiting")).isEqualTo(0L);
	}

	@Test
	void orderOfPayloadsDoesNotMatter() {
		server.deployment(1, ago(300), "success", ago(290), "c1");
		server.deployment(2, ago(200), "running", ago(199), "c2");
		server.deployment(3, ago(190), "failed", ago(180), "c3");
		List<JsonNode> payloads = new ArrayList<>();
		payloads(payloads);
		server.deployment(2, ago(200), "success", ago(100), "c2");
		server.deployment(1, ago(300), "canceled", ago(90), "c1");
		payloads(payloads);
		List<String> first = null;
		for (int shuffle = 0; shuffle < Seeds.of(6); shuffle++) {
			List<JsonNode> shuffled = new ArrayList<>(payloads);
			shuffled.addAll(payloads);
			Collections.shuffle(shuffled, new Random(shuffle));
			forget();
			assertThat(this.reception.receiveAll("gitlab", "gitlab:lab", shuffled)).hasSize(12)
				.hasOnlyElementsOfType(PayloadOutcome.Accepted.class);
			List<String> content = GraphContent.of(this.driver)
				.stream()
				.filter((line) -> line.contains("gitlab://lab"))
				.toList();
			first = (first != null) ? first : content;
			assertThat(content).as("shuffle %s", shuffle).hasSizeGreaterThan(5).isEqualTo(first);
		}
	}

	private static void payloads(List<JsonNode> payloads) {
		server.deployments.values()
			.forEach((one) -> payloads.add(GitlabPoll.payload("acme/fraud", one.deepCopy()).put("instance", "lab")));
	}

	/** Deployments of one time cannot be paged if they fill a page. */
	@Test
	void fullPageOfEqualTimestampsIsReported() {
		String moment = ago(60);
		for (int i = 0; i < 101; i++) {
			server.deployment(1000 + i, moment, "success", moment, "same" + i);
		}
		assertThat(poll().get("problem")).asString().contains("At least 100 deployments of acme/fraud");
	}

	@Test
	void webhookIsAuthenticatedBySignatureOrToken() throws Exception {
		server.deployment(4, ago(60), "success", ago(50), "c4");
		String id = "msg-" + System.nanoTime();
		String now = String.valueOf(Instant.now().getEpochSecond());
		String signature = "v1,"
				+ Base64.getEncoder().encodeToString(Connected.hmac(Connected.SECRET, id + "." + now + "." + EVENT));
		assertThat(push(EVENT, "webhook-id", id, "webhook-timestamp", now, "webhook-signature", signature).statusCode())
			.isEqualTo(202);
		assertThat(push(EVENT, "webhook-id", id, "webhook-timestamp", now, "webhook-signature", signature).statusCode())
			.isEqualTo(200);
		Connected.await(() -> deployed("commit").equals("{commit=c4}"));
		assertThat(server.asked).containsOnly("/api/v4/projects/acme%2Ffraud/deployments/4");
		assertThat(push(EVENT + " ", "X-Gitlab-Token", Connected.SECRET).statusCode()).isEqualTo(202);
		assertThat(push(EVENT + " ", "X-Gitlab-Token", Connected.SECRET).statusCode()).isEqualTo(200);
		assertThat(push("{\"object_kind\": \"pipeline\"}", "X-Gitlab-Token", Connected.SECRET).statusCode())
			.isEqualTo(200);
		assertThat(push(EVENT, "X-Gitlab-Token", "guessed").statusCode()).isEqualTo(401);
		assertThat(push(EVENT, "X-Gitlab-Event", "Deployment Hook").body())
			.contains("its signature is missing or wrong");
		assertThat(push(EVENT.replace("4", "5"), "webhook-id", id, "webhook-timestamp", now, "webhook-signature",
				signature, "X-Gitlab-Token", Connected.SECRET)
			.statusCode()).as("a token beside a signature that is not good").isEqualTo(401);
		assertThat(
				push("{\"object_kind\": \"deployment\", \"deployment_id\": \"4\"}", "X-Gitlab-Token", Connected.SECRET)
					.body())
			.contains("/deployment_id");
	}

	private HttpResponse<String> push(String body, String... headers) throws Exception {
		return connected.push(this.port, "gitlab", body, headers);
	}

}
