package dev.pedigree.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.DataUse.WriteMode;
import dev.pedigree.run.JobDeclaration;

/**
 * A random set of messages over a few jobs, a few data and few moments, so that ties,
 * reuse and contradiction are common. The same seed gives the same messages in any
 * namespace.
 */
final class Scenario {

	/** Times are multiples of this. */
	static final Duration STEP = Duration.ofHours(6);

	private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

	/** How many ways there are to write: three modes, some with a partition. */
	static final int MODES = 12;

	private static final List<String> DATA = List.of("cards", "features", "labels", "model", "scores");

	private static final List<String> JOBS = List.of("load", "score", "train");

	private final Random random;

	private final String namespace;

	private final Set<Feature> features;

	private final List<MetadataEvent> events = new ArrayList<>();

	private final List<String> data;

	private Scenario(long seed, String namespace, Set<Feature> allowed) {
		this.random = new Random(seed);
		this.namespace = namespace;
		this.features = EnumSet.noneOf(Feature.class);
		Arrays.stream(Feature.values())
			.filter((feature) -> this.random.nextInt(5) < 2)
			.filter(allowed::contains)
			.forEach(this.features::add);
		this.data = DATA.subList(0, 2 + this.random.nextInt(4));
	}

	/** The messages of a seed, in a namespace. */
	static List<MetadataEvent> of(long seed, String namespace, Set<Feature> allowed) {
		return new Scenario(seed, namespace, allowed).write();
	}

	private List<MetadataEvent> write() {
		int runs = 2 + this.random.nextInt(11);
		for (int i = 0; i < runs; i++) {
			String job = JOBS.get(this.random.nextInt(JOBS.size()));
			String id = has(Feature.REUSED_IDS) ? "r" + this.random.nextInt(4) : "r" + i;
			this.events.addAll(new ScenarioRun(this, job, id).write());
		}
		if (has(Feature.DESIGN)) {
			declare();
		}
		if (has(Feature.MODELS) && chance(50)) {
			this.events.add(new MetadataEvent.AssetDescribed(Statement.captured(urn(any(this.data)), "model",
					moment(0, 40), "openlineage", java.util.Map.of())));
		}
		return this.events;
	}

	/** Declarations of one job never share a moment. */
	private void declare() {
		for (String job : JOBS) {
			Set<Integer> moments = new TreeSet<>();
			for (int i = this.random.nextInt(4); i > 0; i--) {
				int moment = this.random.nextInt(40);
				List<DataUse> inputs = some(2).stream().map(this::use).toList();
				List<DataUse> outputs = some(2).stream().map(this::use).toList();
				if (moments.add(moment)) {
					this.events.add(new MetadataEvent.JobDeclared(new JobDeclaration(Urn.job(this.namespace, job),
							FIRST.plus(STEP.multipliedBy(moment)), "design", inputs, outputs)));
				}
			}
		}
	}

	boolean has(Feature feature) {
		return this.features.contains(feature);
	}

	boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	int next(int bound) {
		return this.random.nextInt(bound);
	}

	String any(List<String> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	/** A moment of the grid. */
	Instant moment(int from, int to) {
		return FIRST.plus(STEP.multipliedBy(from + this.random.nextInt(to - from)));
	}

	String namespace() {
		return this.namespace;
	}

	Urn urn(String name) {
		return Urn.data(this.namespace, name);
	}

	/** Up to some names of data, without repetition. */
	List<String> some(int atMost) {
		Set<String> some = new TreeSet<>();
		for (int i = this.random.nextInt(atMost + 1); i > 0; i--) {
			some.add(any(this.data));
		}
		return List.copyOf(some);
	}

	/** A plain use of data, under one of its names. */
	DataUse use(String name) {
		DataUse use = DataUse.of(urn(name));
		if (has(Feature.MODELS) && chance(8)) {
			use = use.asModel();
		}
		if (has(Feature.ALIASES) && chance(12)) {
			String other = chance(50) ? any(this.data) : any(List.of("a-path", "z-table"));
			if (!other.equals(name)) {
				use = RunScript.alias(chance(50) ? use : DataUse.of(urn(other)),
						urn(chance(50) ? other : any(List.of("a-path", "z-table"))));
			}
		}
		return use;
	}

	DataUse read(String name) {
		DataUse use = use(name);
		return (has(Feature.VERSIONS) && chance(25)) ? use.version(version()) : use;
	}

	/**
	 * A write of data.
	 * @param versioned whether a version may be stated
	 * @param mode which mode and partition, below {@link #MODES}
	 */
	DataUse written(String name, boolean versioned, int mode) {
		DataUse use = use(name);
		if (has(Feature.DROPS) && chance(12)) {
			return RunScript.dropped(use);
		}
		if (has(Feature.RENAMES) && chance(12)) {
			String old = any(this.data);
			return old.equals(name) ? use : RunScript.renamed(use, urn(old));
		}
		if (has(Feature.VERSIONS) && chance(25)) {
			use = versioned ? use.version(version()) : use;
		}
		if (has(Feature.MIXED_MODES)) {
			use = moded(use, this.random.nextInt(MODES));
		}
		return has(Feature.MODES) ? moded(use, mode) : use;
	}

	private static DataUse moded(DataUse use, int mode) {
		DataUse moded = use.mode(List.of(WriteMode.values()).get(mode % 3));
		return (mode < 3) ? RunScript.partition(moded, "dt=2026-03-0" + (1 + mode)) : moded;
	}

	private String version() {
		return any(List.of("ol:1", "ol:2", "ol:3", has(Feature.IMPLICIT_STATED) ? "run:r1" : "ol:1"));
	}

}
