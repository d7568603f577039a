package dev.pedigree.ingestion;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Services that name a model of the Hugging Face Hub. */
@GraphTest
class HubServingTests {

	@LocalServerPort
	int port;

	@Autowired
	Asking asking;

	private void card(String repository, String parameters) throws Exception {
		new FileDoor(this.port).taken("huggingface?model=" + repository + parameters,
				"# Ranker\nRanks disputes.".getBytes(StandardCharsets.UTF_8));
	}

	/** Puts a service to use on 1 February. */
	private void service(String name, String model) throws Exception {
		new FileDoor(this.port).taken("kserve?instance=hub-serving&at=2026-02-01T00:00:00Z", """
				{kind: LLMInferenceService, metadata: {name: %s, namespace: risk}, spec: {model: %s}}
				""".formatted(name, model).getBytes(StandardCharsets.UTF_8));
	}

	private List<Object> affected(String repository) {
		return this.asking.list(
				"{ impact(roots: [\"data:hf|models/" + repository
						+ "\"], change: RETIREMENT) { affected { edges { node { asset { id } } } } } }",
				"impact.affected.edges[*].node.asset.id");
	}

	private List<Object> serving(String name) {
		return this.asking.list(
				"{ asset(id: \"" + deployment(name) + "\") { ... on Deployment { serving { version { id } } } } }",
				"asset.serving[*].version.id");
	}

	private static String deployment(String name) {
		return "deployment:kserve://hub-serving/risk|llm/" + name;
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":main", "@main", ":c0ffee", "@c0ffee", ":v1.0" })
	void modelOfTheHubFindsTheServicesThatNameIt(String revision) throws Exception {
		String name = "named-" + Integer.toHexString(revision.hashCode());
		String repository = "HubServing/Ranker-" + name;
		service(name, "{uri: 'hf://" + repository + revision + "'}");
		assertThat(affected(repository)).as("before its card").containsExactly(deployment(name));
		card(repository, "&at=2026-01-01T00:00:00Z");
		assertThat(affected(repository)).containsExactly(deployment(name));
		assertThat(serving(name)).containsExactly("version:hf|models/" + repository + "|git:"
				+ ((revision.isEmpty() || revision.endsWith("main")) ? "main" : revision.substring(1)));
	}

	/** Both orders of a service and the cards result in the same binding. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void serviceWithoutRevisionServesTheNewestOneBeforeIt(boolean first) throws Exception {
		String name = first ? "newest-first" : "newest-last";
		String repository = "HubServing/" + name;
		List<String> cards = new ArrayList<>(List.of("&revision=aaaaaaa&at=2026-01-01T00:00:00Z",
				"&revision=bbbbbbb&at=2026-01-15T00:00:00Z", "&revision=ccccccc&at=2026-02-15T00:00:00Z"));
		if (first) {
			service(name, "{uri: 'hf://" + repository + "'}");
			Collections.reverse(cards);
		}
		for (String card : cards) {
			card(repository, card);
		}
		if (!first) {
			service(name, "{uri: 'hf://" + repository + "'}");
		}
		assertThat(serving(name)).containsExactly("version:hf|models/" + repository + "|git:bbbbbbb");
		assertThat(this.asking.list("""
				{ lineage(id: "version:hf|models/%s|git:bbbbbbb", direction: DOWNSTREAM, level: RECORDED) {
				  edges { binding } } }""".formatted(repository), "lineage.edges[*].binding"))
			.containsExactly("NEWEST");
		assertThat(affected(repository)).containsExactly(deployment(name));
	}

	@Test
	void nameOfAModelOnAVolumeIsItsRepository() throws Exception {
		service("on-volume", "{uri: 'pvc://claim/models/7b', name: HubServing/on-volume}");
		service("alias", "{uri: 'pvc://claim/models/8b', name: chat}");
		assertThat(affected("HubServing/on-volume")).containsExactly(deployment("on-volume"));
		assertThat(serving("alias")).containsExactly("artifact:pvc://hub-serving/risk/claim/models/8b");
	}

}
