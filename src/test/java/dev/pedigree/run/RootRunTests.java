package dev.pedigree.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.pedigree.GraphTest;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A run that states a root: the chain of runs and of jobs ends there. */
@GraphTest
class RootRunTests {

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	@Test
	void aParentIsPartOfTheRootThatItsChildStates() {
		String namespace = "root-run-tests-chain";
		this.intake.write(List.of(child(namespace, "dag")));
		assertThat(partOf(namespace)).containsExactlyInAnyOrder("spark:1 task:2", "task:2 dag:3", "spark task",
				"task dag");
	}

	/**
	 * Whatever comes first: the child's word for the root, or the parent's own parent.
	 */
	@Test
	void aStatedParentPrevailsOverTheRootInEitherOrder() {
		for (boolean childFirst : new boolean[] { true, false }) {
			String namespace = "root-run-tests-" + childFirst;
			MetadataEvent child = child(namespace, "dag");
			MetadataEvent task = run(namespace, "task", "2", Urn.job(namespace, "group"), "4", null);
			this.intake.write(List.of(childFirst ? child : task));
			this.intake.write(List.of(childFirst ? task : child));
			assertThat(partOf(namespace)).as("child first: %s", childFirst)
				.containsExactlyInAnyOrder("spark:1 task:2", "task:2 group:4", "spark task", "task group", "task dag");
		}
	}

	private static MetadataEvent child(String namespace, String root) {
		Urn job = Urn.job(namespace, root);
		return run(namespace, "spark", "1", Urn.job(namespace, "task"), "2",
				new RunObservation.Root(job, Urn.run(job, "3")));
	}

	private static MetadataEvent run(String namespace, String job, String id, Urn parentJob, String parent,
			RunObservation.@Nullable Root root) {
		return new MetadataEvent.RunObserved(new RunObservation(Urn.job(namespace, job), id,
				Instant.parse("2026-03-05T06:30:00Z"), "openlineage", RunObservation.RunEventType.COMPLETE, parentJob,
				Urn.run(parentJob, parent), null, false, null, null, List.of(), List.of())
			.below(root));
	}

	private List<String> partOf(String namespace) {
		return this.driver.executableQuery("""
				MATCH (a:Run)-[:PART_OF]->(b:Run), (a)-[:RUN_OF]->(aJob), (b)-[:RUN_OF]->(bJob)
				WHERE aJob.namespace = $namespace
				RETURN aJob.name + ':' + a.name + ' ' + bJob.name + ':' + b.name AS part
				UNION
				MATCH (a:Job)-[:PART_OF]->(b:Job) WHERE a.namespace = $namespace
				RETURN a.name + ' ' + b.name AS part""")
			.withParameters(Map.of("namespace", namespace))
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("part").asString())
			.toList();
	}

}
