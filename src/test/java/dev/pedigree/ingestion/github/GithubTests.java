package dev.pedigree.ingestion.github;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.ingestion.connector.Connected;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Webhooks and polls of a GitHub repository, from deployments to queries. */
@GraphTest
public class GithubTests {

	private static final String DEPLOYMENT = "deployment:github://hub/acme/fraud|production";

	private static final GithubServer server = new GithubServer();

	private static final Connected connected = new Connected("hub");

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	@LocalServerPort
	int port;

	/** Adds the settings of the stub source. */
	public static void connect(DynamicPropertyRegistry registry) {
		connected.connect(registry, "github", server::url);
		connected.set(registry, "projects[0]", "acme/fraud");
	}

	@BeforeEach
	void clear() {
		server.deployments.clear();
		server.statuses.clear();
		poll();
		TestStore.clear();
	}

	private void poll() {
		assertThat(connected.poll(this.asking).get("problem")).isNull();
	}

	private static String ago(int hours) {
		return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(hours)).toString();
	}

	private Object deployed(String id, String fields) {
		return String.valueOf(
				this.asking.value("{ asset(id: \"" + id + "\") { ... on Deployment { " + fields + " } } }", "asset"));
	}

	private static final String SERVED = "commit commitRef rollout rolledOutBy rolloutUrl environment { id tier } serving { version { id } }";

	@Test
	void deploymentHasCommitAndHistory() throws Exception {
		server.deployment(1, ago(9), "c1",
				"{\"modelVersion\": {\"namespace\": \"github-tests\", \"name\": \"fraud\", \"version\": \"mlflow:1\"}}");
		server.status(1, "in_progress", ago(8));
		server.status(1, "success", ago(7));
		server.deployment(2, ago(5), "c2", "\"{\\\"artifact\\\": \\\"s3://github-tests/fraud/2\\\"}\"");
		poll();
		assertThat(deployed(DEPLOYMENT, SERVED))
			.isEqualTo("{commit=c2, commitRef=main, rollout=created, rolledOutBy=ada, "
					+ "rolloutUrl=null, environment={id=environment:production, tier=PRODUCTION}, "
					+ "serving=[{version={id=version:github-tests|fraud|mlflow:1}}]}");
		server.status(2, "success", ago(4));
		server.status(1, "inactive", ago(3));
		assertThat(push("deployment_status", "inactive-" + System.nanoTime(),
				"{\"deployment\": {\"id\": 1}, \"repository\": {\"full_name\": \"acme/fraud\"}}", Connected.SECRET)
			.statusCode()).isEqualTo(202);
		poll();
		assertThat(deployed(DEPLOYMENT, SERVED))
			.isEqualTo("{commit=c2, commitRef=main, rollout=success, rolledOutBy=ada, "
					+ "rolloutUrl=https://logs.example/1, environment={id=environment:production, tier=PRODUCTION}, "
					+ "serving=[{version={id=artifact:s3://github-tests/fraud/2}}]}");
		assertThat(this.asking.value("{ asset(id: \"" + DEPLOYMENT + "\") { asOf(at: \"" + ago(6)
				+ "\") { ... on Deployment { commit rollout } } } }", "asset.asOf"))
			.hasToString("{commit=c1, rollout=success}");
		server.asked.clear();
		poll();
		assertThat(server.asked).as("both have come to an end").noneMatch((path) -> path.endsWith("statuses"));
	}

	/** GitHub knows no models, but its payload may name what the catalog calls it. */
	@Test
	void payloadIdentifiesTheDeployment() {
		server.deployment(3, ago(2), "c3",
				"{\"deployment\": {\"namespace\": \"github-tests\", \"name\": \"api\"}, \"x\": 1}");
		poll();
		assertThat(deployed("deployment:github-tests|api", "commit rollout serving { role }"))
			.isEqualTo("{commit=c3, rollout=created, serving=[]}");
	}

	@Test
	void webhookTriggersOnePoll() throws Exception {
		poll();
		server.deployment(4, ago(1), "c4", "{}");
		String body = "{\"deployment\": {\"id\": 4, \"sha\": \"forged\"}, \"repository\": {\"full_name\": \"acme/fraud\"}}";
		String id = "delivery-" + System.nanoTime();
		assertThat(push("deployment", id, body, Connected.SECRET).statusCode()).isEqualTo(202);
		assertThat(push("deployment", id, body, Connected.SECRET).statusCode()).isEqualTo(200);
		assertThat(push("workflow_job", id + "w", body, Connected.SECRET).statusCode()).isEqualTo(200);
		assertThat(push("deployment", id + "g", body, "guessed").statusCode()).isEqualTo(401);
		assertThat(push("deployment", id + "n", "{\"deployment\": {\"id\": \"4\"}}", Connected.SECRET).body())
			.contains("/deployment/id");
		Connected.await(() -> deployed(DEPLOYMENT, "commit").equals("{commit=c4}"));
	}

	private HttpResponse<String> push(String event, String id, String body, String secret) throws Exception {
		return connected.push(this.port, "github", body, "X-GitHub-Event", event, "X-GitHub-Delivery", id,
				"X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(Connected.hmac(secret, body)));
	}

	/** Neither the response nor its duration reveals names of sources. */
	@Test
	void unknownSourceAndWrongSignatureHaveEqualResponses() throws Exception {
		String good = "sha256=" + HexFormat.of().formatHex(Connected.hmac("guessed", "{}"));
		String[] wrong = connected.push(this.port, "github", "{}", "X-Hub-Signature-256", good)
			.body()
			.split("instance", -1);
		Connected unknown = new Connected("unknown");
		for (HttpResponse<String> answer : List.of(unknown.push(this.port, "github", "{}", "X-Hub-Signature-256", good),
				unknown.push(this.port, "nothing", "{}", "X-Hub-Signature-256", good),
				connected.push(this.port, "gitlab", "{}", "X-Gitlab-Token", "guessed"),
				connected.push(this.port, "github", "{}", "X-Hub-Signature-256", "sha256=xyz"),
				connected.push(this.port, "github", "{}", "Accept", "*/*"))) {
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.body()).startsWith(wrong[0]);
		}
	}

	/** The signature is of the bytes that are sent, and read before they are unpacked. */
	@Test
	void compressedWebhookIsVerifiedBeforeDecompression() throws Exception {
		byte[] zipped = zipped("{\"deployment\": {\"id\": 9}, \"repository\": {\"full_name\": \"acme/fraud\"}}");
		String id = "gzip-" + System.nanoTime();
		assertThat(pushZipped(zipped, zipped, id).statusCode()).isEqualTo(202);
		byte[] forged = zipped("x".repeat(2_000_000));
		assertThat(pushZipped(forged, zipped, id).statusCode()).as("unpacked it is too large").isEqualTo(401);
		assertThat(pushZipped(forged, forged, id).statusCode()).isEqualTo(413);
	}

	@Test
	void webhookSizeIsLimited() throws Exception {
		String body = "x".repeat(1_100_000);
		assertThat(push("deployment", "large", body, Connected.SECRET).statusCode()).isEqualTo(413);
	}

	private HttpResponse<String> pushZipped(byte[] body, byte[] signed, String id) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(Connected.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/v1/ingest/github/hub"))
					.header("X-GitHub-Event", "deployment")
					.header("X-GitHub-Delivery", id)
					.header("Content-Encoding", "gzip")
					.header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(mac.doFinal(signed)))
					.POST(HttpRequest.BodyPublishers.ofByteArray(body))
					.build(), HttpResponse.BodyHandlers.ofString());
		}
	}

	private static byte[] zipped(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

	@Test
	void manyDeploymentsAreSeveralPages() {
		for (int i = 0; i < 230; i++) {
			server.deployment(100 + i, ago(300 - i), "many" + i, "{}");
		}
		poll();
		assertThat(deployed(DEPLOYMENT, "commit")).isEqualTo("{commit=many229}");
		assertThat(server.asked.stream().filter((path) -> path.endsWith("/deployments")))
			.hasSizeGreaterThanOrEqualTo(3);
		assertThat(this.asking.value("{ asset(id: \"" + DEPLOYMENT + "\") { asOf(at: \"" + ago(300)
				+ "\") { ... on Deployment { commit } } } }", "asset.asOf.commit"))
			.isEqualTo("many0");
		assertThat(List.copyOf(server.deployments.keySet())).hasSize(230);
	}

}
