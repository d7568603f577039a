package dev.pedigree.ingestion.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Each signature scheme accepts the deliveries of its source, and no changed ones. */
class SignatureTests {

	private static final String SECRET = "It's a Secret to Everybody";

	private static final String BODY = "Hello, World!";

	private static final Instant NOW = Instant.ofEpochSecond(1_795_236_659);

	/** The example in GitHub's documentation. */
	@Test
	void githubExampleIsValid() {
		assertThat(doubt(Signature.GITHUB, BODY, SECRET, Map.of("X-Hub-Signature-256",
				"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")))
			.isNull();
	}

	@ParameterizedTest
	@EnumSource
	void onlyTheSignedBodyIsValid(Signature scheme) throws GeneralSecurityException {
		Map<String, String> headers = signed(scheme, SECRET, BODY, "id-1", NOW);
		assertThat(doubt(scheme, BODY, SECRET, headers)).isNull();
		assertThat(doubt(scheme, BODY, "another", headers)).isNotNull();
		assertThat(doubt(scheme, BODY, SECRET, Map.of())).contains("is missing");
		if (!headers.containsValue(SECRET)) {
			assertThat(doubt(scheme, "Hello, World?", SECRET, headers)).isNotNull();
		}
		headers.replaceAll((name, value) -> value.toUpperCase(java.util.Locale.ROOT) + "x");
		assertThat(doubt(scheme, BODY, SECRET, headers)).isNotNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "MLFLOW", "STANDARD_WEBHOOKS" })
	void oldDeliveryIsRejected(Signature scheme) throws GeneralSecurityException {
		for (Duration away : List.of(Duration.ofMinutes(6), Duration.ofMinutes(-6))) {
			assertThat(doubt(scheme, BODY, SECRET, signed(scheme, SECRET, BODY, "id-1", NOW.plus(away))))
				.contains("more than 5 minutes");
		}
		Map<String, String> other = signed(scheme, SECRET, BODY, "id-1", NOW);
		other.replaceAll((name, value) -> value.equals("id-1") ? "id-2" : value);
		assertThat(doubt(scheme, BODY, SECRET, other)).isNotNull();
	}

	@Test
	void wandbSignatureHasThreeForms() throws GeneralSecurityException {
		byte[] mac = hmac(SECRET.getBytes(StandardCharsets.UTF_8), BODY);
		String hex = HexFormat.of().formatHex(mac);
		for (String form : List.of(hex, "sha256=" + hex, Base64.getEncoder().encodeToString(mac))) {
			assertThat(doubt(Signature.WANDB, BODY, SECRET, Map.of("X-Wandb-Signature", form))).as(form).isNull();
		}
	}

	@Test
	void standardSecretMayBeBase64AndOneValidSignatureIsEnough() throws GeneralSecurityException {
		byte[] key = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
		String signature = Base64.getEncoder().encodeToString(hmac(key, "id-1." + NOW.getEpochSecond() + "." + BODY));
		assertThat(doubt(Signature.STANDARD_WEBHOOKS, BODY, "whsec_" + Base64.getEncoder().encodeToString(key),
				Map.of("webhook-id", "id-1", "webhook-timestamp", String.valueOf(NOW.getEpochSecond()),
						"webhook-signature", "v1,AAAA v1," + signature + " v2,x")))
			.isNull();
	}

	@Test
	void oneOfSeveralSecretsIsSufficient() throws GeneralSecurityException {
		WebhookRequest push = push(BODY, signed(Signature.GITHUB, "new", BODY, "", NOW));
		assertThat(Signature.GITHUB.rejection(push, List.of("old", "new"), NOW)).isNull();
	}

	/**
	 * Deliveries of a real MLflow server, from the folder that PEDIGREE_FIXTURES names.
	 */
	@Test
	@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
	void recordedMlflowDeliveriesAreValid() throws IOException {
		int deliveries = 0;
		try (Stream<Path> files = Files.list(Path.of(System.getenv("PEDIGREE_FIXTURES"), "mlflow"))) {
			for (Path file : files.filter((one) -> one.getFileName().toString().startsWith("webhook_")).toList()) {
				JsonNode recorded = JsonMapper.shared().readTree(Files.readString(file));
				Map<String, String> headers = new TreeMap<>();
				recorded.path("headers")
					.properties()
					.forEach((header) -> headers.put(header.getKey(), header.getValue().asString()));
				List<String> secrets = List.of(recorded.path("secret").asString());
				String body = recorded.path("body").asString();
				Instant then = Instant.ofEpochSecond(Long.parseLong(headers.get("X-MLflow-Timestamp")));
				assertThat(Signature.MLFLOW.rejection(push(body, headers), secrets, then)).as("%s", file).isNull();
				assertThat(Signature.MLFLOW.rejection(push(body.replaceFirst("e", "f"), headers), secrets, then))
					.as("%s", file)
					.isNotNull();
				deliveries++;
			}
		}
		System.out.println("MLflow: " + deliveries + " recorded deliveries are believed");
		assertThat(deliveries).isPositive();
	}

	private static @Nullable String doubt(Signature scheme, String body, String secret, Map<String, String> headers) {
		return scheme.rejection(push(body, headers), List.of(secret), NOW);
	}

	private static WebhookRequest push(String body, Map<String, String> headers) {
		return new WebhookRequest(headers::get, body.getBytes(StandardCharsets.UTF_8));
	}

	private static Map<String, String> signed(Signature scheme, String secret, String body, String id, Instant at)
			throws GeneralSecurityException {
		byte[] key = secret.getBytes(StandardCharsets.UTF_8);
		String time = String.valueOf(at.getEpochSecond());
		String timed = "v1," + Base64.getEncoder().encodeToString(hmac(key, id + "." + time + "." + body));
		return new TreeMap<>(switch (scheme) {
			case MLFLOW -> Map.of("X-MLflow-Signature", timed, "X-MLflow-Delivery-Id", id, "X-MLflow-Timestamp", time);
			case STANDARD_WEBHOOKS -> Map.of("webhook-signature", timed, "webhook-id", id, "webhook-timestamp", time);
			case GITHUB -> Map.of("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(hmac(key, body)));
			case WANDB -> Map.of("X-Wandb-Signature", Base64.getEncoder().encodeToString(hmac(key, body)));
			case GITLAB_TOKEN -> Map.of("X-Gitlab-Token", secret);
			case HUGGING_FACE -> Map.of("X-Webhook-Secret", secret);
		});
	}

	private static byte[] hmac(byte[] key, String message) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
	}

}
