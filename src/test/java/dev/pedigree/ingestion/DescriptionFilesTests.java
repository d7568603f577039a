package dev.pedigree.ingestion;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.conformance.GraphContent;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploaded descriptions of datasets: Croissant, and SPDX 3 with models.
 */
@GraphTest
class DescriptionFilesTests {

	private static final String AT = "at=2026-02-01T00:00:00Z";

	private static final String DISPUTES = "data:https://data.files-tests.example|/sets?id=77";

	private static final String RANKER = "data:https://files-tests.example/ids|dispute-ranker";

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

	private FileDoor door() {
		return new FileDoor(this.port);
	}

	private String asset(String id, String fields) {
		return String.valueOf(this.asking.value("{ asset(id: \"" + id + "\") { " + fields + " } }", "asset"));
	}

	private List<Object> upstream(String id) {
		return this.asking.list("{ lineage(id: \"" + id + "\", direction: UPSTREAM) { nodes { asset { id } } } }",
				"lineage.nodes[*].asset.id");
	}

	/** Nodes with a text in any property. */
	private List<?> holders(String text) {
		return this.driver
			.executableQuery(
					"""
							MATCH (n) WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS $text
							  OR any(one IN CASE WHEN n[name] IS :: LIST<STRING NOT NULL> THEN n[name] ELSE [] END WHERE one CONTAINS $text))
							RETURN n""")
			.withParameters(Map.of("text", text))
			.execute()
			.records();
	}

	@Test
	void descriptionStatesColumnsSourcesLicenseAndText() throws Exception {
		assertThat(door().taken("croissant?" + AT, FileDoor.file("croissant.json")).path("assets"))
			.hasToString("[\"" + DISPUTES + "\"]");
		assertThat(asset(DISPUTES,
				"displayName description tags owners { role } ... on Dataset { license fields { name type } cardSections { title text } }"))
			.isEqualTo("{displayName=card-disputes, description=Disputes about card payments, with what came of them., "
					+ "tags=[cards, disputes, fraud, language:en, version:2.1], owners=[], license=CC-BY-4.0, "
					+ "fields=[{name=AMOUNT_EUR, type=Float, Float32}, {name=steps, type=Text[]}, {name=steps.at, type=Date}], "
					+ "cardSections=[{title=Creator, text=- Disputes desk\n- Ada}, {title=Data use cases, text=Training of classifiers.}, "
					+ "{title=Data biases, text=Mostly large amounts.}, {title=Personal sensitive information, text=- Geography\n- Gender}]}");
		assertThat(upstream(DISPUTES)).contains("data:s3://files-tests-lake|disputes/raw",
				"data:hf|datasets/acme/card-notes");
		assertThat(holders("ada@files-tests")).isEmpty();
	}

	@Test
	void eachOfSeveralRecordSetsIsAColumn() throws Exception {
		String told = new String(FileDoor.file("croissant.json"), StandardCharsets.UTF_8)
			.replace("\"dataType\": \"sc:Enumeration\", ", "")
			.replace("\"http://mlcommons.org/croissant/1.1\"", "[\"http://mlcommons.org/croissant/1.0\"]")
			.replace("\"cr:", "\"ml:");
		door().taken("croissant?" + AT, ("[" + told + "]").getBytes(StandardCharsets.UTF_8));
		assertThat(asset(DISPUTES, "... on Dataset { fields { name } }"))
			.contains("outcomes.name", "disputes.AMOUNT_EUR", "disputes.steps.at")
			.doesNotContain("splits");
	}

	/** Properties of the dataset's own system are not overwritten. */
	@Test
	void parametersIdentifyTheDataset() throws Exception {
		door().taken("croissant?namespace=s3://files-own&name=disputes/&" + AT, FileDoor.file("croissant.json"));
		assertThat(asset("data:s3://files-own|disputes", "displayName tags ... on Dataset { license fields { name } }"))
			.isEqualTo("{displayName=disputes, tags=[], license=CC-BY-4.0, fields=[]}");
		assertThat(upstream("data:s3://files-own|disputes")).contains("data:s3://files-tests-lake|disputes/raw");
	}

	@Test
	void spdxBillStatesModelDataAndPackages() throws Exception {
		door().taken("spdx?" + AT, FileDoor.file("bill.spdx3.json"));
		assertThat(asset(RANKER,
				"displayName description tags ... on Model { license intendedUses limitations cardSections { title text } }"))
			.isEqualTo(
					"{displayName=dispute-ranker, description=Ranks disputes., tags=[fraud, safety-risk:high, standard:ISO/IEC 42001, type:gradient boosting], "
							+ "license=Apache-2.0 OR MIT, intendedUses=[Sorting the desk's work.], limitations=[Small amounts are guessed.], cardSections=["
							+ "{title=Information about application, text=Sorting the desk's work.}, {title=Information about training, text=Trained every month.}, "
							+ "{title=Limitation, text=Small amounts are guessed.}, {title=Safety risk assessment, text=high}, {title=Standard compliance, text=- ISO/IEC 42001}, "
							+ "{title=Energy consumption, text=Training energy consumption: Energy quantity: 12.5; Energy unit: kilowattHour}, "
							+ "{title=Hyperparameter, text=- depth: 6}, {title=Tested on, text=- disputes}]}");
		assertThat(asset("version:https://files-tests.example/ids|dispute-ranker|spdx:3.2",
				"... on ModelVersion { digest artifactUri dependencies { purl } evaluations { name datasetVersion { id } metrics { name value text } } }"))
			.isEqualTo("{digest=sha256:" + "ab12".repeat(16)
					+ ", artifactUri=null, dependencies=[{purl=pkg:pypi/numpy@2.0.1}, {purl=pkg:pypi/xgboost@2.1.0}], "
					+ "evaluations=[{name=SPDX, datasetVersion={id=version:s3://files-tests-lake|disputes/2026|spdx:2026-01}, "
					+ "metrics=[{name=auc, value=0.93, text=null}, {name=curve, value=null, text=[0.1, 0.4]}]}]}");
		assertThat(upstream(RANKER)).contains("data:s3://files-tests-lake|disputes/2026",
				"data:https://files-tests.example/ids/dispute-ranker|labels", "data:hf|models/acme-labs/ranker-base");
		assertThat(asset("data:s3://files-tests-lake|disputes/2026",
				"displayName tags ... on Dataset { license sensitivity cardSections { title } }"))
			.isEqualTo(
					"{displayName=disputes, tags=[structured, version:2026-01], license=CC-BY-4.0, sensitivity=[classification:amber, sensitive:personal], "
							+ "cardSections=[{title=Intended use}, {title=Known bias}]}");
	}

	/** What a page is called, and whether it is the page of one dataset at all. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					https://huggingface.co/datasets/mnist/tree/main       | data:hf\\|datasets/mnist
					https://huggingface.co/datasets/acme/notes/viewer     | data:hf\\|datasets/acme/notes
					https://www.kaggle.com/datasets/acme/cars/versions/1  | data:https://www.kaggle.com\\|/datasets/acme/cars
					https://files-tests.example/data?x=1&id=10.5281/z.1   | data:https://files-tests.example\\|/data?id=10.5281/z.1
					https://files-tests.example/p?persistentId=doi:10/A   | data:https://files-tests.example\\|/p?persistentId=doi:10/A
					https://files-tests.example/                          | refused
					mailto:ada@files-tests.example                        | refused
					""")
	void datasetKeyIsItsPage(String url, String key) throws Exception {
		HttpResponse<String> answer = door().post("croissant?" + AT,
				"{\"@type\": [\"Dataset\"], \"name\": {\"@value\": \"x\"}, \"url\": [\"%s\"]}".formatted(url)
					.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.body()).contains(key.equals("refused") ? "send namespace and name" : key.replace("\\", ""));
	}

	/** A model and its data may have one name, and elements any order. */
	@Test
	void keysAreIndependentOfKindAndOrder() throws Exception {
		List<String> elements = new ArrayList<>(List.of(
				"{'type': 'spdx:AI/AIPackage', 'spdxId': 'https://FILES-tests.example/ids/b', 'name': 'scorer', 'packageVersion': '1'}",
				"{'type': 'AIPackage', 'spdxId': 'https://files-tests.example/ids/a', 'name': 'ranker', 'packageVersion': '1', 'downloadLocation': 'git+ssh://git@files-tests.example/x.git'}",
				"{'type': 'DatasetPackage', 'spdxId': 'https://files-tests.example/ids/d', 'name': 'ranker', 'packageUrl': 'pkg:x', 'downloadLocation': 'NOASSERTION'}",
				"{'type': 'DatasetPackage', 'spdxId': '_:labels', 'name': 'labels', 'comment': 'ask ada@files-tests.example'}",
				"{'type': 'Relationship', 'from': 'https://files-tests.example/ids/a', 'relationshipType': 'trainedOn', 'to': ['https://files-tests.example/ids/d', '_:labels']}",
				"{'type': 'Relationship', 'from': 'https://files-tests.example/ids/a', 'relationshipType': 'hasDeclaredLicense', 'to': ['https://spdx.org/rdf/3.0.1/terms/Licensing/NoAssertion']}",
				"{'type': 'Relationship', 'from': 'https://files-tests.example/ids/a', 'relationshipType': 'hasConcludedLicense', 'to': ['https://spdx.org/licenses/MIT']}"));
		for (int shuffle = 0; shuffle < Seeds.of(4); shuffle++) {
			clear();
			Collections.shuffle(elements, new Random(shuffle));
			door().taken("spdx?" + AT, ("{'@graph': [" + String.join(",", elements) + "]}").replace('\'', '"')
				.getBytes(StandardCharsets.UTF_8));
			assertThat(upstream("data:https://files-tests.example/ids|ranker")).contains(
					"data:https://files-tests.example/ids|datasets/ranker",
					"data:https://files-tests.example/ids/ranker|labels");
			assertThat(asset("data:https://files-tests.example/ids|ranker",
					"kind ... on Model { license latestVersion { artifactUri } }"))
				.isEqualTo("{kind=MODEL, license=MIT, latestVersion={artifactUri=null}}");
			assertThat(asset("data:https://files-tests.example/ids|scorer", "kind")).isEqualTo("{kind=MODEL}");
			assertThat(asset("data:https://files-tests.example/ids/ranker|labels", "description"))
				.isEqualTo("{description=ask ***}");
		}
	}

	/** A page may be of several datasets. */
	@Test
	void datasetsWithOneAddressHaveTheirOwnKeys() throws Exception {
		assertThat(door()
			.taken("spdx?" + AT,
					"""
							{"@graph": [
							  {"type": "DatasetPackage", "spdxId": "a", "name": "train", "downloadLocation": "https://files-tests.example/all"},
							  {"type": "DatasetPackage", "spdxId": "b", "name": "test", "downloadLocation": "https://files-tests.example/all"}]}"""
						.getBytes(StandardCharsets.UTF_8))
			.path("assets")).hasToString(
					"[\"data:https://files-tests.example|/all#train\",\"data:https://files-tests.example|/all#test\"]");
	}

	@Test
	void contactDetailsAreNotStored() throws Exception {
		String told = """
				{"@type": "sc:Dataset", "name": "x", "url": "https://files-tests.example/x", "creator": {"@type": "sc:Person", "schema:email": "grace@files-tests.example"},
				 "prov:wasGeneratedBy": {"description": "By hand", "agent": {"email": "grace@files-tests.example"}}%s}""";
		door().taken("croissant?" + AT, told.formatted("").getBytes(StandardCharsets.UTF_8));
		assertThat(door().post("croissant", told.formatted(", \"recordSet\": 1").getBytes(StandardCharsets.UTF_8))
			.statusCode()).isEqualTo(422);
		assertThat(holders("grace@files-tests")).isEmpty();
	}

	/** Ids that every document repeats name nothing. */
	@Test
	void parametersIdentifyAnUnnamedBill() throws Exception {
		String told = """
				{"element": [
				  {"type": "AIPackage", "spdxId": "SPDXRef-MODEL", "name": "scorer", "creationInfo": {"type": "CreationInfo"}, "domain": ["x"], "metric": [{"key": "f1", "value": 0.5}]},
				  {"type": "DatasetPackage", "spdxId": "SPDXRef-DATA", "name": "rows"},
				  {"type": "Relationship", "from": "SPDXRef-MODEL", "relationshipType": "trainedOn", "to": ["SPDXRef-DATA", "SPDXRef-GONE"]}]}""";
		HttpResponse<String> refused = door().post("spdx", told.getBytes(StandardCharsets.UTF_8));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("send namespace, name and version");
		door().taken("spdx?namespace=mlflow://files-own&name=scorer&version=mlflow:4&" + AT,
				told.getBytes(StandardCharsets.UTF_8));
		assertThat(upstream("data:mlflow://files-own|scorer")).contains("data:mlflow://files-own/scorer|rows");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~',
			textBlock = """
					croissant ~ {"@type": "sc:Thing", "name": "x"}                                          ~ @type must be sc:Dataset
					croissant ~ {"@type": "sc:Dataset", "name": "x", "url": "None"}                         ~ send namespace and name
					croissant ~ {"@type": "sc:Dataset", "url": "https://files-tests.example/x"}             ~ name is missing
					croissant ~ [{}, {}]                                                                    ~ one JSON object is allowed
					croissant ~ {"@type": "sc:Dataset", "name": "x", "url": "https://files-tests.example/x", "distribution": {"@type": "cr:FileObject"}} ~ contentUrl is missing
					croissant ~ {"@type": "sc:Dataset", "name": "x", "url": "https://files-tests.example/x", "recordSet": [{"@type": "sc:Wrong"}]} ~ must be cr:RecordSet
					croissant ~ {"@type": "sc:Dataset", "name": "x", "url": "https://files-tests.example/x", "recordSet": {"@type": "cr:RecordSet", "field": "a"}} ~ must be an object
					croissant ~ {"@type":                                                                   ~ not JSON
					spdx      ~ {"spdxVersion": "SPDX-2.3"}                                                 ~ SPDX SPDX-2.3 has no models
					spdx      ~ {"@graph": [{"type": "Person", "spdxId": "x"}]}                             ~ has no ai_AIPackage
					spdx      ~ {"@graph": ["x"]}                                                           ~ must be an object
					spdx      ~ [1]                                                                         ~ SPDX 3 in JSON is allowed
					spdx      ~ {"@graph": [{"type": "AIPackage", "spdxId": "https://spdx.org/spdxdocs/x", "name": "x", "packageVersion": "1"}]} ~ send namespace, name and version
					spdx      ~ {"@graph": [{"type": "AIPackage", "spdxId": "https://files-tests.example/x", "name": "x"}]} ~ send namespace, name and version
					""")
	void invalidFilesAreRejectedWithPointer(String format, String body, String reason) throws Exception {
		HttpResponse<String> answer = door().post(format, body.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
		assertThat(answer.body()).contains(reason);
	}

	@Test
	void orderOfFilesDoesNotMatter() throws Exception {
		List<List<String>> files = new ArrayList<>();
		for (String at : List.of("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")) {
			files.add(List.of("croissant?at=" + at, "croissant.json"));
			files.add(List.of("croissant?namespace=s3://files-own&name=disputes&at=" + at, "croissant.json"));
			files.add(List.of("spdx?at=" + at, "bill.spdx3.json"));
		}
		List<String> first = null;
		for (int shuffle = 0; shuffle < Seeds.of(6); shuffle++) {
			List<List<String>> shuffled = new ArrayList<>(files);
			shuffled.addAll(files);
			Collections.shuffle(shuffled, new Random(shuffle));
			clear();
			for (List<String> one : shuffled) {
				String told = new String(FileDoor.file(one.getLast()), StandardCharsets.UTF_8);
				boolean later = one.getFirst().contains("2026-03");
				door().taken(one.getFirst(),
						(later ? told.replace("Mostly large", "Only large").replace("\"fraud", "\"theft") : told)
							.getBytes(StandardCharsets.UTF_8));
			}
			List<String> content = GraphContent.of(this.driver)
				.stream()
				.filter((line) -> line.contains("files-tests") || line.contains("files-own"))
				.toList();
			first = (first != null) ? first : content;
			assertThat(content).as("shuffle %s", shuffle).hasSizeGreaterThan(30).isEqualTo(first);
		}
	}

}
