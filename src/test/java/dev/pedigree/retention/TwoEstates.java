package dev.pedigree.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.graph.LockContention;
import dev.pedigree.identity.Identity;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import dev.pedigree.store.TestStore;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;

/**
 * Two estates to which the same is sent: the catalog heard of the one long ago, and of
 * the other just now, so that nothing of it becomes a summary.
 */
final class TwoEstates {

	/** The namespaces of the two. */
	static final String OLD = "retention-tests-old";

	static final String KEPT = "retention-tests-all";

	final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	private final Driver driver;

	private final EventWriter intake;

	TwoEstates(Driver driver, EventWriter intake) {
		this.driver = driver;
		this.intake = intake;
	}

	/** What an estate is told. */
	interface Message {

		MetadataEvent in(String namespace);

	}

	/** Some data of an estate. */
	record Use(String name, boolean stated, DataUse.@Nullable WriteMode mode) {

		/** Plain use of data. */
		static Use of(String name) {
			return new Use(name, false, null);
		}

		DataUse in(String namespace, String run) {
			DataUse use = DataUse.of(Urn.data(namespace, this.name));
			use = this.name.startsWith("model") ? use.asModel() : use;
			use = this.stated ? use.version("ol:" + this.name + run.length()) : use;
			return (this.mode != null) ? use.mode(this.mode) : use;
		}

	}

	void clear() {
		TestStore.clear();
	}

	/** Sends messages to both estates, 20 in each transaction. */
	void send(List<Message> messages) {
		for (int i = 0; i < messages.size(); i += 20) {
			List<Message> some = messages.subList(i, Math.min(messages.size(), i + 20));
			write(OLD, some);
			write(KEPT, some);
		}
	}

	/** Sends a message to one estate. */
	void send(String namespace, Message message) {
		write(namespace, List.of(message));
	}

	private void write(String namespace, List<Message> messages) {
		List<MetadataEvent> events = messages.stream().map((message) -> message.in(namespace)).toList();
		LockContention.retried(() -> {
			this.intake.write(events);
			return events;
		});
	}

	/** The catalog heard of the runs of the first one when they ended. */
	void age() {
		this.driver.executableQuery("MATCH (r:Run {namespace: $namespace}) SET r.recordedAt = r.updatedAt")
			.withParameters(Map.of("namespace", OLD))
			.execute();
	}

	/** Some days before now. */
	Instant ago(int days) {
		return this.now.minus(Duration.ofDays(days));
	}

	/**
	 * Runs of six jobs between data and two models, at any time of some days until now.
	 */
	List<Message> messages(Random random, int count, int days) {
		List<Message> messages = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int job = random.nextInt(6);
			Instant at = this.now.minus(Duration.ofMinutes(random.nextInt(days * 24 * 60)));
			List<Use> inputs = new ArrayList<>();
			List<Use> outputs = new ArrayList<>();
			for (int use = 0; use < 1 + random.nextInt(2); use++) {
				inputs.add(new Use("data-" + (job + random.nextInt(2)) % 6, random.nextInt(6) == 0, null));
			}
			outputs.add(new Use("data-" + (job + 2) % 6, random.nextInt(5) == 0,
					(job == 3) ? DataUse.WriteMode.APPEND : DataUse.WriteMode.OVERWRITE));
			if (job == 5 && random.nextInt(4) == 0) {
				outputs.add(Use.of("model-" + random.nextInt(2)));
			}
			messages.add(observed("job-" + job, "run-" + random.nextInt(1_000_000), at,
					(random.nextInt(8) == 0) ? RunObservation.RunEventType.FAIL : RunObservation.RunEventType.COMPLETE,
					inputs, outputs));
			if (random.nextInt(20) == 0) {
				messages.add(measured(random.nextInt(6), at));
			}
		}
		return messages;
	}

	/** A run that completed some days ago. */
	Message run(String job, int daysAgo, List<Use> inputs, List<Use> outputs) {
		return observed(job, job + "-" + daysAgo, ago(daysAgo), RunObservation.RunEventType.COMPLETE, inputs, outputs);
	}

	static Message observed(String job, String id, Instant at, RunObservation.RunEventType type, List<Use> inputs,
			List<Use> outputs) {
		return (namespace) -> new MetadataEvent.RunObserved(
				new RunObservation(Urn.job(namespace, job), id, at, "openlineage", type, null, null, null, false, null,
						null, inputs.stream().map((use) -> use.in(namespace, id)).toList(),
						outputs.stream().map((use) -> use.in(namespace, id)).toList()));
	}

	private static Message measured(int data, Instant at) {
		return (namespace) -> new MetadataEvent.Evaluated(
				new EvaluationStatement(version(namespace, "model-0"), version(namespace, "data-" + data), "offline",
						at, List.of(new Metric("auc", 0.5, null, null)), at, "cicd"));
	}

	private static StatedVersion version(String namespace, String name) {
		Urn data = Urn.data(namespace, name);
		return new StatedVersion(Urn.version(data, "ol:" + name + "10"), data, false);
	}

	/** A person says that two data are one. */
	Message merged() {
		return (namespace) -> new MetadataEvent.AssetsMerged(new Identity.Merge(Urn.data(namespace, "data-0"),
				Urn.data(namespace, "data-1"), AssetKind.DATASET, this.now));
	}

}
