package dev.pedigree.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.DataCheck;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Which version the counts and checks of runs are of, in any order of messages. */
@GraphTest
class CountsAndChecksTests {

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	private String namespace = "";

	@Test
	void countsAndChecksFollowTheVersionThatTheRunUsed() {
		Set<Object> answers = new HashSet<>();
		for (int seed = 0; seed < 6; seed++) {
			this.namespace = "counts-and-checks-" + seed;
			List<List<MetadataEvent>> messages = messages();
			Collections.shuffle(messages, new Random(seed));
			// Some arrive together and some alone, the first of them twice.
			messages.addFirst(messages.getFirst());
			int cut = seed % messages.size();
			this.intake.write(messages.subList(0, cut).stream().flatMap(List::stream).toList());
			messages.subList(cut, messages.size()).forEach(this.intake::write);
			answers.add(this.asking
				.list("""
						{ asset(id: "data:%s|table") { ... on Dataset { versions { edges { node { version rowCount byteSize
						  evaluations { name evaluatedAt metrics { name column success value } } } } } } } }"""
					.formatted(this.namespace), "asset.versions.edges")
				.toString()
				.replace(this.namespace, ""));
		}
		assertThat(answers).hasSize(1);
		assertThat(answers.iterator().next().toString())
			// The writer of the first version counts more than its reader.
			.contains("version=run:w1, rowCount=10, byteSize=null, evaluations=[]")
			// The reader is bound to the second version, whose writer counted nothing.
			.contains("version=run:w2, rowCount=70, byteSize=700, evaluations=[{name=checks")
			.contains("{name=not_null, column=amount, success=false, value=null}")
			.contains("{name=unique, column=amount, success=true, value=null}")
			// The newer statement of the run wins; it stated its version later.
			.contains("version=v:3, rowCount=31, byteSize=310, evaluations=[]");
	}

	@Test
	void forgottenDataLeaveNoCountsAndChecks() {
		this.namespace = "counts-forgotten";
		messages().forEach(this.intake::write);
		this.asking.as("ROLE_ADMIN", "mutation { forget(id: \"data:counts-forgotten|table\", reason: \"test\") }")
			.errors()
			.verify();
		this.intake.write(messages().getFirst());
		assertThat(this.asking.list("""
				{ asset(id: "data:counts-forgotten|table") { ... on Dataset { versions { edges { node { version rowCount
				  evaluations { name } } } } } } }""", "asset.versions.edges").toString())
			.isEqualTo("[{node={version=run:w1, rowCount=10, evaluations=[]}}]");
	}

	private List<List<MetadataEvent>> messages() {
		MetadataEvent started = run("late", 4, RunObservation.RunEventType.START, List.of(use(null, 60L, 600L)),
				List.of());
		MetadataEvent ended = run("late", 5, RunObservation.RunEventType.COMPLETE, List.of(use(null, 70L, 700L)),
				List.of());
		return new ArrayList<>(List.of(
				List.of(run("w1", 1, RunObservation.RunEventType.COMPLETE, List.of(), List.of(use(null, 10L, null)))),
				List.of(run("early", 2, RunObservation.RunEventType.START, List.of(use(null, 5L, 50L)), List.of())),
				List.of(run("w2", 3, RunObservation.RunEventType.COMPLETE, List.of(), List.of(use(null, null, null)))),
				List.of(started, check(4, new Metric("not_null", null, null, null, "amount", true))),
				List.of(ended, check(5, new Metric("not_null", null, null, null, "amount", false)),
						check(5, new Metric("unique", null, null, null, "amount", true))),
				List.of(run("w3", 6, RunObservation.RunEventType.START, List.of(), List.of(use(null, 30L, 300L)))),
				List.of(run("w3", 7, RunObservation.RunEventType.COMPLETE, List.of(),
						List.of(use("v:3", 31L, 310L))))));
	}

	private DataUse use(@Nullable String version, @Nullable Long rows, @Nullable Long bytes) {
		return new DataUse(Urn.data(this.namespace, "table"), Set.of(), version, false, DataUse.WriteMode.UNKNOWN, null,
				null, false, rows, bytes);
	}

	private MetadataEvent run(String id, int second, RunObservation.RunEventType type, List<DataUse> inputs,
			List<DataUse> outputs) {
		return new MetadataEvent.RunObserved(new RunObservation(job(id), id, at(second), "openlineage", type, null,
				null, null, false, null, null, inputs, outputs));
	}

	private Urn job(String run) {
		return Urn.job(this.namespace, run.startsWith("w") ? "load" : "check");
	}

	private MetadataEvent check(int second, Metric metric) {
		return new MetadataEvent.DataChecked(new DataCheck(Urn.run(job("late"), "late"),
				Urn.data(this.namespace, "table"), null, false, "checks", List.of(metric), at(second), "openlineage"));
	}

	private static Instant at(int second) {
		return Instant.parse("2026-03-05T06:30:00Z").plusSeconds(second);
	}

}
