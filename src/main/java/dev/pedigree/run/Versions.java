package dev.pedigree.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import dev.pedigree.run.DataUse.WriteMode;
import dev.pedigree.run.RunRepository.WriteQuery;
import dev.pedigree.run.RunState.Written;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Writes what runs read and wrote as edges to versions, and binds whatever was not stated
 * (semantics, Versions). The order of the versions of an asset decides; where it changes,
 * what was bound to it is bound anew.
 */
@Component
class Versions {

	private final RunRepository repository;

	private final ApplicationEventPublisher events;

	Versions(RunRepository repository, ApplicationEventPublisher events) {
		this.repository = repository;
		this.events = events;
	}

	/**
	 * Brings the recorded level up to changed runs.
	 * @param runs the runs as they are now
	 * @param before those of them that were known, as they were
	 * @param again urns of versions that are to be derived again whatever changed
	 */
	void update(Collection<RunState> runs, Map<String, RunState> before, Collection<String> again) {
		VersionOrderChanges places = new VersionOrderChanges();
		Map<String, Map<String, ?>> versions = new TreeMap<>();
		List<Map<String, ?>> writes = new ArrayList<>();
		List<Map<String, ?>> reads = new ArrayList<>();
		Set<Map<String, ?>> untrue = new HashSet<>();
		for (RunState run : runs) {
			RunState known = before.getOrDefault(run.urn.value(), new RunState(run.urn, run.job));
			Set<Map<String, ?>> wrote = new HashSet<>();
			for (Written version : known.written()) {
				wrote.add(write(known, version));
				untrue.add(edge(run, version));
			}
			for (Written version : run.written()) {
				untrue.remove(edge(run, version));
				Map<String, ?> row = write(run, version);
				if (!wrote.contains(row)) {
					versions.put(version.urn().value(), version(version.urn(), version.data()));
					writes.add(row);
				}
			}
			Set<Map<String, ?>> read = new HashSet<>(reads(known));
			run.reads.forEach((data, use) -> {
				for (String version : use.versions) {
					Urn urn = Urn.version(data, version);
					Map<String, ?> row = read(run, data, version, use);
					if (!read.contains(row)) {
						versions.put(urn.value(), version(urn, data));
						places.sighted.add(urn.value());
						reads.add(row);
					}
				}
				if (readsOtherwise(run, known, data)) {
					places.read(run.urn.value(), data.value(), RunState.kept(data, use.keys), use.versions.isEmpty());
				}
			});
		}
		this.repository.write(WriteQuery.VERSIONS, versions.values());
		share(runs, this.repository.told(WriteQuery.WRITES, writes), (run) -> run.alsoWritten, places);
		share(runs, this.repository.told(WriteQuery.READS, reads), (run) -> run.alsoRead, places);
		Set<String> retracted = retract(untrue, places);
		Set<String> touched = new TreeSet<>(versions.keySet());
		touched.addAll(again);
		touched.addAll(retracted);
		refresh(touched, places);
		rebind(places);
		settle(runs, places);
		this.repository.write(WriteQuery.SWEEP,
				retracted.stream().map((version) -> Map.of("version", version)).toList());
	}

	/** What several registries have is a version of all their models. */
	private static void share(Collection<RunState> runs, List<Row> shared,
			Function<RunState, Set<CoRegistration>> models, VersionOrderChanges places) {
		for (Row row : shared) {
			places.shared.add(row.text("version"));
			runs.stream()
				.filter((run) -> run.urn.value().equals(row.text("run")))
				.forEach((run) -> models.apply(run).addAll(CoRegistration.of(row)));
		}
	}

	private static boolean readsOtherwise(RunState run, RunState known, Urn data) {
		RunState.RunRead now = Objects.requireNonNull(run.reads.get(data));
		RunState.RunRead then = known.reads.get(data);
		if (then == null || !then.versions.isEmpty() || !now.versions.isEmpty()) {
			return now.versions.isEmpty() || (then != null && then.versions.isEmpty());
		}
		return !run.startedAt().equals(known.startedAt()) || !now.keys.equals(then.keys)
				|| run.streaming != known.streaming || (run.streaming && !Objects.equals(run.endAt, known.endAt));
	}

	/**
	 * Takes back what runs turned out not to have written: they stated a version after
	 * all, or stream.
	 */
	private Set<String> retract(Set<Map<String, ?>> untrue, VersionOrderChanges places) {
		Set<String> versions = new TreeSet<>();
		if (!untrue.isEmpty()) {
			for (Row row : this.repository.retractWrites(untrue)) {
				versions.add(row.text("version"));
				if (row.flag("shared")) {
					places.shared.add(row.text("version"));
				}
				places.changed(row.text("data"), row.value("eligibleAt"), row.value("at"));
			}
		}
		return versions;
	}

	private void refresh(Set<String> versions, VersionOrderChanges places) {
		if (!versions.isEmpty()) {
			Set<String> changed = new TreeSet<>(places.shared);
			for (Row row : this.repository.refreshVersions(versions)) {
				changed.add(row.text("data"));
				changed.add(row.text("version"));
				if (row.flag("sighted")) {
					places.sighted.add(row.text("version"));
				}
				places.changed(row.text("data"), row.value("eligibleWas"), row.value("atWas"));
				places.changed(row.text("data"), row.value("eligible"), row.value("at"));
			}
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.VERSION, changed));
		}
	}

	private void rebind(VersionOrderChanges places) {
		if (!places.order.isEmpty()) {
			for (Row row : this.repository.affectedReads(places.order)) {
				places.reads(row);
				places.sighted.addAll(row.texts("sighted"));
			}
		}
		if (!places.reads.isEmpty()) {
			bind(places);
		}
		if (!places.sighted.isEmpty()) {
			this.repository.inferVersions(places.sighted);
		}
		this.repository.write(WriteQuery.CARRY, places.made);
	}

	/** Creates the initial version of training data of which no version is known. */
	void begin(Collection<String> models) {
		this.repository.write(WriteQuery.VERSIONS, this.repository.unversioned(models).stream().map((row) -> {
			Urn data = new Urn(row.text("data"), row.text("namespace"), row.text("name"), null);
			return version(Urn.version(data, "initial"), data);
		}).toList());
	}

	/** Derives anew what runs counted and checked, of the versions that they now use. */
	private void settle(Collection<RunState> runs, VersionOrderChanges places) {
		Set<String> used = new TreeSet<>();
		runs.forEach((run) -> used.add(run.urn.value()));
		places.reads.values().forEach((read) -> used.add(read.run()));
		this.repository.write(WriteQuery.SETTLE_MEASUREMENTS, used.stream().map((run) -> Map.of("run", run)).toList());
	}

	private void bind(VersionOrderChanges places) {
		List<Map<String, ?>> unbound = new ArrayList<>();
		List<Map<String, ?>> bound = new ArrayList<>();
		Map<String, Map<String, ?>> initial = new TreeMap<>();
		List<Map<String, ?>> asked = places.reads.values()
			.stream()
			.<Map<String, ?>>map(VersionOrderChanges.ImplicitRead::row)
			.toList();
		for (Row row : this.repository.bindings(asked)) {
			VersionOrderChanges.ImplicitRead read = Objects
				.requireNonNull(places.reads.get(row.text("run") + " " + row.text("data")));
			Set<Map<String, ?>> was = bound(row);
			Set<Map<String, ?>> wanted = read.unstated() ? wanted(row, read.keys(), initial) : Set.of();
			if (!wanted.equals(was)) {
				if (!was.isEmpty()) {
					unbound.add(read.row());
				}
				bound.addAll(wanted);
			}
		}
		Set<String> shared = new TreeSet<>();
		this.repository.told(WriteQuery.UNBIND, unbound).forEach((row) -> shared.add(row.text("shared")));
		this.repository.write(WriteQuery.VERSIONS, initial.values());
		this.repository.told(WriteQuery.BIND, bound).forEach((row) -> shared.add(row.text("shared")));
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.VERSION, shared));
	}

	private static Set<Map<String, ?>> wanted(Row row, @Nullable List<String> keys,
			Map<String, Map<String, ?>> initial) {
		Urn data = new Urn(row.text("data"), row.text("namespace"), row.text("name"), null);
		List<String> versions = new ArrayList<>();
		String newest = row.maybeText("base");
		if (newest != null) {
			versions.add(newest);
		}
		versions.addAll(row.texts("during"));
		String binding = versions.isEmpty() ? "INITIAL" : "NEWEST";
		if (versions.isEmpty()) {
			Urn urn = Urn.version(data, "initial");
			initial.put(urn.value(), version(urn, data));
			versions.add(urn.value());
		}
		Set<Map<String, ?>> wanted = new HashSet<>();
		for (String version : versions) {
			// One edge stands for the read itself, so that it is found by the time of the
			// read; the others follow it.
			boolean base = wanted.isEmpty();
			boolean stream = base && row.flag("streaming");
			wanted.add(map("run", row.text("run"), "version", version, "properties",
					map("binding", binding, "reads", base ? data.value() : null, "at", base ? row.value("at") : null,
							"keys", base ? keys : null, "stream", stream ? data.value() : null)));
		}
		return wanted;
	}

	private static Set<Map<String, ?>> bound(Row row) {
		Set<Map<String, ?>> bound = new HashSet<>();
		for (Row edge : row.rows("bound")) {
			bound.add(map("run", row.text("run"), "version", edge.text("version"), "properties",
					map("binding", edge.text("binding"), "reads", edge.value("reads"), "at", edge.value("at"), "keys",
							edge.value("keys"), "stream", edge.value("stream"))));
		}
		return bound;
	}

	private static Map<String, ?> edge(RunState run, Written version) {
		return Map.of("run", run.urn.value(), "version", version.urn().value());
	}

	private static Map<String, ?> write(RunState run, Written version) {
		RunState.RunWrite write = version.write();
		return map("run", run.urn.value(), "version", version.urn().value(), "properties",
				map("at", version.at(), "good", run.good(), "statedAt", version.statedAt(), "streaming", run.streaming,
						"mode", (write.mode != WriteMode.UNKNOWN) ? write.mode.name() : null, "partition",
						write.partitions.isEmpty() ? null : String.join(",", write.partitions), "keys",
						RunState.kept(version.data(), write.keys)));
	}

	private static List<Map<String, ?>> reads(RunState run) {
		List<Map<String, ?>> rows = new ArrayList<>();
		run.reads.forEach((data, use) -> use.versions.forEach((version) -> rows.add(read(run, data, version, use))));
		return rows;
	}

	private static Map<String, ?> read(RunState run, Urn data, String version, RunState.RunRead use) {
		return map("run", run.urn.value(), "version", Urn.version(data, version).value(), "at", run.startedAt(), "keys",
				RunState.kept(data, use.keys), "purpose", use.processed.contains(version) ? null : "EVALUATION");
	}

	private static Map<String, ?> version(Urn urn, Urn data) {
		return map("urn", urn.value(), "data", data.value(), "namespace", data.namespace(), "name", data.name(),
				"version", urn.version());
	}

	/** A map that may hold nulls, which take properties away. */
	static Map<String, @Nullable Object> map(@Nullable Object... entries) {
		Map<String, @Nullable Object> map = new HashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put((String) Objects.requireNonNull(entries[i]), entries[i + 1]);
		}
		return map;
	}

}
