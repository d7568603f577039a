package dev.pedigree.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import dev.pedigree.Seeds;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.lineage.Sketch;
import org.jspecify.annotations.Nullable;

/**
 * A random small estate with every kind of node and edge, cycles and past ones included,
 * drawn into the store and told to the oracle alike.
 */
final class RandomEstate {

	private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

	private static final int DAYS = 12;

	private final Random random;

	private final Sketch sketch;

	private final Map<String, AssetKind> kinds = new LinkedHashMap<>();

	private final Map<String, String> parents = new HashMap<>();

	private final Map<String, Instant> made = new HashMap<>();

	private final List<Estate.Edge> edges = new ArrayList<>();

	private final Set<String> joined = new HashSet<>();

	/** The seeds of a test run: eight from 1 on, unless it is told otherwise. */
	static LongStream seeds() {
		return Seeds.range(Integer.getInteger("pedigree.walks", 8));
	}

	RandomEstate(long seed, Sketch sketch) {
		this.random = new Random(seed);
		this.sketch = sketch;
	}

	/** A day of the estate. */
	static Instant day(int day) {
		return FIRST.plus(Duration.ofDays(day));
	}

	Estate draw() {
		nodes();
		standing(AssetKind.DATASET, AssetKind.JOB);
		standing(AssetKind.JOB, AssetKind.DATASET);
		standing(AssetKind.JOB, AssetKind.MODEL);
		standing(AssetKind.MODEL, AssetKind.JOB);
		standing(AssetKind.MODEL, AssetKind.DEPLOYMENT);
		standing(AssetKind.DATASET, AssetKind.DEPLOYMENT);
		standing(AssetKind.DEPLOYMENT, AssetKind.DATASET);
		standing(AssetKind.DEPLOYMENT, AssetKind.APPLICATION);
		standing(AssetKind.MODEL_VERSION, AssetKind.DEPLOYMENT);
		facts(AssetKind.DATASET_VERSION, AssetKind.RUN, "NEWEST");
		facts(AssetKind.MODEL_VERSION, AssetKind.RUN, "STATED");
		facts(AssetKind.RUN, AssetKind.DATASET_VERSION, null);
		facts(AssetKind.RUN, AssetKind.MODEL_VERSION, null);
		carried();
		this.sketch.draw();
		return new Estate(this.kinds, this.parents, this.made, this.edges);
	}

	private void nodes() {
		for (String name : names("data", 5)) {
			String urn = node(AssetKind.DATASET, this.sketch.dataset(name));
			versions(AssetKind.DATASET_VERSION, name, urn);
		}
		for (String name : names("model", 2)) {
			String urn = node(AssetKind.MODEL, this.sketch.model(name));
			versions(AssetKind.MODEL_VERSION, name, urn);
		}
		for (String name : names("job", 4)) {
			String urn = node(AssetKind.JOB, this.sketch.job(name));
			for (int i = this.random.nextInt(3); i > 0; i--) {
				Instant at = day(this.random.nextInt(DAYS));
				String run = node(AssetKind.RUN, this.sketch.run(name, "r" + i, Map.of("startedAt", at)));
				this.parents.put(run, urn);
				this.made.put(run, at);
			}
		}
		names("scorer", 2).forEach((name) -> node(AssetKind.DEPLOYMENT, this.sketch.deployment(name)));
		names("app", 2).forEach((name) -> node(AssetKind.APPLICATION, this.sketch.application(name)));
	}

	private void versions(AssetKind kind, String name, String data) {
		for (int i = this.random.nextInt(4); i > 0; i--) {
			Instant at = day(this.random.nextInt(DAYS));
			String version = node(kind, this.sketch.version(name, "ol:" + i, Map.of("at", at, "eligibleAt", at)));
			this.parents.put(version, data);
			this.made.put(version, at);
		}
	}

	private List<String> names(String name, int atMost) {
		List<String> names = new ArrayList<>();
		for (int i = 1 + this.random.nextInt(atMost); i > 0; i--) {
			names.add(name + i);
		}
		return names;
	}

	private String node(AssetKind kind, String urn) {
		this.kinds.put(urn, kind);
		return urn;
	}

	/** Edges with an interval, some of them told by two sources, some ended. */
	private void standing(AssetKind from, AssetKind to) {
		for (String a : of(from)) {
			for (String b : of(to)) {
				if (this.random.nextInt(100) < 35) {
					interval(a, b, "openlineage");
				}
				if (this.random.nextInt(100) < 8) {
					interval(a, b, "design");
				}
			}
		}
	}

	private void interval(String from, String to, String source) {
		int first = this.random.nextInt(DAYS);
		Instant since = day(first);
		Instant until = (this.random.nextInt(3) == 0) ? day(first + 1 + this.random.nextInt(DAYS)) : null;
		Map<String, Object> properties = new HashMap<>(
				Map.of("since", since, "lastConfirmed", since, "source", source));
		if (until != null) {
			properties.put("until", until);
		}
		this.sketch.edge((until != null) ? "FED" : "FEEDS", from, to, properties);
		this.edges.add(new Estate.Edge(from, to, since, until));
	}

	/** Edges of the recorded level, which have a moment and no end. */
	private void facts(AssetKind from, AssetKind to, @Nullable String binding) {
		for (String a : of(from)) {
			for (String b : of(to)) {
				if (this.random.nextInt(100) < 20) {
					fact(a, b, binding);
				}
			}
		}
	}

	private void carried() {
		for (String a : of(AssetKind.DATASET_VERSION)) {
			for (String b : of(AssetKind.DATASET_VERSION)) {
				boolean same = this.parents.getOrDefault(a, "").equals(this.parents.get(b));
				if (same && a.compareTo(b) < 0 && this.random.nextBoolean()) {
					fact(a, b, "CARRIED");
				}
			}
		}
	}

	private void fact(String from, String to, @Nullable String binding) {
		if (!this.joined.add(from + " " + to)) {
			return;
		}
		Instant a = this.made.getOrDefault(from, FIRST);
		Instant b = this.made.getOrDefault(to, FIRST);
		Instant at = a.isAfter(b) ? a : b;
		this.sketch.edge("FED", from, to, "CARRIED".equals(binding) ? Map.of("binding", binding)
				: (binding != null) ? Map.of("at", at, "binding", binding, "reads", from) : Map.of("at", at));
		this.edges.add(new Estate.Edge(from, to, at, null));
	}

	private List<String> of(AssetKind kind) {
		return this.kinds.keySet().stream().filter((urn) -> this.kinds.get(urn) == kind).toList();
	}

}
