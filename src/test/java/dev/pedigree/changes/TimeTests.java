package dev.pedigree.changes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.TestToken;
import dev.pedigree.store.TestStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was so, and what was known, at many moments of a script of 200 messages that come
 * late and correct each other, against a plain model: of each thing the newest statement
 * that is known counts.
 */
@GraphTest
class TimeTests {

	private static final int MESSAGES = Seeds.of(200);

	private static final int MOMENTS = Seeds.of(50);

	private static final Instant BEGIN = Instant.parse("2025-01-01T12:00:00Z");

	private static final String DATA = "data:time-tests|features";

	private static final String JOB = "job:time-tests|train";

	private static final String DEPLOYMENT = "deployment:time-tests|api";

	private final HttpClient http = HttpClient.newHttpClient();

	private final Random random = new Random(Long.getLong("pedigree.seed", 20251121));

	/** The messages in the order in which they were sent. */
	private final List<Told> script = new ArrayList<>();

	@LocalServerPort
	int port;

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	/** What a message is about, of which the newest one counts. */
	private enum Subject {

		DESCRIPTION, INPUTS, SERVING, ADA, BOB

	}

	/**
	 * A message.
	 *
	 * @param values what it says: a description, inputs, a version, whether somebody
	 * owns; none: that nothing is so
	 * @param at since when it is so
	 * @param knownAt a moment at which it was recorded and the next one was not
	 */
	private record Told(Subject subject, Set<String> values, Instant at, Instant knownAt) {
	}

	@BeforeEach
	void clear() {
		TestStore.clear();
	}

	@Test
	void answersAtAnyMomentEqualThoseOfAPlainModel() throws Exception {
		play();
		for (int i = 0; i < MOMENTS; i++) {
			Instant asOf = BEGIN.plus(this.random.nextInt(MESSAGES * 24), ChronoUnit.HOURS);
			Instant knownAt = this.script.get(this.random.nextInt(MESSAGES)).knownAt();
			for (Instant known : new @Nullable Instant[] { knownAt, null }) {
				assertThat(answered(asOf, known)).as("as of %s, known at %s", asOf, known)
					.isEqualTo(expected(asOf, known));
			}
		}
	}

	@Test
	void reportedChangesEqualThoseOfThePlainModel() throws Exception {
		play();
		for (int i = 0; i < MOMENTS; i++) {
			int day = this.random.nextInt(MESSAGES);
			Instant from = BEGIN.plus(24L * day + 1, ChronoUnit.HOURS);
			Instant to = from.plus(1 + this.random.nextInt(24 * 20), ChronoUnit.HOURS);
			assertThat(changes(DATA, from, to)).as("data from %s to %s", from, to)
				.containsExactlyInAnyOrderElementsOf(
						expectedChanges(from, to, Subject.DESCRIPTION, Subject.ADA, Subject.BOB));
			assertThat(changes(JOB, from, to)).as("job from %s to %s", from, to)
				.containsExactlyInAnyOrderElementsOf(expectedChanges(from, to, Subject.INPUTS));
			assertThat(changes(DEPLOYMENT, from, to).stream().filter((one) -> one.contains("SERVING")))
				.as("deployment from %s to %s", from, to)
				.containsExactlyInAnyOrderElementsOf(expectedChanges(from, to, Subject.SERVING));
			difference(from, to);
		}
	}

	/** Sends the script: each message about a day of its own, in no order. */
	private void play() throws Exception {
		this.asking.ask("mutation { registerPerson(input: {name: \"Ada\", email: \"ada@time-tests\"}) { id } }");
		this.asking.ask("mutation { registerPerson(input: {name: \"Bob\", email: \"bob@time-tests\"}) { id } }");
		this.asking
			.ask("mutation { registerDataset(input: {key: {namespace: \"time-tests\", name: \"features\"}}) { id } }");
		int[] late = IntStream.range(0, MESSAGES)
			.map((day) -> day + ((this.random.nextInt(5) == 0) ? this.random.nextInt(80) : 0))
			.toArray();
		// Most come about in order, some very late.
		List<Integer> days = IntStream.range(0, MESSAGES)
			.boxed()
			.sorted(Comparator.comparingInt((day) -> late[day]))
			.toList();
		for (int day : days) {
			Subject subject = Subject.values()[this.random.nextInt(Subject.values().length)];
			Instant at = BEGIN.plus(day, ChronoUnit.DAYS);
			Set<String> values = send(subject, at);
			Thread.sleep(3);
			this.script.add(new Told(subject, values, at, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
			Thread.sleep(3);
		}
	}

	private Set<String> send(Subject subject, Instant at) throws IOException, InterruptedException {
		int which = this.random.nextInt(3);
		return switch (subject) {
			case DESCRIPTION -> {
				post("""
						{"eventTime": "%s", "producer": "https://example.com/t", "dataset": {"namespace": "time-tests",
						 "name": "features", "facets": {"documentation": {"_producer": "https://example.com/t",
						 "_schemaURL": "https://example.com/s", "description": "text %d"}}},
						 "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent"}"""
					.formatted(at, which));
				yield Set.of("text " + which);
			}
			case INPUTS -> {
				Set<String> inputs = new TreeSet<>(List.of("raw-" + which, "raw-" + this.random.nextInt(3)));
				post("""
						{"eventTime": "%s", "producer": "https://example.com/t",
						 "job": {"namespace": "time-tests", "name": "train"}, "inputs": [%s], "outputs": [],
						 "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent"}"""
					.formatted(at,
							inputs.stream()
								.map("{\"namespace\": \"time-tests\", \"name\": \"%s\"}"::formatted)
								.collect(Collectors.joining(", "))));
				yield inputs.stream().map((name) -> "data:time-tests|" + name).collect(Collectors.toSet());
			}
			case SERVING -> {
				String version = "version:time-tests|fraud|v:" + which;
				this.asking
					.ask("""
							mutation { recordDeployment(input: {key: {namespace: "time-tests", name: "api"}, environment: "prod",
							  version: "%s", at: "%s"}) { id } }"""
						.formatted(version, at));
				yield Set.of(version);
			}
			case ADA, BOB -> {
				String owner = "person:" + subject.name().toLowerCase(java.util.Locale.ROOT) + "@time-tests";
				boolean ends = which == 0;
				this.asking.ask("mutation { %s(asset: \"%s\", owner: \"%s\", role: ACCOUNTABLE, at: \"%s\") { role } }"
					.formatted(ends ? "endOwnership" : "assignOwner", DATA, owner, at));
				yield ends ? Set.of() : Set.of(owner);
			}
		};
	}

	/** By subject what was so at a moment, by what was known at another. */
	private Set<String> so(Subject subject, Instant asOf, @Nullable Instant knownAt) {
		return this.script.stream()
			.filter((told) -> told.subject() == subject && !told.at().isAfter(asOf))
			.filter((told) -> knownAt == null || !told.knownAt().isAfter(knownAt))
			.max(Comparator.comparing(Told::at))
			.map(Told::values)
			.orElse(Set.of());
	}

	private List<Set<String>> expected(Instant asOf, @Nullable Instant knownAt) {
		Set<String> owners = new HashSet<>(so(Subject.ADA, asOf, knownAt));
		owners.addAll(so(Subject.BOB, asOf, knownAt));
		return List.of(so(Subject.DESCRIPTION, asOf, knownAt), so(Subject.INPUTS, asOf, knownAt),
				so(Subject.SERVING, asOf, knownAt), owners);
	}

	private List<Set<String>> answered(Instant asOf, @Nullable Instant knownAt) {
		String known = (knownAt != null) ? ", knownAt: \"" + knownAt + "\"" : "";
		String moment = "asOf: \"%s\"%s".formatted(asOf, known);
		GraphQlTester.Response answer = this.asking
			.ask("""
					{ features: asset(id: "%s") { asOf(at: "%s"%s) { description } owners(%s) { owner { ... on Person { id } } } }
					  deployment: asset(id: "%s") { ... on Deployment { serving(%s) { version { id } } } }
					  lineage(id: "%s", direction: UPSTREAM, %s) { edges { from since } } }"""
				.formatted(DATA, asOf, known, moment, DEPLOYMENT, moment, JOB, moment));
		return List.of(texts(answer, "features.asOf.description"), texts(answer, "lineage.edges[*].from"),
				texts(answer, "deployment.serving[*].version.id"), texts(answer, "features.owners[*].owner.id"));
	}

	private static Set<String> texts(GraphQlTester.Response answer, String... paths) {
		String path = paths[paths.length - 1];
		if (path.contains("*")) {
			return new HashSet<>(answer.path(path).entityList(String.class).get());
		}
		Object all = answer.path(path.substring(0, path.lastIndexOf('.'))).entity(Object.class).get();
		Object text = (all instanceof Map<?, ?> map) ? map.get(path.substring(path.lastIndexOf('.') + 1)) : null;
		return (text != null) ? Set.of((String) text) : Set.of();
	}

	private List<String> changes(String asset, Instant from, Instant to) {
		return this.asking
			.ask("""
					{ changes(asset: "%s", from: "%s", to: "%s") { complete events { at change other { id } property now } } }"""
				.formatted(asset, from, to))
			.path("changes.events")
			.entityList(Map.class)
			.get()
			.stream()
			.map((event) -> {
				Object other = (event.get("other") instanceof Map<?, ?> node) ? node.get("id") : event.get("now");
				return Instant.parse(String.valueOf(event.get("at"))) + " " + event.get("change") + " " + other;
			})
			.toList();
	}

	private List<String> expectedChanges(Instant from, Instant to, Subject... subjects) {
		List<String> expected = new ArrayList<>();
		for (Subject subject : subjects) {
			for (Told told : this.script) {
				if (told.subject() == subject && told.at().isAfter(from) && !told.at().isAfter(to)) {
					Set<String> before = so(subject, told.at().minusMillis(1), null);
					String at = told.at() + " ";
					if (subject == Subject.DESCRIPTION) {
						if (!before.equals(told.values())) {
							expected.add(at + "DESCRIBED \"" + told.values().iterator().next() + "\"");
						}
						continue;
					}
					less(told.values(), before).forEach((one) -> expected.add(at + began(subject) + " " + one));
					less(before, told.values()).forEach((one) -> expected.add(at + ended(subject) + " " + one));
				}
			}
		}
		return expected;
	}

	private static Set<String> less(Set<String> all, Set<String> some) {
		Set<String> rest = new TreeSet<>(all);
		rest.removeAll(some);
		return rest;
	}

	private static String began(Subject subject) {
		return (subject == Subject.INPUTS) ? "EDGE_ADDED"
				: (subject == Subject.SERVING) ? "SERVING_STARTED" : "OWNER_ADDED";
	}

	private static String ended(Subject subject) {
		return (subject == Subject.INPUTS) ? "EDGE_ENDED"
				: (subject == Subject.SERVING) ? "SERVING_ENDED" : "OWNER_ENDED";
	}

	private void difference(Instant from, Instant to) {
		GraphQlTester.Response answer = this.asking.ask("""
				{ job: changes(asset: "%s", from: "%s", to: "%s") { added { from } ended { from } }
				  api: changes(asset: "%s", from: "%s", to: "%s") { rebound { before { id } now { id } } } }"""
			.formatted(JOB, from, to, DEPLOYMENT, from, to));
		Set<String> before = so(Subject.INPUTS, from, null);
		Set<String> now = so(Subject.INPUTS, to, null);
		assertThat(texts(answer, "job.added[*].from")).isEqualTo(less(now, before));
		assertThat(texts(answer, "job.ended[*].from")).isEqualTo(less(before, now));
		Set<String> served = so(Subject.SERVING, from, null);
		Set<String> serves = so(Subject.SERVING, to, null);
		boolean rebound = !served.isEmpty() && !serves.isEmpty() && !served.equals(serves);
		assertThat(texts(answer, "api.rebound[*].before[*].id")).isEqualTo(rebound ? served : Set.of());
		assertThat(texts(answer, "api.rebound[*].now[*].id")).isEqualTo(rebound ? serves : Set.of());
	}

	private void post(String event) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/v1/lineage"))
			.header("Authorization", TestToken.bearer(TestToken.CAPTURER))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(event))
			.build();
		HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
	}

}
