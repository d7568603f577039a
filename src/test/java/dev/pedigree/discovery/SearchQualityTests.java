package dev.pedigree.discovery;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How well people find what they mean: of what they should find, the share among the
 * first ten hits, over judged questions. The namespace keeps other tests' assets out.
 */
@BesideGraphTest
class SearchQualityTests {

	private static final double LEAST = 0.95;

	private static final String[] NOUNS = { "card", "merchant", "customer", "payment", "account", "loan", "claim",
			"policy", "session", "basket", "delivery", "courier", "invoice", "refund", "device", "sensor", "route",
			"driver", "ticket", "campaign", "voucher", "portfolio", "position", "trade", "quote", "collateral",
			"counterparty", "employee", "vacancy", "branch", "warehouse", "shipment", "supplier", "contract",
			"complaint", "transcript", "document", "passage", "prompt", "embedding" };

	private static final String[] QUALIFIERS = { "daily", "raw", "clean", "hourly", "aggregated", "masked", "labelled",
			"sampled", "joined", "archived", "features", "profile", "scores", "history", "snapshot", "training",
			"validation", "forecast", "ranking", "segments", "churn", "fraud", "demand", "latency", "quality", "risk",
			"lifetime", "seasonal", "regional", "outliers" };

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	@Test
	void whatPeopleTypeFindsWhatTheyMean() throws Exception {
		JsonNode estate = JsonMapper.shared().readTree(resource("/estate/estate.json"));
		List<MetadataEvent> events = new ArrayList<>();
		String space = "quality-sample";
		estate.path("datasets")
			.forEach((row) -> events.add(described(Urn.data(space, row.path(1).asString()), row.path(3))));
		estate.path("models").forEach((row) -> {
			Urn urn = Urn.data(space, row.path(1).asString());
			events.add(described(urn, row.path(4)));
			events.add(new MetadataEvent.AssetDescribed(
					Statement.captured(urn, "model", Instant.EPOCH, "test", Map.of())));
		});
		estate.path("jobs")
			.forEach((row) -> events
				.add(new MetadataEvent.AssetDescribed(Statement.captured(Urn.job(space, row.path("name").asString()),
						"jobType", Instant.EPOCH, "test", Map.of("jobType", "TASK")))));
		this.intake.write(events);
		Map<String, Set<String>> judged = new LinkedHashMap<>();
		resource("/discovery/judged.txt").lines().filter((line) -> line.contains(" = ")).forEach((line) -> {
			String[] parts = line.split(" = ", -1);
			judged.put(parts[0], Set.of(parts[1].split(", ", -1)));
		});
		assertThat(judged).hasSizeGreaterThanOrEqualTo(100);
		assertRecall("judged by hand", space, judged);
	}

	/**
	 * Two or three words of an asset, one with a typo: of a thousand assets the right
	 * ones.
	 */
	@Test
	void aTypoInAWordStillFindsTheRightOnesOfAThousand() {
		Random random = new Random(17);
		String space = "quality-generated";
		Map<String, Set<String>> assets = new TreeMap<>();
		List<MetadataEvent> events = new ArrayList<>();
		while (assets.size() < 1000) {
			List<String> words = new ArrayList<>(
					List.of(pick(NOUNS, random), pick(NOUNS, random), pick(QUALIFIERS, random)));
			if (random.nextBoolean()) {
				words.add(pick(QUALIFIERS, random));
			}
			String name = styled(words, random);
			if (assets.putIfAbsent(name, new HashSet<>(words)) == null) {
				events.add(new MetadataEvent.DataNamed(dev.pedigree.run.DataUse.of(Urn.data(space, name)),
						Instant.EPOCH, "test"));
			}
		}
		for (int i = 0; i < events.size(); i += 200) {
			this.intake.write(events.subList(i, i + 200));
		}
		Map<String, Set<String>> judged = new LinkedHashMap<>();
		List<Set<String>> all = new ArrayList<>(assets.values());
		while (judged.size() < 150) {
			List<String> words = new ArrayList<>(all.get(random.nextInt(all.size())));
			java.util.Collections.shuffle(words, random);
			List<String> asked = words.subList(0, Math.min(words.size(), 2 + random.nextInt(2)));
			Set<String> relevant = new HashSet<>();
			assets.forEach((name, has) -> {
				if (has.containsAll(asked)) {
					relevant.add(name);
				}
			});
			if (relevant.size() <= 10) {
				List<String> typed = new ArrayList<>(asked);
				typed.set(0, typo(typed.getFirst(), random));
				judged.put(String.join(" ", typed), relevant);
			}
		}
		assertRecall("generated, one typo", space, judged);
	}

	private void assertRecall(String what, String space, Map<String, Set<String>> judged) {
		double sum = 0;
		List<String> missed = new ArrayList<>();
		for (Map.Entry<String, Set<String>> one : judged.entrySet()) {
			List<Object> found = this.asking.list("{ search(text: "
					+ JsonMapper.shared().writeValueAsString(one.getKey()) + ", first: 10, filter: {namespace: \""
					+ space
					+ "\"}) { edges { node { ... on Dataset { name } ... on Model { name } ... on Job { name } } } } }",
					"search.edges[*].node.name");
			long hits = one.getValue().stream().filter(found::contains).count();
			sum += (double) hits / one.getValue().size();
			if (hits < one.getValue().size()) {
				missed.add(one.getKey() + " -> " + found + " lacks some of " + one.getValue());
			}
		}
		double recall = sum / judged.size();
		System.out.printf("recall@10, %s: %.3f over %d questions%n", what, recall, judged.size());
		assertThat(recall).as("recall@10, %s; missed:%n%s", what, String.join("\n", missed))
			.isGreaterThanOrEqualTo(LEAST);
	}

	private static MetadataEvent described(Urn urn, JsonNode description) {
		return new MetadataEvent.AssetDescribed(Statement.captured(urn, "documentation", Instant.EPOCH, "test",
				Map.of("description", description.asString())));
	}

	private static String styled(List<String> words, Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> String.join("_", words);
			case 1 -> String.join("-", words);
			case 2 -> String.join(".", words);
			default -> words.getFirst() + String.join("",
					words.subList(1, words.size())
						.stream()
						.map((word) -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
						.toList());
		};
	}

	/** Leaves out, doubles, swaps or mistypes a letter. */
	private static String typo(String word, Random random) {
		int at = random.nextInt(word.length() - 1);
		return switch (random.nextInt(4)) {
			case 0 -> word.substring(0, at) + word.substring(at + 1);
			case 1 -> word.substring(0, at) + word.charAt(at) + word.substring(at);
			case 2 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
			default -> word.substring(0, at) + (char) ('a' + random.nextInt(26)) + word.substring(at + 1);
		};
	}

	private static String pick(String[] words, Random random) {
		return Arrays.asList(words).get(random.nextInt(words.length));
	}

	private static String resource(String name) throws java.io.IOException {
		try (InputStream file = SearchQualityTests.class.getResourceAsStream(name)) {
			return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
