package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A serving that names a model and no version. */
@GraphTest
class NewestServingTests {

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	private String namespace = "";

	@Test
	void newestVersionAtThatTimeServesInAnyOrderOfMessages() {
		Set<String> answers = new HashSet<>();
		for (int seed = 0; seed < 4; seed++) {
			this.namespace = "newest-serving-" + seed;
			List<MetadataEvent> messages = new ArrayList<>(List.of(version(1), version(2), version(4), serves(3)));
			Collections.shuffle(messages, new Random(seed));
			messages.forEach((message) -> this.intake.write(List.of(message)));
			answers.add(history().replace(this.namespace, "*"));
		}
		assertThat(answers)
			.containsExactly("[{version={id=version:*|detector|v:2}, since=2026-01-03T00:00:00.000Z, until=null}]");
		List<Object> edges = this.asking.list("""
				{ lineage(id: "version:%s|detector|v:2", direction: DOWNSTREAM, level: RECORDED) {
				  edges { binding } } }""".formatted(this.namespace), "lineage.edges[*].binding");
		assertThat(edges).containsExactly("NEWEST");
	}

	/** The model is known, so that an impact of it finds the deployment. */
	@Test
	void modelWithoutVersionsServesAsAnUnknownVersion() {
		this.namespace = "newest-serving-none";
		this.intake.write(List.of(serves(3)));
		assertThat(history()).contains("artifact:unknown:deployment:newest-serving-none|scorer:primary");
		assertThat(impact()).containsExactly("deployment:newest-serving-none|scorer");
		this.intake.write(List.of(version(4)));
		assertThat(history()).as("made later").contains("artifact:unknown:");
		this.intake.write(List.of(version(1)));
		assertThat(history()).isEqualTo(
				"[{version={id=version:newest-serving-none|detector|v:1}, since=2026-01-03T00:00:00.000Z, until=null}]");
		assertThat(impact()).containsExactly("deployment:newest-serving-none|scorer");
		assertThat(this.asking
			.value("{ asset(id: \"artifact:unknown:deployment:newest-serving-none|scorer:primary\") { id } }", "asset"))
			.isNull();
	}

	private String history() {
		return this.asking
			.list("""
					{ asset(id: "deployment:%s|scorer") { ... on Deployment { history { version { id } since until } } } }"""
				.formatted(this.namespace), "asset.history")
			.toString();
	}

	private List<Object> impact() {
		return this.asking
			.list("""
					{ impact(roots: ["data:%s|detector"], change: RETIREMENT) { affected { edges { node { asset { id } } } } } }"""
				.formatted(this.namespace), "impact.affected.edges[*].node.asset.id");
	}

	private MetadataEvent version(int day) {
		Urn model = Urn.data(this.namespace, "detector");
		return new MetadataEvent.VersionNamed(new StatedVersion(Urn.version(model, "v:" + day), model, false), at(day),
				"registry");
	}

	private MetadataEvent serves(int day) {
		return new MetadataEvent.DeploymentObserved(
				DeploymentObservation.newest(Urn.deployment(this.namespace, "scorer"), at(day), "platform", null,
						Urn.data(this.namespace, "detector"), null));
	}

	private static Instant at(int day) {
		return Instant.parse("2026-01-0" + day + "T00:00:00Z");
	}

}
