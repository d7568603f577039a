package dev.pedigree.changes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Listening;
import dev.pedigree.TestToken;
import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.DeletionKey;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.changes.ChangeLog.AssetChange;
import dev.pedigree.lineage.Walks;
import dev.pedigree.store.CountedQueries;
import dev.pedigree.store.TestStore;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What subscribers are told, and what not. */
@GraphTest
class ChangesTests {

	private static final String ALL = "subscription { assetChanged { seq id kind change at } }";

	private static final String FEATURES = "data:changes-tests|features";

	private static final String ID = "00000000-0000-0000-0000-00000000000%s";

	private static final String TRAIN = "job:changes-tests|train";

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	DeletionKey deletionKey;

	@Autowired
	ChangesRepository repository;

	@Autowired
	ChangeLog tail;

	@Autowired
	Catalog catalog;

	@Autowired
	Walks walks;

	@Autowired
	ChangeReport differences;

	@Autowired
	ApplicationEventPublisher events;

	@Autowired
	PlatformTransactionManager transactions;

	@Autowired
	Asking asking;

	@BeforeEach
	void clear() {
		TestStore.clear();
	}

	@Test
	void eventIsPublishedAsItsChanges() throws Exception {
		try (Listening all = listen(ALL)) {
			train("1", "COMPLETE", "2026-01-01T00:00:00Z");
			assertThat(told(all, 10)).contains("CREATED " + FEATURES, "CREATED " + TRAIN, "RUN " + TRAIN,
					"RUN run:changes-tests|train|" + ID.formatted(1), "LINEAGE " + FEATURES, "LINEAGE " + TRAIN,
					"VERSION data:changes-tests|fraud", "VERSION version:changes-tests|fraud|run:" + ID.formatted(1));
		}
	}

	@Test
	void repeatedEventPublishesNothing() throws Exception {
		train("1", "COMPLETE", "2026-01-01T00:00:00Z");
		long before = this.repository.newest();
		train("1", "COMPLETE", "2026-01-01T00:00:00Z");
		assertThat(this.repository.newest()).isEqualTo(before);
		train("1", "FAIL", "2026-01-01T00:05:00Z");
		assertThat(this.repository.newest()).isGreaterThan(before);
	}

	@Test
	void mutationsPublishNamedChanges() throws Exception {
		train("1", "COMPLETE", "2026-01-01T00:00:00Z");
		String version = "version:changes-tests|fraud|run:" + ID.formatted(1);
		long before = this.repository.newest();
		this.asking.ask("mutation { describeAsset(id: \"%s\", input: {description: \"Features\"}) { id } }"
			.formatted(FEATURES));
		this.asking.ask("mutation { registerTeam(input: {name: \"changes-tests\"}) { id } }");
		this.asking
			.ask("mutation { assignOwner(asset: \"%s\", owner: \"team:changes-tests\", role: ACCOUNTABLE) { role } }"
				.formatted(FEATURES));
		this.asking.ask("""
				mutation { recordDeployment(input: {key: {namespace: "changes-tests", name: "api"}, environment: "prod",
				  version: "%s"}) { id } }""".formatted(version));
		this.asking.ask("""
				mutation { registerApplication(input: {key: {namespace: "changes-tests", name: "shop"},
				  consumes: ["deployment:changes-tests|api"]}) { id } }""");
		this.asking.ask("""
				mutation { recordEvaluation(input: {modelVersion: "%s", name: "holdout",
				  metrics: [{name: "auc", value: 0.9}]}) { id } }""".formatted(version));
		this.asking.ask("""
				mutation { registerRegulation(input: {id: "changes-tests", name: "Changes",
				  requirements: [{id: "1", title: "One"}]}) { id } }""");
		String applies = "mutation { applyRequirement(requirement: \"requirement:changes-tests|1\", asset: \"%s\", reason: \"so\") { id } }"
			.formatted(FEATURES);
		this.asking.ask(applies);
		this.asking.ask(applies);
		this.asking.ask("mutation { unlinkAssets(from: \"%s\", to: \"%s\") { from } }".formatted(FEATURES, TRAIN));
		this.asking.as("ROLE_ADMIN", "mutation { forget(id: \"%s\", reason: \"test\") }".formatted(FEATURES));
		List<String> told = new ArrayList<>();
		this.repository.after(before, 1000).forEach((row) -> told.add(row.text("change") + " " + this.tail.id(row)));
		assertThat(told).containsExactly("DESCRIBED null", "OWNERS null", "CREATED deployment:changes-tests|api",
				"SERVING data:changes-tests|fraud", "SERVING deployment:changes-tests|api", "SERVING " + version,
				"CREATED application:changes-tests|shop", "LINEAGE application:changes-tests|shop",
				"LINEAGE deployment:changes-tests|api", "EVALUATION " + version, "REQUIREMENTS null", "LINEAGE null",
				"LINEAGE " + TRAIN, "FORGOTTEN " + FEATURES);
	}

	@Test
	void subscriptionFiltersByAssetAndKind() throws Exception {
		train("1", "COMPLETE", "2026-01-01T00:00:00Z");
		try (Listening features = listen(
				"subscription { assetChanged(ids: [\"%s\"]) { seq id change } }".formatted(FEATURES));
				Listening models = listen("subscription { assetChanged(kinds: [MODEL_VERSION]) { id change } }")) {
			describe("data:changes-tests|fraud", "A model");
			describe(FEATURES, "Features");
			train("2", "COMPLETE", "2026-01-02T00:00:00Z");
			assertThat(told(features, 1)).containsExactly("DESCRIBED " + FEATURES);
			assertThat(told(models, 1)).containsExactly("VERSION version:changes-tests|fraud|run:" + ID.formatted(2));
		}
		this.asking.as("ROLE_READER", "{ newestChange }").path("newestChange").entity(Long.class).isEqualTo(newest());
	}

	/** Whoever watches one of two that were taken for one hears of that one again. */
	@Test
	void splitAssetIsWatchedUnderItsOwnId() throws Exception {
		register("raw", "One table");
		register("raw-too", "Another one");
		try (Listening second = listen(
				"subscription { assetChanged(ids: [\"data:changes-tests|raw-too\"]) { id change } }")) {
			this.asking.ask(
					"mutation { mergeAssets(keep: \"data:changes-tests|raw\", merge: \"data:changes-tests|raw-too\") { id } }");
			this.asking.ask("mutation { splitAsset(alias: \"data:changes-tests|raw-too\") { id } }");
			until(second, (change) -> change.equals("SPLIT data:changes-tests|raw-too"));
			describe("data:changes-tests|raw", "Not watched any more");
			describe("data:changes-tests|raw-too", "Its own again");
			assertThat(told(second, 1)).containsExactly("DESCRIBED data:changes-tests|raw-too");
		}
	}

	@Test
	void growingNeighbourhoodIsWatched() throws Exception {
		train("1", "COMPLETE", "2026-01-01T00:00:00Z");
		register("raw", "Nothing knows this yet");
		try (Listening upstream = listen(
				"subscription { assetChanged(upstreamOf: \"data:changes-tests|fraud\", kinds: [DATASET]) { id change } }")) {
			describe("data:changes-tests|raw", "Nobody upstream");
			describe(FEATURES, "Upstream");
			run("prepare", "1", "COMPLETE", "2026-01-01T00:00:00Z", "raw", "features", "DATASET");
			describe("data:changes-tests|raw", "Upstream by now");
			assertThat(until(upstream, (change) -> change.equals("DESCRIBED data:changes-tests|raw")))
				.startsWith("DESCRIBED " + FEATURES)
				.contains("LINEAGE " + FEATURES)
				.containsOnlyOnce("DESCRIBED data:changes-tests|raw");
		}
	}

	/** However many edges of a neighbourhood a batch changes, it is walked again once. */
	@Test
	void neighbourhoodIsWalkedOncePerPage() throws Exception {
		train("1", "COMPLETE", "2026-01-01T00:00:00Z");
		long before = newest();
		for (int i = 0; i < 30; i++) {
			note(AssetsChanged.What.LINEAGE, FEATURES);
		}
		ChangesController controller = new ChangesController(this.repository, this.tail,
				new ChangesProperties(Duration.ofDays(7), Duration.ofSeconds(30)), this.catalog, this.walks,
				this.differences);
		List<String> queries = CountedQueries
			.during(() -> assertThat(controller.assetChanged(null, null, before, "data:changes-tests|fraud", null)
				.take(30)
				.collectList()
				.block(Duration.ofSeconds(30))).hasSize(30));
		assertThat(queries).filteredOn((query) -> query.contains("stream-now\n")).hasSize(2);
	}

	/** A list of ids is looked up at once. */
	@Test
	void manyIdsNeedOneQuery() throws Exception {
		train("1", "COMPLETE", "2026-01-01T00:00:00Z");
		ChangeFilter.RequestedFilter few = new ChangeFilter.RequestedFilter(List.of(FEATURES), null, null, null);
		ChangeFilter.RequestedFilter many = new ChangeFilter.RequestedFilter(
				List.of(FEATURES, TRAIN, "data:changes-tests|fraud"), null, null, null);
		assertThat(CountedQueries.during(() -> new ChangeFilter(this.catalog, this.walks, many)))
			.hasSameSizeAs(CountedQueries.during(() -> new ChangeFilter(this.catalog, this.walks, few)));
	}

	@Test
	void clientResumesAfterItsLastChange() throws Exception {
		train("1", "COMPLETE", "2026-01-01T00:00:00Z");
		long before = newest();
		for (int i = 0; i < 700; i++) {
			note("asset-" + i);
		}
		try (Listening resumed = listen(
				"subscription { assetChanged(after: %s) { seq id change } }".formatted(before))) {
			assertThat(resumed.told(700).stream().map((change) -> change.path("seq").asLong()))
				.containsExactlyElementsOf(LongStream.rangeClosed(before + 1, before + 700).boxed().toList());
		}
	}

	@Test
	void invalidSubscriptionsAreRejected() throws Exception {
		String after = "subscription { assetChanged(after: %s) { seq } }";
		refused(after.formatted(-1), "INVALID_ARGUMENT", "after");
		refused(after.formatted(newest() + 1), "INVALID_ARGUMENT", "after");
		refused("subscription { assetChanged(ids: [\"data:x|y\"]) { seq } }", "NOT_FOUND", "ids");
		refused("subscription { assetChanged(upstreamOf: \"data:x|y\") { seq } }", "NOT_FOUND", "upstreamOf");
		refused("subscription { assetChanged(downstreamOf: \"data:x|y\") { seq } }", "NOT_FOUND", "downstreamOf");
		refused("subscription { assetChanged { nothing } }", "INVALID_ARGUMENT", null);
	}

	private void refused(String subscription, String code, @Nullable String argument) throws InterruptedException {
		try (Listening listening = listen(subscription)) {
			JsonNode answer = listening.next();
			JsonNode error = answer.path("payload").isArray() ? answer.path("payload").path(0)
					: answer.path("payload").path("errors").path(0);
			assertThat(error.path("extensions").path("code").asString()).as(answer.toString()).isEqualTo(code);
			if (argument != null) {
				assertThat(error.path("extensions").path("argument").asString()).as(answer.toString())
					.isEqualTo(argument);
			}
		}
	}

	@Test
	void invalidPeriodsAreRejected() throws Exception {
		train("1", "COMPLETE", "2026-01-01T00:00:00Z");
		String period = "from: \"2026-01-01T00:00:00Z\", to: \"2026-01-02T00:00:00Z\"";
		String asked = "{ changes(%s, %s) { complete } }";
		String asset = "asset: \"" + FEATURES + "\"";
		this.asking.refused(asked.formatted("limit: 5", period), "INVALID_ARGUMENT", "asset");
		this.asking.refused(asked.formatted(asset + ", upstreamOf: \"" + FEATURES + "\"", period), "INVALID_ARGUMENT",
				"upstreamOf");
		this.asking.refused(asked.formatted("asset: \"data:x|y\"", period), "NOT_FOUND", "asset");
		this.asking.refused(asked.formatted("upstreamOf: \"data:x|y\"", period), "NOT_FOUND", "upstreamOf");
		this.asking.refused(asked.formatted(asset + ", limit: 0", period), "INVALID_ARGUMENT", "limit");
		this.asking.refused(asked.formatted(asset + ", only: [\"RUNN\"]", period), "INVALID_ARGUMENT", "only");
		this.asking.refused(asked.formatted(asset, "from: \"2026-01-02T00:00:00Z\", to: \"2026-01-02T00:00:00Z\""),
				"INVALID_ARGUMENT", "to");
	}

	@Test
	void limitedReportIsIncompleteAndHasTheOldestEvents() throws Exception {
		train("1", "COMPLETE", "2026-01-01T00:00:00Z");
		train("2", "COMPLETE", "2026-01-02T00:00:00Z");
		train("3", "COMPLETE", "2026-01-03T00:00:00Z");
		String asked = """
				{ changes(asset: "%s", from: "2025-12-31T00:00:00Z", to: "2026-01-04T00:00:00Z", only: ["RUN"], limit: %s)
				  { complete truncation { reason omitted } events { at } } }""";
		assertThat(this.asking.value(asked.formatted(TRAIN, 2), "changes"))
			.isEqualTo(Map.of("complete", false, "truncation", mapOf("reason", "LIMIT", "omitted", null), "events",
					List.of(Map.of("at", "2026-01-01T00:00:00.000Z"), Map.of("at", "2026-01-02T00:00:00.000Z"))));
		assertThat(this.asking.value(asked.formatted(TRAIN, 3), "changes.complete")).isEqualTo(true);
	}

	private static Map<String, @Nullable Object> mapOf(@Nullable Object... entries) {
		Map<String, @Nullable Object> map = new HashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put(String.valueOf(entries[i]), entries[i + 1]);
		}
		return map;
	}

	@Test
	void rolledBackChangesAreNotPublished() {
		long before = newest();
		assertThatThrownBy(() -> new TransactionTemplate(this.transactions).execute((status) -> {
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.DESCRIBED, List.of("x")));
			throw new IllegalStateException("no");
		})).isInstanceOf(IllegalStateException.class);
		assertThat(newest()).isEqualTo(before);
		assertThat(this.repository.after(before, 10)).isEmpty();
	}

	@Test
	void concurrentWritersLeaveNoGapsInTheNumbers() throws Exception {
		long before = newest();
		// As many at once as the pool has connections; twice as many may be refused.
		try (ExecutorService writers = Executors.newFixedThreadPool(100, Thread.ofVirtual().factory())) {
			List<Future<?>> written = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				String urn = "asset-" + i;
				written.add(writers.submit(() -> note(urn)));
			}
			for (Future<?> one : written) {
				one.get();
			}
		}
		assertThat(this.repository.after(before, 1000).stream().map((row) -> row.number("seq")))
			.containsExactlyElementsOf(LongStream.rangeClosed(before + 1, before + 200).boxed().toList());
	}

	@Test
	void clientThatDoesNotReadIsDisconnectedWithItsResumePosition() throws Exception {
		ChangesController impatient = new ChangesController(this.repository, this.tail,
				new ChangesProperties(Duration.ofDays(7), Duration.ofMillis(50)), this.catalog, this.walks,
				this.differences);
		long before = newest();
		note("one");
		note("two");
		note("three");
		List<AssetChange> taken = new ArrayList<>();
		List<Throwable> dropped = new ArrayList<>();
		BaseSubscriber<AssetChange> slow = new BaseSubscriber<>() {
			@Override
			protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
				request(1);
			}

			@Override
			protected void hookOnNext(AssetChange change) {
				taken.add(change);
			}

			@Override
			protected void hookOnError(Throwable error) {
				dropped.add(error);
			}
		};
		impatient.assetChanged(null, null, before, null, null).subscribe(slow);
		Awaitility.await().until(() -> taken.size() == 1);
		Thread.sleep(100);
		slow.request(1);
		Awaitility.await().until(() -> !dropped.isEmpty());
		// The second one was on its way to it already.
		assertThat(taken).hasSize(2);
		assertThat(dropped.getFirst()).isInstanceOf(InvalidRequestException.class)
			.hasMessageContaining("subscribe again with after: " + (before + 2));
	}

	@Test
	void disconnectedClientIsReleased() throws Exception {
		ChangesProperties patient = new ChangesProperties(Duration.ofDays(7), Duration.ofSeconds(30));
		ChangeLog own = new ChangeLog(this.repository, patient, this.deletionKey, Clock.systemUTC());
		Disposable subscriber = new ChangesController(this.repository, own, patient, this.catalog, this.walks,
				this.differences)
			.assetChanged(null, null, null, null, null)
			.subscribe();
		Awaitility.await().until(() -> own.waiting() == 1);
		subscriber.dispose();
		Awaitility.await().until(() -> own.waiting() == 0);
	}

	@Test
	void socketWithoutTokenIsClosed() throws Exception {
		assertThat(Listening.refusal(this.port, null)).isEqualTo(4401);
		assertThat(Listening.refusal(this.port, "wrong")).isEqualTo(4401);
	}

	@Test
	void socketHasOnlyThePermissionsOfItsToken() throws Exception {
		String mutation = "mutation { registerTeam(input: {name: \"changes-tests\"}) { id } }";
		refused(mutation, "FORBIDDEN", null);
		try (Listening editor = Listening.to(this.port, TestToken.EDITOR, mutation)) {
			assertThat(editor.next().path("payload").path("data").path("registerTeam").path("id").asString())
				.isEqualTo("team:changes-tests");
		}
	}

	@Test
	void serverSentEventsDeliverTheSameChanges() throws Exception {
		long before = newest();
		note("one");
		HttpResponse<java.io.InputStream> stream = this.http
			.send(graphql("subscription { assetChanged(after: %s) { seq id change } }".formatted(before))
				.header("Accept", "text/event-stream")
				.build(), HttpResponse.BodyHandlers.ofInputStream());
		assertThat(stream.statusCode()).isEqualTo(200);
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
			assertThat(lines.readLine()).isEqualTo("event:next");
			assertThat(lines.readLine()).contains("\"id\":\"one\"");
			note("two");
			assertThat(lines.lines().filter((line) -> line.startsWith("data")).findFirst()).hasValueSatisfying(
					(line) -> assertThat(line).contains("\"id\":\"two\"").contains("\"seq\":" + (before + 2)));
		}
	}

	@Test
	void rejectedSubscriptionsNameTheReason() throws Exception {
		HttpResponse<String> json = this.http.send(graphql("subscription { assetChanged { seq } }").build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(json.body()).contains("text/event-stream", "INVALID_ARGUMENT").doesNotContain("Publisher");
		HttpResponse<String> stream = this.http.send(
				graphql("subscription { assetChanged { sequence } }").header("Accept", "text/event-stream").build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(stream.body()).startsWith("event:next").contains("sequence", "INVALID_ARGUMENT");
	}

	private Listening listen(String subscription) throws InterruptedException {
		return Listening.to(this.port, TestToken.READER, subscription);
	}

	private static List<String> told(Listening listening, int count) throws InterruptedException {
		return listening.told(count).stream().map(ChangesTests::words).toList();
	}

	private static List<String> until(Listening listening, Predicate<String> last) throws InterruptedException {
		List<String> told = new ArrayList<>();
		do {
			told.add(words(listening.told()));
		}
		while (!last.test(told.getLast()));
		return told;
	}

	private static String words(JsonNode change) {
		return change.path("change").asString() + " " + change.path("id").asString();
	}

	private long newest() {
		return this.repository.newest();
	}

	private void note(String urn) {
		note(AssetsChanged.What.DESCRIBED, urn);
	}

	private void note(AssetsChanged.What what, String urn) {
		new TransactionTemplate(this.transactions)
			.executeWithoutResult((status) -> this.events.publishEvent(new AssetsChanged(what, List.of(urn))));
	}

	private void describe(String id, String text) {
		this.asking
			.ask("mutation { describeAsset(id: \"%s\", input: {description: \"%s\"}) { id } }".formatted(id, text));
	}

	private void register(String name, String text) {
		this.asking.ask(
				"mutation { registerDataset(input: {key: {namespace: \"changes-tests\", name: \"%s\"}, description: \"%s\"}) { id } }"
					.formatted(name, text));
	}

	private void train(String run, String type, String at) throws IOException, InterruptedException {
		run("train", run, type, at, "features", "fraud", "MODEL");
	}

	private void run(String job, String run, String type, String at, String input, String output, String kind)
			throws IOException, InterruptedException {
		String event = """
				{"eventType": "%s", "eventTime": "%s", "producer": "https://example.com/changes-tests",
				 "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
				 "run": {"runId": "%s"}, "job": {"namespace": "changes-tests", "name": "%s"},
				 "inputs": [{"namespace": "changes-tests", "name": "%s"}],
				 "outputs": [{"namespace": "changes-tests", "name": "%s", "facets": {"datasetType": {
				   "_producer": "https://example.com/changes-tests", "_schemaURL": "https://example.com/schema",
				   "datasetType": "%s"}}}]}""".formatted(type, at, ID.formatted(run), job, input, output, kind);
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/v1/lineage"))
			.header("Authorization", TestToken.bearer(TestToken.CAPTURER))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(event))
			.build();
		HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
	}

	private HttpRequest.Builder graphql(String document) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/graphql"))
			.header("Authorization", TestToken.bearer(TestToken.READER))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(
					tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(Map.of("query", document))));
	}

}
