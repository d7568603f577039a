package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** What serves beside a canary whose platform names the canary alone. */
@GraphTest
class CanaryRestTests {

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	private String namespace = "";

	@Test
	void restOfAFirstCanaryIsAnUnknownVersion() {
		this.namespace = "canary-rest-unknown";
		this.intake.write(canary(2));
		assertThat(serving()).containsExactlyInAnyOrder("canary 10.0 2", "unknown primary 90.0");
		assertThat(this.asking.value("""
				{ asset(id: "artifact:unknown:%s:primary") { id described } }""".formatted(deployment().value()),
				"asset"))
			.hasToString("{id=artifact:unknown:" + deployment().value() + ":primary, described=false}");
		this.intake.write(canary(2));
		assertThat(serving()).as("seen again").hasSize(2);
	}

	@Test
	void unknownVersionDisappearsWhenThePlatformNamesIt() {
		Set<Object> answers = new HashSet<>();
		for (int order = 0; order < 2; order++) {
			this.namespace = "canary-rest-named-" + order;
			List<List<MetadataEvent>> messages = new ArrayList<>(List.of(primary("kserve", 1), canary(2)));
			if (order == 1) {
				Collections.reverse(messages);
			}
			messages.forEach(this.intake::write);
			answers.add(serving());
			assertThat(this.asking.value("""
					{ asset(id: "artifact:unknown:%s:primary") { id } }""".formatted(deployment().value()), "asset"))
				.isNull();
		}
		assertThat(answers).isEqualTo(Set.of(List.of("canary 10.0 2", "primary 90.0 1")));
	}

	@Test
	void restIsTheVersionThatAnotherSourceNamedBefore() {
		for (int order = 0; order < 2; order++) {
			this.namespace = "canary-rest-other-" + order;
			List<List<MetadataEvent>> messages = new ArrayList<>(List.of(primary("ci", 1), canary(2)));
			if (order == 1) {
				Collections.reverse(messages);
			}
			messages.forEach(this.intake::write);
			assertThat(serving()).containsExactly("canary 10.0 2", "primary 90.0 1", "primary null 1");
		}
	}

	@Test
	void laterNameDoesNotChangeThePast() {
		this.namespace = "canary-rest-later";
		this.intake.write(canary(2));
		this.intake.write(primary("kserve", 3));
		assertThat(serving()).containsExactly("canary 10.0 2", "primary null 3");
		assertThat(this.asking
			.list("""
					{ asset(id: "%s") { ... on Deployment { history { version { id } until } } } }"""
				.formatted(deployment().value()), "asset.history")
			.stream()
			.filter((one) -> one.toString().contains("artifact:unknown:"))
			.toList()).singleElement().asString().contains("until=2026-01-03");
	}

	/** What serves now: role, traffic and version, each once. */
	private List<String> serving() {
		return this.asking
			.list("""
					{ asset(id: "%s") { ... on Deployment { serving { version { id version } role trafficPercent } } } }"""
				.formatted(deployment().value()), "asset.serving")
			.stream()
			.map((one) -> {
				Map<?, ?> row = (Map<?, ?>) one;
				Map<?, ?> version = (Map<?, ?>) Objects.requireNonNull(row.get("version"));
				boolean unknown = String.valueOf(version.get("id")).startsWith("artifact:unknown:");
				return unknown ? "unknown " + row.get("role") + " " + row.get("trafficPercent") : row.get("role") + " "
						+ row.get("trafficPercent") + " " + String.valueOf(version.get("version")).replace("v:", "");
			})
			.sorted()
			.toList();
	}

	private Urn deployment() {
		return Urn.deployment(this.namespace, "fraud-scorer");
	}

	private List<MetadataEvent> primary(String source, int day) {
		return List.of(new MetadataEvent.DeploymentObserved(
				DeploymentObservation.serving(deployment(), at(day), source, "primary", version(day), null)));
	}

	/** As a platform states a canary: its own version, and the share of the rest. */
	private List<MetadataEvent> canary(int day) {
		return List.of(
				new MetadataEvent.DeploymentObserved(
						DeploymentObservation.serving(deployment(), at(day), "kserve", "canary", version(day), 10.0)),
				new MetadataEvent.DeploymentObserved(
						DeploymentObservation.share(deployment(), at(day), "kserve", "primary", 90)),
				new MetadataEvent.DeploymentObserved(
						DeploymentObservation.over(deployment(), at(day), "kserve", Set.of("canary", "primary"))));
	}

	private StatedVersion version(int number) {
		Urn model = Urn.data(this.namespace, "fraud-detector");
		return new StatedVersion(Urn.version(model, "v:" + number), model, false);
	}

	private static Instant at(int day) {
		return Instant.parse("2026-01-0" + day + "T00:00:00Z");
	}

}
