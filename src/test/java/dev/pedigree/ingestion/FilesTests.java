package dev.pedigree.ingestion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.TestToken;
import dev.pedigree.conformance.GraphContent;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Uploaded files: cards, bills of materials and manifests, from upload to query. */
@GraphTest
class FilesTests {

	private static final String AT = "&at=2026-02-01T00:00:00Z";

	private static final String MODEL = "data:hf|models/acme/note-classifier";

	private static final String VERSION = "version:hf|models/acme/note-classifier|git:c0ffee";

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	@BeforeEach
	void clear() {
		TestStore.clear();
	}

	private static byte[] file(String name) {
		return FileDoor.file(name);
	}

	private HttpResponse<String> post(String path, byte[] body) throws Exception {
		return new FileDoor(this.port).post(path, body);
	}

	private JsonNode taken(String path, byte[] body) throws Exception {
		return new FileDoor(this.port).taken(path, body);
	}

	private String asset(String id, String fields) {
		return String.valueOf(this.asking.value("{ asset(id: \"" + id + "\") { " + fields + " } }", "asset"));
	}

	@Test
	void cardStatesModelAndSources() throws Exception {
		taken("huggingface?model=acme/note-classifier&revision=c0ffee&at=2026-01-01T00:00:00Z",
				"# Not measured yet".getBytes(StandardCharsets.UTF_8));
		assertThat(taken("huggingface?model=acme/note-classifier&revision=c0ffee" + AT, file("README.md")))
			.hasToString("{\"assets\":[\"" + MODEL + "\",\"" + VERSION
					+ "\"],\"stubs\":[\"data:hf|datasets/acme/card-notes\",\"data:hf|models/acme-labs/nordic-base\","
					+ "\"version:hf|datasets/acme/card-notes|git:5f1c0de\",\"version:hf|datasets/acme/card-notes|git:main\"]}");
		assertThat(asset(MODEL,
				"displayName description tags ... on Model { license intendedUses outOfScopeUses limitations cardSections { title } }"))
			.isEqualTo(
					"{displayName=acme/note-classifier, description=Finds notes on card payments that tell of fraud., "
							+ "tags=[fraud, language:no, license:other], license=acme-research, intendedUses=[triage of notes, search], "
							+ "outOfScopeUses=[Decisions about people.], limitations=[Short notes are guessed.], "
							+ "cardSections=[{title=Note classifier}, {title=Intended uses}, {title=Out-of-scope use}, {title=Limitations}, "
							+ "{title=Training}, {title=CO2 emissions (g)}]}");
		assertThat(asset(VERSION,
				"... on ModelVersion { framework artifactUri evaluations { name evaluatedAt datasetVersion { id } metrics { name value text } } }"))
			.isEqualTo("{framework=transformers, artifactUri=hf://acme/note-classifier:c0ffee, evaluations=["
					+ "{name=text-classification Card notes nordic test, evaluatedAt=null, "
					+ "datasetVersion={id=version:hf|datasets/acme/card-notes|git:5f1c0de}, metrics=["
					+ "{name=Accuracy, value=0.9, text=null}, {name=f1, value=0.81, text=null}, {name=loss, value=null, text=NaN}, "
					+ "{name=reward, value=null, text=197.02 +/- 73.63}]}, "
					+ "{name=text-classification acme/card-notes, evaluatedAt=null, "
					+ "datasetVersion={id=version:hf|datasets/acme/card-notes|git:main}, metrics=[{name=f1, value=1.0, text=null}]}]}");
		assertThat(this.asking.list(
				"{ impact(roots: [\"data:hf|datasets/acme/card-notes\"], change: SCHEMA_CHANGE) { affected { edges { node { asset { id } } } } } }",
				"impact.affected.edges[*].node.asset.id"))
			.contains(MODEL);
		assertThat(asset(VERSION,
				"... on ModelVersion { before: evaluations(asOf: \"2026-01-31T00:00:00Z\") { name } "
						+ "since: evaluations(asOf: \"2026-02-01T00:00:00Z\") { metrics { name } } }"))
			.as("of which nobody said when they were made")
			.isEqualTo("{before=[], since=[{metrics=[{name=Accuracy}, {name=f1}, {name=loss}, "
					+ "{name=reward}]}, {metrics=[{name=f1}]}]}");
		assertThat(asset("job:hf|declared:models/acme/note-classifier", "tags ... on Job { jobType }"))
			.isEqualTo("{tags=[relation:finetune], jobType=DECLARED}");
		assertThat(this.asking.value(
				"{ lineage(id: \"" + MODEL + "\", direction: UPSTREAM) { nodes { asset { id kind } } } }",
				"lineage.nodes"))
			.asString()
			.contains("{id=data:hf|models/acme-labs/nordic-base, kind=MODEL}");
	}

	@Test
	void billOfMaterialsStatesPackagesDataMetricsAndCard() throws Exception {
		taken("cyclonedx", file("bom.cdx.json"));
		String model = String
			.valueOf(this.asking.list("{ models(first: 1000) { edges { node { id } } } }", "models.edges[*].node.id")
				.stream()
				.filter((id) -> String.valueOf(id).startsWith("data:bom://"))
				.findFirst()
				.orElseThrow());
		assertThat(asset(model,
				"displayName description tags ... on Model { license intendedUses limitations "
						+ "cardSections { title text } }"))
			.isEqualTo("{displayName=scorer, description=Scores card payments, tags=[approach:supervised, "
					+ "architecture:gradient boosting, license:Apache-2.0], license=Apache-2.0, intendedUses=[card payments], "
					+ "limitations=[no gift cards, slow on Mondays], cardSections=[{title=Use cases, text=- card payments}, "
					+ "{title=Technical limitations, text=- no gift cards}, {title=Performance tradeoffs, text=- slow on Mondays}, "
					+ "{title=Ethical considerations, text=- Name: proxies of age; Mitigation strategy: left out}]}");
		assertThat(asset(model.replace("data:", "version:") + "|bom:7",
				"... on ModelVersion { digest dependencies { id } evaluations { metrics { name value text slice } } }"))
			.isEqualTo("{digest=sha256:aa11111111111111111111111111111111111111111111111111111111111111, "
					+ "dependencies=[{id=pkg:pypi/numpy@1.26.4}, {id=pkg:pypi/torch@2.1.0}], evaluations=[{metrics=["
					+ "{name=auc, value=0.93, text=null, slice=null}, {name=recall, value=null, text=85%, slice=country=SG}]}]}");
		assertThat(
				this.asking.list("{ lineage(id: \"" + model + "\", direction: UPSTREAM) { nodes { asset { id } } } }",
						"lineage.nodes[*].asset.id"))
			.contains("data:hf|datasets/acme/card-payments", "data:s3://files-tests|labels",
					"data:hf|models/acme-labs/nordic-base");
		assertThat(asset("data:s3://files-tests|labels",
				"tags ... on Dataset { sensitivity } owners { owner { ... on Team { name } ... on Person { email } } }"))
			.isEqualTo(
					"{tags=[], sensitivity=[classification:confidential], owners=[{owner={email=edith@files.example}}, "
							+ "{owner={name=files-risk}}]}");
	}

	/** Properties of the registry are not overwritten; the document adds others. */
	@Test
	void parametersIdentifyTheModelVersion() throws Exception {
		String told = "namespace=" + URLEncoder.encode("files-own", StandardCharsets.UTF_8)
				+ "&name=scorer&version=mlflow:7";
		taken("cyclonedx?" + told, file("bom.cdx.json"));
		taken("huggingface?" + told + AT, file("README.md"));
		assertThat(asset("version:files-own|scorer|mlflow:7",
				"displayName ... on ModelVersion { digest dependencies { id } evaluations { name } }"))
			.isEqualTo(
					"{displayName=scorer mlflow:7, digest=null, dependencies=[{id=pkg:pypi/numpy@1.26.4}, {id=pkg:pypi/torch@2.1.0}], "
							+ "evaluations=[{name=model card}, {name=text-classification Card notes nordic test}, "
							+ "{name=text-classification acme/card-notes}]}");
		taken("cyclonedx?" + told, """
				{"bomFormat": "CycloneDX", "metadata": {"timestamp": "2026-04-01T10:00:00Z", "component":
				  {"type": "machine-learning-model", "name": "scorer", "licenses": [{"license": {"id": "MIT"}}]}}}
				""".getBytes(StandardCharsets.UTF_8));
		assertThat(asset("data:files-own|scorer",
				"displayName ... on Model { registered license intendedUses cardSections { title } }"))
			.isEqualTo("{displayName=scorer, registered=null, license=MIT, intendedUses=[card payments], cardSections=["
					+ "{title=Use cases}, {title=Technical limitations}, {title=Performance tradeoffs}, {title=Ethical considerations}]}");
		assertThat(this.driver
			.executableQuery(
					"MATCH (v {urn: 'version:files-own|scorer|mlflow:7'}) RETURN v.registeredAt AS at, v.at AS made")
			.execute()
			.records()).as("a document is no registry")
			.allMatch((row) -> row.get("at").isNull() && row.get("made").isNull());
		HttpResponse<String> half = post("cyclonedx?name=scorer", file("bom.cdx.json"));
		assertThat(half.statusCode()).isEqualTo(422);
		assertThat(half.body()).contains("namespace is missing");
	}

	@Test
	void manifestsStateDeployments() throws Exception {
		taken("kserve?instance=files-cluster&tier=production&ownerTag=team" + AT, file("manifests.yaml"));
		assertThat(asset("deployment:kserve://files-cluster/files-risk|scorer",
				"owners { owner { ... on Team { name } } } ... on Deployment { environment { id tier } serving { since version { id } } }"))
			.isEqualTo("{owners=[{owner={name=files-risk}}], environment={id=environment:files-cluster/files-risk, "
					+ "tier=PRODUCTION}, serving=[{since=2026-02-01T00:00:00.000Z, "
					+ "version={id=artifact:s3://files-tests/models/scorer/7}}]}");
		assertThat(post("kserve?instance=files-cluster&tier=best", file("manifests.yaml")).body())
			.contains("must be one of [");
		assertThat(this.driver.executableQuery(
				"MATCH (n) WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS 'shh-manifest') RETURN n LIMIT 1")
			.execute()
			.records()).isEmpty();
	}

	@Test
	void filesOfAnArchiveFailIndependently() throws Exception {
		Map<String, byte[]> files = new TreeMap<>();
		files.put("hub/acme/one/README.md", file("README.md"));
		files.put("hub/acme/two/README.md", "---\n- a list\n---\n".getBytes(StandardCharsets.UTF_8));
		files.put("hub/acme/three/README.md", new byte[] { (byte) 0xc3, 0x28 });
		files.put("hub/acme/one/.eval_results/gpqa.yaml", """
				# Of a benchmark
				- dataset: {id: acme/gpqa, task_id: diamond}
				  value: 0.412
				  date: "2026-01-31"
				""".getBytes(StandardCharsets.UTF_8));
		files.put("hub/acme/one/model.safetensors", new byte[100]);
		HttpResponse<String> answer = post("huggingface?" + AT.substring(1), zip(files));
		assertThat(answer.statusCode()).isEqualTo(207);
		JsonNode report = JsonMapper.shared().readTree(answer.body());
		assertThat(report.path("summary").path("successful").asInt()).isEqualTo(2);
		assertThat(report.path("ignored_files")).hasToString("[\"hub/acme/one/model.safetensors\"]");
		assertThat(report.path("failed_events")
			.valueStream()
			.map((one) -> one.path("file").asString() + ": " + one.path("reason").asString()))
			.containsExactly("hub/acme/three/README.md: not text in UTF-8",
					"hub/acme/two/README.md: the YAML before the text must have names and values, such as license: mit");
		assertThat(post("huggingface?model=acme/one", zip(files)).body())
			.contains("has several files of the format huggingface; the parameters [", "] are allowed with one");
		assertThat(asset("version:hf|models/acme/one|git:main",
				"... on ModelVersion { artifactUri evaluations { name evaluatedAt metrics { value } } }"))
			.contains("{artifactUri=hf://acme/one,",
					"{name=diamond, evaluatedAt=2026-01-31T00:00:00.000Z, metrics=[{value=0.412}]}");
	}

	private static byte[] zip(Map<String, byte[]> files) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (Map.Entry<String, byte[]> file : files.entrySet()) {
				zip.putNextEntry(new ZipEntry(file.getKey()));
				zip.write(file.getValue());
			}
		}
		return bytes.toByteArray();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					nothing                          | x                     | 404 | there are croissant, cyclonedx, huggingface, kserve, kubeflow-pipelines, spdx
					huggingface                      | # A card              | 422 | does not identify its model version
					huggingface?model=a/b/c          | # A card              | 422 | model must be a repository
					huggingface?modell=a/b           | # A card              | 400 | at, model, name, namespace, revision, version
					huggingface?model=a/b&at=soon    | # A card              | 422 | at must be a date and time
					huggingface?model=a/b            | {"repo": 1}           | 422 | begins like JSON; a Markdown card is allowed
					cyclonedx                        | {"bomFormat": "SPDX"} | 422 | bomFormat must be CycloneDX
					cyclonedx                        | {"bomFormat": //      | 422 | not JSON
					cyclonedx                        | {"bomFormat": "CycloneDX", "components": [{"type": "machine-learning-model", "name": "x"}]} | 422 | does not identify its model version
					huggingface?model=a/b&revision=  | # A card              | 422 | revision is empty
					kserve?instance=x                | {kind: InferenceService, metadata: {name: x, managedFields: [1]}} | 422 | spec is missing
					cyclonedx                        | <bom/>                | 422 | the file is XML; JSON is allowed
					cyclonedx                        | {"bomFormat": "CycloneDX"} | 422 | has no machine-learning-model
					kserve?instance=x                | a: [                  | 422 | not YAML
					kserve?instance=x                | kind: Deployment      | 422 | has no content of the format kserve
					kserve                           | {kind: InferenceService, metadata: {name: x}} | 422 | instance is missing
					""")
	void invalidFilesAreRejectedWithPointer(String path, String body, int status, String reason) throws Exception {
		HttpResponse<String> answer = post(path, body.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(reason);
	}

	/** Each is refused or taken, but no error of ours. */
	@Test
	void hostileFilesAreRejected() throws Exception {
		Map<String, String> bodies = Map.of("kserve?instance=x", "[".repeat(5_000), "huggingface?model=a/bomb",
				"# x\n".repeat(20_000) + "# " + " ".repeat(5_000) + "y\n" + "a".repeat(200_000), "cyclonedx",
				"{\"bomFormat\": " + "[".repeat(2_000));
		for (Map.Entry<String, String> body : bodies.entrySet()) {
			assertThat(post(body.getKey(), body.getValue().getBytes(StandardCharsets.UTF_8)).statusCode())
				.as(body.getKey())
				.isIn(201, 422);
		}
	}

	@Test
	void uploadRequiresCapturer() throws Exception {
		for (String token : List.of(TestToken.READER, "unknown")) {
			assertThat(this.http
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/v1/ingest/kserve"))
					.header("Authorization", TestToken.bearer(token))
					.POST(HttpRequest.BodyPublishers.ofString("x"))
					.build(), HttpResponse.BodyHandlers.ofString())
				.statusCode()).isEqualTo(token.equals("unknown") ? 401 : 403);
		}
	}

	@Test
	void orderOfFilesDoesNotMatter() throws Exception {
		Map<String, byte[]> files = new TreeMap<>();
		files.put("huggingface?model=acme/note-classifier&revision=c0ffee" + AT, file("README.md"));
		files.put("huggingface?model=acme/note-classifier&at=2026-02-02T00:00:00Z",
				"---\nlicense: mit\ndatasets: acme/other\n---\n# Other\nOther.\n".getBytes(StandardCharsets.UTF_8));
		files.put("cyclonedx?", file("bom.cdx.json"));
		files.put("cyclonedx?namespace=files-own&name=scorer&version=7", file("bom.cdx.json"));
		files.put("kserve?instance=files-cluster" + AT, file("manifests.yaml"));
		List<String> first = null;
		for (int shuffle = 0; shuffle < Seeds.of(6); shuffle++) {
			List<String> order = new ArrayList<>(files.keySet());
			order.addAll(files.keySet());
			Collections.shuffle(order, new Random(shuffle));
			clear();
			for (String path : order) {
				taken(path, Objects.requireNonNull(files.get(path)));
			}
			List<String> content = GraphContent.of(this.driver)
				.stream()
				.filter((line) -> line.contains("hf|") || line.contains("bom://") || line.contains("files-"))
				.toList();
			first = (first != null) ? first : content;
			assertThat(content).as("shuffle %s", shuffle).hasSizeGreaterThan(40).isEqualTo(first);
		}
	}

}
