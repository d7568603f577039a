package dev.pedigree.registration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.conformance.GraphContent;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What feeds a registry to which only some versions of a model are linked. */
@BesideGraphTest
class StandingRegistrationsTests {

	private static final String SPACE = "standing-registrations-tests";

	private static final Urn TRAINED = Urn.data(SPACE, "trained");

	private static final Urn CHALLENGER = Urn.data(SPACE, "challenger");

	private static final Urn BEST = Urn.data(SPACE + "/registry", "best");

	private static final Urn OTHER = Urn.data(SPACE + "/others", "other");

	private static final Urn TRAINING = Urn.job(SPACE, "train");

	private static final Urn SCORING = Urn.job(SPACE, "score");

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	@BeforeEach
	void clear() {
		TestStore.clear();
	}

	private static Instant day(int day) {
		return Instant.parse("2026-01-01T00:00:00Z").plusSeconds((day - 1) * 86_400L);
	}

	private static List<MetadataEvent> registered(Urn model, int number, int at, String place) {
		Urn version = Urn.version(model, "tests:" + number);
		return List.of(new MetadataEvent.VersionNamed(new StatedVersion(version, model, false), day(at), "tests"),
				new MetadataEvent.AssetDescribed(Statement.captured(version, "model", day(at), "tests",
						Map.of("artifactUri", "s3://" + SPACE + "/" + place))));
	}

	/** A day's run, which used versions of that day. */
	private static List<MetadataEvent> ran(Urn job, int day, String code, Set<Urn> models) {
		List<MetadataEvent> events = new ArrayList<>();
		List<DataUse> uses = new ArrayList<>();
		for (Urn model : models) {
			events.addAll(registered(model, day, day, model.name() + day));
			uses.add(DataUse.of(model).asModel().version("tests:" + day));
		}
		List<DataUse> inputs = job.equals(SCORING) ? uses : List.of();
		List<DataUse> outputs = job.equals(SCORING) ? List.of() : uses;
		for (RunObservation.RunEventType type : List.of(RunObservation.RunEventType.START,
				RunObservation.RunEventType.COMPLETE)) {
			events.add(new MetadataEvent.RunObserved(new RunObservation(job, job.name() + day, day(day), "openlineage",
					type, null, null, null, false, code, null, inputs, outputs)));
		}
		return events;
	}

	private static List<MetadataEvent> linked(int number, Urn model, int day) {
		return registered(BEST, number, 20, model.name() + day);
	}

	/** Edges between jobs and models, as lines. */
	private List<String> edges(Urn model) {
		return this.driver
			.executableQuery(
					"""
							MATCH (m:Entity {urn: $urn})-[f:FEEDS|FED]-(j:Job)
							RETURN CASE WHEN startNode(f) = j THEN j.name + ' > ' + m.name ELSE m.name + ' > ' + j.name END
							  + ' ' + type(f) + ' ' + f.since.day + '-' + coalesce(f.until.day, '') + ' (' + f.lastConfirmed.day + ')' AS line
							ORDER BY line""")
			.withParameters(Map.of("urn", model.value()))
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("line").asString())
			.toList();
	}

	@Test
	void secondRegistryIsFedAsLongAsTheModelIs() {
		for (int day = 1; day <= 6; day++) {
			this.intake.write(ran(TRAINING, day, "one", Set.of(TRAINED)));
			this.intake.write(ran(SCORING, day, "one", Set.of(TRAINED)));
		}
		assertThat(edges(BEST)).isEmpty();
		this.intake.write(linked(1, TRAINED, 2));
		assertThat(edges(BEST)).containsExactly("best > score FEEDS 2- (2)", "train > best FEEDS 2- (2)");
		assertThat(this.asking.list(
				"{ lineage(id: \"" + BEST + "\", direction: BOTH) { complete edges { from to sources } } }",
				"lineage.edges[*]"))
			.extracting(String::valueOf)
			.containsExactlyInAnyOrder("{from=" + TRAINING + ", to=" + BEST + ", sources=[registration]}",
					"{from=" + BEST + ", to=" + SCORING + ", sources=[registration]}");
		// The code now makes another model; what was scored stays.
		this.intake.write(ran(TRAINING, 7, "two", Set.of(CHALLENGER)));
		assertThat(edges(TRAINED)).containsExactly("train > trained FED 1-7 (6)", "trained > score FEEDS 1- (6)");
		assertThat(edges(BEST)).containsExactly("best > score FEEDS 2- (2)", "train > best FED 2-7 (2)");
		this.intake.write(linked(2, CHALLENGER, 7));
		assertThat(edges(BEST)).containsExactly("best > score FEEDS 2- (2)", "train > best FEEDS 2- (7)");
		// The link was to another one.
		this.intake.write(registered(BEST, 1, 21, "elsewhere"));
		assertThat(edges(BEST)).containsExactly("train > best FEEDS 7- (7)");
	}

	/**
	 * Also one that comes when two have it already, and one that goes when two still do.
	 */
	@Test
	void everyRegistryOfAVersionIsFed() {
		this.intake.write(ran(TRAINING, 1, "one", Set.of(TRAINED)));
		this.intake.write(linked(1, TRAINED, 1));
		this.intake.write(registered(OTHER, 1, 20, TRAINED.name() + 1));
		assertThat(edges(BEST)).containsExactly("train > best FEEDS 1- (1)");
		assertThat(edges(OTHER)).containsExactly("train > other FEEDS 1- (1)");
		this.intake.write(registered(OTHER, 1, 21, "elsewhere"));
		assertThat(edges(BEST)).containsExactly("train > best FEEDS 1- (1)");
		assertThat(edges(OTHER)).isEmpty();
	}

	@Test
	void deletionRemovesDerivedEdges() {
		this.intake.write(ran(TRAINING, 1, "one", Set.of(TRAINED)));
		this.intake.write(linked(1, TRAINED, 1));
		assertThat(edges(BEST)).containsExactly("train > best FEEDS 1- (1)");
		this.asking.as("ROLE_ADMIN", "mutation { forget(id: \"" + TRAINED + "\", reason: \"a test\") }")
			.errors()
			.verify();
		assertThat(edges(BEST)).isEmpty();
	}

	/** What was taken as if the runs had named it follows from the next run on. */
	@Test
	void nextRunRepairsEarlierStorage() throws IOException {
		for (int day = 1; day <= 5; day++) {
			this.intake.write(ran(TRAINING, day, "one", Set.of(TRAINED)));
			this.intake.write(ran(SCORING, day, "one", Set.of(TRAINED)));
		}
		this.intake.write(linked(1, TRAINED, 2));
		List<String> before = content();
		this.driver
			.executableQuery(
					"""
							MATCH (e:Execution) WHERE e.sharedAt IS NOT NULL AND e.job CONTAINS $space
							SET e.outputs = e.outputs + [urn IN coalesce(e.alsoOutputs, []) WHERE urn = $best],
							  e.inputs = e.inputs + [urn IN coalesce(e.alsoInputs, []) WHERE urn = $best]
							REMOVE e.alsoOutputs, e.alsoInputs, e.sharedAt
							WITH DISTINCT 1 AS one
							MATCH (:Entity {urn: $best})-[old:FEEDS]-(j:Job)
							WITH old, startNode(old) AS a, endNode(old) AS b
							CREATE (a)-[f:FED {source: 'openlineage', since: old.since, until: datetime('2026-01-05T00:00Z'), lastConfirmed: old.since}]->(b)
							DELETE old""")
			.withParameters(Map.of("space", SPACE, "best", BEST.value()))
			.execute();
		for (String statement : Files
			.readString(Path.of("cypher/migrations/V170__Follow_the_edges_of_stated_models.cypher"))
			.split(";\n", -1)) {
			if (!statement.isBlank() && !statement.contains("CREATE INDEX")) {
				this.driver.executableQuery(statement).execute();
			}
		}
		assertThat(edges(BEST)).containsExactly("best > score FED 2-5 (2)", "train > best FED 2-5 (2)");
		for (Urn job : List.of(TRAINING, SCORING)) {
			this.intake.write(ran(job, 6, "one", Set.of(TRAINED)));
		}
		assertThat(edges(BEST)).containsExactly("best > score FEEDS 2- (2)", "train > best FEEDS 2- (2)");
		List<String> mended = content();
		clear();
		for (int day = 1; day <= 6; day++) {
			this.intake.write(ran(TRAINING, day, "one", Set.of(TRAINED)));
			this.intake.write(ran(SCORING, day, "one", Set.of(TRAINED)));
		}
		this.intake.write(linked(1, TRAINED, 2));
		assertThat(mended).hasSizeGreaterThan(before.size()).isEqualTo(content());
	}

	/**
	 * The edges are those that the definition gives, looked at run by run, whatever the
	 * order of the messages.
	 */
	@Test
	void edgesEqualTheDefinitionInAnyOrder() {
		for (int seed = 0; seed < Seeds.of(8); seed++) {
			Random random = new Random(seed);
			List<Set<Urn>> used = new ArrayList<>(List.of(Set.of()));
			List<Set<Urn>> shared = new ArrayList<>(List.of(Set.of()));
			List<List<MetadataEvent>> messages = new ArrayList<>();
			Urn job = random.nextBoolean() ? TRAINING : SCORING;
			for (int day = 1; day <= 14; day++) {
				Set<Urn> models = new TreeSet<>();
				List.of(TRAINED, CHALLENGER).forEach((model) -> {
					if (random.nextInt(3) > 0) {
						models.add(model);
					}
				});
				used.add(models);
				shared.add(new TreeSet<>());
				messages.add(ran(job, day, "code " + (day + random.nextInt(5)) / 8, models));
			}
			for (int number = 1; number <= 5; number++) {
				int day = 1 + random.nextInt(14);
				Urn model = random.nextBoolean() ? TRAINED : CHALLENGER;
				// A registry has no artifact twice.
				if (used.get(day).contains(model) && !shared.get(day).contains(model)) {
					messages.add(linked(number, model, day));
					if (random.nextInt(4) == 0) {
						messages.add(registered(BEST, number, 21, "elsewhere" + number));
					}
					else {
						shared.get(day).add(model);
					}
				}
			}
			this.intake.write(messages.stream().flatMap(List::stream).toList());
			List<String> content = content();
			assertThat(edges(BEST)).as("seed %s", seed).isEqualTo(defined(job, shared));
			clear();
			messages.addAll(messages.subList(0, 9));
			Collections.shuffle(messages, random);
			messages.forEach(this.intake::write);
			assertThat(content()).as("seed %s", seed).isEqualTo(content);
			clear();
		}
	}

	private List<String> content() {
		return GraphContent.of(this.driver).stream().filter((line) -> line.contains(SPACE)).toList();
	}

	/**
	 * A day counts from the first run in an edge of a model that used a version which is
	 * linked, to the end of that edge.
	 */
	private List<String> defined(Urn job, List<Set<Urn>> shared) {
		Set<Integer> days = new TreeSet<>();
		Set<Integer> confirming = new TreeSet<>();
		for (Urn model : List.of(TRAINED, CHALLENGER)) {
			for (String edge : edges(model)) {
				String[] words = edge.split("[ -]", -1);
				int since = Integer.parseInt(words[4]);
				int until = words[5].isEmpty() ? 32 : Integer.parseInt(words[5]);
				IntStream.range(since, Math.min(until, shared.size()))
					.filter((day) -> shared.get(day).contains(model))
					.forEach((day) -> {
						confirming.add(day);
						IntStream.range(day, until).forEach(days::add);
					});
			}
		}
		List<String> lines = new ArrayList<>();
		for (int day : days) {
			if (!days.contains(day - 1)) {
				int end = day;
				int confirmed = 0;
				while (days.contains(end)) {
					confirmed = confirming.contains(end) ? end : confirmed;
					end++;
				}
				lines.add((job.equals(SCORING) ? "best > score" : "train > best") + ((end == 32) ? " FEEDS " : " FED ")
						+ day + "-" + ((end == 32) ? "" : end) + " (" + confirmed + ")");
			}
		}
		Collections.sort(lines);
		return lines;
	}

}
