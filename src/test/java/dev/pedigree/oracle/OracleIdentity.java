package dev.pedigree.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;

/**
 * Which keys name the same data, and which data are models (semantics, Identity).
 */
final class OracleIdentity {

	/** Each key, and all keys of the data that it names. */
	private final Map<Urn, TreeSet<Urn>> keys = new HashMap<>();

	private final Set<Urn> models = new HashSet<>();

	OracleIdentity(Collection<MetadataEvent> events) {
		List<DataUse> uses = new ArrayList<>();
		events.forEach((event) -> uses.addAll(usesOf(event)));
		for (DataUse use : uses) {
			merge(use.data(), use.data());
			use.aliases().forEach((alias) -> merge(use.data(), alias));
			if (use.renamedFrom() != null) {
				merge(use.renamedFrom(), use.renamedFrom());
			}
		}
		uses.stream().filter(DataUse::model).forEach((use) -> this.models.add(idOf(use.data())));
		for (MetadataEvent event : events) {
			if (event instanceof MetadataEvent.AssetDescribed(Statement statement)
					&& statement.group().equals("model")) {
				this.models.add(idOf(Urn.data(statement.asset().namespace(), statement.asset().name())));
			}
		}
	}

	/** All uses of data that a message states, whatever the side. */
	static List<DataUse> usesOf(MetadataEvent event) {
		List<DataUse> uses = new ArrayList<>();
		switch (event) {
			case MetadataEvent.RunObserved(var run) -> {
				uses.addAll(run.inputs());
				uses.addAll(run.outputs());
			}
			case MetadataEvent.JobDeclared(var job) -> {
				uses.addAll(job.inputs());
				uses.addAll(job.outputs());
			}
			case MetadataEvent.DataNamed(var data, var at, var source) -> uses.add(data);
			case MetadataEvent.AssetsMerged(var merge) -> uses.add(new DataUse(merge.keep(), Set.of(merge.merge()),
					null, merge.kind() == AssetKind.MODEL, DataUse.WriteMode.UNKNOWN, null, null, false, null, null));
			case MetadataEvent.AssetDescribed described -> {
			}
			case MetadataEvent.OwnersNamed named -> {
			}
			case MetadataEvent.OwnerAssigned assigned -> {
			}
			case MetadataEvent.DataChecked checked -> {
			}
			case MetadataEvent.ApplicationObserved seen -> {
			}
			case MetadataEvent.DeploymentObserved(var seen) ->
				Stream.ofNullable(seen.version()).forEach((version) -> uses.add(DataUse.of(version.data()).asModel()));
			case MetadataEvent.VersionNamed named -> uses.add(DataUse.of(named.version().data()).asModel());
			case MetadataEvent.Evaluated(var evaluation) -> uses.add(DataUse.of(evaluation.model().data()).asModel());
			case MetadataEvent.CuratorStatement _ ->
				throw new IllegalArgumentException("The oracle does not know " + event);
		}
		return uses;
	}

	/** The id of data: the byte-smallest of its keys. */
	Urn idOf(Urn key) {
		TreeSet<Urn> all = this.keys.get(key);
		return (all != null) ? all.first() : key;
	}

	boolean isModel(Urn id) {
		return this.models.contains(id);
	}

	/** Every key that is not an id, and the id that it finds. */
	Map<String, String> aliases() {
		Map<String, String> aliases = new TreeMap<>();
		for (Urn key : this.keys.keySet()) {
			if (!idOf(key).equals(key)) {
				aliases.put(key.value(), idOf(key).value());
			}
		}
		return aliases;
	}

	private void merge(Urn one, Urn other) {
		TreeSet<Urn> all = new TreeSet<>();
		for (Urn key : List.of(one, other)) {
			all.add(key);
			all.addAll(this.keys.getOrDefault(key, new TreeSet<>()));
		}
		all.forEach((key) -> this.keys.put(key, all));
	}

}
