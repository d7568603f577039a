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
import dev.pedigree.run.RunRepository.RowQuery;
import dev.pedigree.run.VersionChanges.ImplicitRead;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Writes what runs read and wrote as edges to versions, and binds reads that state no
 * version (semantics, Versions). The order of the versions of an asset decides; where the
 * order changes, the reads are bound again.
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
	 * Updates the recorded level for changed runs.
	 * @param before the previous states of the known runs
	 * @param again urns of versions that are derived again in any case
	 */
	void update(Collection<RunState> runs, Map<String, RunState> before, Collection<String> again) {
		VersionChanges changes = new VersionChanges();
		for (RunState run : runs) {
			changes.compare(run, before.getOrDefault(run.urn.value(), new RunState(run.urn, run.job)));
		}
		this.repository.write(RowQuery.VERSIONS, changes.versions.values());
		share(runs, this.repository.read(RowQuery.WRITES, changes.writes), (run) -> run.alsoWritten, changes);
		share(runs, this.repository.read(RowQuery.READS, changes.reads), (run) -> run.alsoRead, changes);
		Set<String> retracted = retract(changes);
		Set<String> touched = new TreeSet<>(changes.versions.keySet());
		touched.addAll(again);
		touched.addAll(retracted);
		refresh(touched, changes);
		rebind(changes);
		settle(runs, changes);
		this.repository.write(RowQuery.SWEEP, retracted.stream().map((version) -> Map.of("version", version)).toList());
	}

	/** A version that several registries have is a version of all their models. */
	private static void share(Collection<RunState> runs, List<Row> shared,
			Function<RunState, Set<CoRegistration>> models, VersionChanges changes) {
		for (Row row : shared) {
			changes.shared.add(row.text("version"));
			runs.stream()
				.filter((run) -> run.urn.value().equals(row.text("run")))
				.forEach((run) -> models.apply(run).addAll(CoRegistration.of(row)));
		}
	}

	private Set<String> retract(VersionChanges changes) {
		Set<String> versions = new TreeSet<>();
		for (Row row : this.repository.read(RowQuery.RETRACT_WRITES, changes.retracted)) {
			versions.add(row.text("version"));
			if (row.flag("shared")) {
				changes.shared.add(row.text("version"));
			}
			changes.moved(row.text("data"), row.value("eligibleAt"), row.value("at"));
		}
		return versions;
	}

	private void refresh(Set<String> versions, VersionChanges changes) {
		if (!versions.isEmpty()) {
			Set<String> changed = new TreeSet<>(changes.shared);
			for (Row row : this.repository.refreshVersions(versions)) {
				changed.add(row.text("data"));
				changed.add(row.text("version"));
				if (row.flag("sighted")) {
					changes.sighted.add(row.text("version"));
				}
				changes.moved(row.text("data"), row.value("eligibleWas"), row.value("atWas"));
				changes.moved(row.text("data"), row.value("eligible"), row.value("at"));
			}
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.VERSION, changed));
		}
	}

	private void rebind(VersionChanges changes) {
		this.repository.read(RowQuery.AFFECTED_READS, changes.order).forEach(changes::check);
		if (!changes.implicit.isEmpty()) {
			bind(changes.implicit);
		}
		if (!changes.sighted.isEmpty()) {
			this.repository.inferVersions(changes.sighted);
		}
		this.repository.write(RowQuery.CARRY, changes.made);
	}

	void begin(Collection<String> models) {
		Map<String, Map<String, ?>> initial = new TreeMap<>();
		this.repository.unversioned(models).forEach((row) -> VersionChanges.version(initial, data(row), "initial"));
		this.repository.write(RowQuery.VERSIONS, initial.values());
	}

	/** Derives the counts and evaluations of the versions that runs use now. */
	private void settle(Collection<RunState> runs, VersionChanges changes) {
		Set<String> used = new TreeSet<>();
		runs.forEach((run) -> used.add(run.urn.value()));
		changes.implicit.values().forEach((read) -> used.add(read.run()));
		this.repository.write(RowQuery.SETTLE_MEASUREMENTS, used.stream().map((run) -> Map.of("run", run)).toList());
	}

	private void bind(Map<String, ImplicitRead> reads) {
		List<Map<String, ?>> unbound = new ArrayList<>();
		List<Map<String, ?>> bound = new ArrayList<>();
		Map<String, Map<String, ?>> initial = new TreeMap<>();
		List<Map<String, ?>> rows = reads.values().stream().<Map<String, ?>>map(ImplicitRead::row).toList();
		for (Row row : this.repository.read(RowQuery.BINDINGS, rows)) {
			ImplicitRead read = Objects.requireNonNull(reads.get(row.text("run") + " " + row.text("data")));
			Set<Map<String, ?>> stored = stored(row);
			Set<Map<String, ?>> wanted = read.unstated() ? wanted(row, read.keys(), initial) : Set.of();
			if (!wanted.equals(stored)) {
				if (!stored.isEmpty()) {
					unbound.add(read.row());
				}
				bound.addAll(wanted);
			}
		}
		Set<String> shared = new TreeSet<>();
		this.repository.read(RowQuery.UNBIND, unbound).forEach((row) -> shared.add(row.text("shared")));
		this.repository.write(RowQuery.VERSIONS, initial.values());
		this.repository.read(RowQuery.BIND, bound).forEach((row) -> shared.add(row.text("shared")));
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.VERSION, shared));
	}

	/**
	 * The required bindings of a read: the newest version at its start, or the initial.
	 */
	private static Set<Map<String, ?>> wanted(Row row, @Nullable List<String> keys,
			Map<String, Map<String, ?>> initial) {
		List<String> versions = new ArrayList<>(row.texts("during"));
		String newest = row.maybeText("base");
		if (newest != null) {
			versions.addFirst(newest);
		}
		String binding = versions.isEmpty() ? "INITIAL" : "NEWEST";
		if (versions.isEmpty()) {
			versions.add(VersionChanges.version(initial, data(row), "initial"));
		}
		Set<Map<String, ?>> wanted = new HashSet<>();
		for (String version : versions) {
			// Only the first edge has the data and time of the read, so that a query by
			// them finds each read once.
			boolean base = wanted.isEmpty();
			String data = base ? row.text("data") : null;
			wanted.add(Row.map("run", row.text("run"), "version", version, "properties",
					Row.map("binding", binding, "reads", data, "at", base ? row.value("at") : null, "keys",
							base ? keys : null, "stream", row.flag("streaming") ? data : null)));
		}
		return wanted;
	}

	private static Set<Map<String, ?>> stored(Row row) {
		Set<Map<String, ?>> stored = new HashSet<>();
		for (Row edge : row.rows("bound")) {
			Map<String, @Nullable Object> properties = new HashMap<>(edge.properties());
			Object version = properties.remove("version");
			stored.add(Row.map("run", row.text("run"), "version", version, "properties", properties));
		}
		return stored;
	}

	private static Urn data(Row row) {
		return new Urn(row.text("data"), row.text("namespace"), row.text("name"), null);
	}

}
