package dev.pedigree.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.MetadataEvent.JobDeclared;
import dev.pedigree.ingestion.MetadataEvent.RunObserved;
import dev.pedigree.oracle.OracleGraph.Asset;
import dev.pedigree.oracle.OracleGraph.Flow;
import dev.pedigree.oracle.OracleGraph.Rename;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import dev.pedigree.run.RunObservation;

/**
 * Computes the graph that a set of messages must lead to, from the rules and from nothing
 * else. It reads the whole set at once: no order, no state, no shortcut.
 */
final class Oracle {

	private final Set<MetadataEvent> events;

	private final OracleIdentity identity;

	private final List<OracleRun> runs;

	private final int missesThatEnd;

	private Oracle(Collection<MetadataEvent> events, int missesThatEnd) {
		this.missesThatEnd = missesThatEnd;
		this.events = new LinkedHashSet<>(events);
		this.identity = new OracleIdentity(this.events);
		this.runs = runs();
	}

	/** The graph of some messages; repetitions among them count once. */
	static OracleGraph graphOf(Collection<MetadataEvent> events) {
		return graphOf(events, 3);
	}

	/**
	 * The same, where so many successive executions must miss an asset to end its edge.
	 */
	static OracleGraph graphOf(Collection<MetadataEvent> events, int missesThatEnd) {
		return new Oracle(events, missesThatEnd).graph();
	}

	private OracleGraph graph() {
		List<JobDeclaration> declarations = this.events.stream()
			.flatMap((event) -> (event instanceof JobDeclared(var job)) ? Stream.of(job) : null)
			.toList();
		OracleFold fold = new OracleFold(this.identity, this.runs, this.missesThatEnd);
		OracleVersions versions = new OracleVersions(this.identity, this.runs);
		Set<Flow> flows = new HashSet<>(fold.flows());
		flows.addAll(new OracleDesign(this.identity, declarations).flows());
		return new OracleGraph(assets(fold), flows, versions.versions(), versions.fed(), runOf(), partOf(),
				this.identity.aliases(), renames());
	}

	private List<OracleRun> runs() {
		Map<Urn, List<RunObservation>> seen = this.events.stream()
			.flatMap((event) -> (event instanceof RunObserved(var run)) ? Stream.of(run) : null)
			.collect(
					Collectors.groupingBy((run) -> Urn.run(run.job(), run.runId()), TreeMap::new, Collectors.toList()));
		List<OracleRun> runs = new ArrayList<>();
		seen.forEach((urn, its) -> runs.add(new OracleRun(urn, its.getFirst().job(), its.getFirst().runId(), its)));
		return runs;
	}

	private Map<String, String> runOf() {
		Map<String, String> runOf = new TreeMap<>();
		for (OracleRun run : this.runs) {
			runOf.put(run.urn().value(), run.job().value());
			for (RunObservation one : run.seen()) {
				if (one.parentRun() != null && one.parentJob() != null) {
					runOf.put(one.parentRun().value(), one.parentJob().value());
				}
			}
		}
		return runOf;
	}

	private Map<String, String> partOf() {
		Map<String, String> partOf = new TreeMap<>();
		this.runs.stream()
			.filter((run) -> !run.parents().isEmpty())
			.forEach((run) -> partOf.put(run.urn().value(), run.parents().first().value()));
		return partOf;
	}

	private Map<String, Asset> assets(OracleFold fold) {
		Map<String, Asset> assets = new TreeMap<>();
		for (OracleRun run : this.runs) {
			assets.put(run.urn().value(), new Asset(AssetKind.RUN, null, null, false));
			for (Urn parent : run.parents()) {
				assets.put(parent.value(), new Asset(AssetKind.RUN, null, null, false));
			}
		}
		for (MetadataEvent event : this.events) {
			mentions(event).forEach((urn, at) -> assets.merge(urn.value(), asset(urn, at, fold), Oracle::widen));
		}
		return assets;
	}

	private Asset asset(Urn urn, Instant at, OracleFold fold) {
		AssetKind data = this.identity.isModel(urn) ? AssetKind.MODEL : AssetKind.DATASET;
		return new Asset(urn.value().startsWith("job:") ? AssetKind.JOB : data, at, at, fold.gone().contains(urn));
	}

	private static Asset widen(Asset one, Asset other) {
		Instant created = Objects.requireNonNull(one.createdAt());
		Instant updated = Objects.requireNonNull(one.updatedAt());
		Instant at = Objects.requireNonNull(other.createdAt());
		return new Asset(one.kind(), at.isBefore(created) ? at : created, at.isAfter(updated) ? at : updated,
				one.gone());
	}

	/** Every standing asset that a message mentions, with its event time. */
	private Map<Urn, Instant> mentions(MetadataEvent event) {
		Map<Urn, Instant> mentions = new TreeMap<>();
		Instant at = switch (event) {
			case RunObserved(var run) -> {
				mentions.put(run.job(), run.at());
				if (run.parentJob() != null) {
					mentions.put(run.parentJob(), run.at());
				}
				yield run.at();
			}
			case JobDeclared(var job) -> {
				mentions.put(job.job(), job.at());
				yield job.at();
			}
			case MetadataEvent.DataNamed(var data, var seen, var source) -> seen;
			case MetadataEvent.DataChecked(var check) -> check.at();
			case MetadataEvent.AssetsMerged(var merge) -> {
				mentions.put(merge.keep(), merge.at());
				yield merge.at();
			}
			case MetadataEvent.AssetDescribed(var statement) -> {
				mentions.put(standing(statement.asset()), statement.at());
				yield statement.at();
			}
			case MetadataEvent.OwnersNamed(var owners) -> {
				mentions.put(standing(owners.asset()), owners.at());
				yield owners.at();
			}
			case MetadataEvent.OwnerAssigned(var assignment) -> assignment.at();
			case MetadataEvent.VersionNamed(var version, var seen, var source, var registered) -> {
				mentions.put(this.identity.idOf(version.data()), seen);
				yield seen;
			}
			case MetadataEvent.DeploymentObserved(var seen) -> {
				seen.references().forEach((mention) -> mentions.put(this.identity.idOf(mention.urn()), seen.at()));
				yield seen.at();
			}
			case MetadataEvent.ApplicationObserved(var seen) -> {
				seen.references().forEach((mention) -> mentions.put(mention.urn(), seen.at()));
				yield seen.at();
			}
			case MetadataEvent.Evaluated(var evaluation) -> {
				evaluation.versions()
					.forEach((version) -> mentions.put(this.identity.idOf(version.data()), evaluation.at()));
				yield evaluation.at();
			}
			case MetadataEvent.CuratorStatement _ ->
				throw new IllegalArgumentException("The oracle does not know " + event);
		};
		for (DataUse use : OracleIdentity.usesOf(event)) {
			mentions.put(this.identity.idOf(use.data()), at);
			if (use.renamedFrom() != null) {
				mentions.put(this.identity.idOf(use.renamedFrom()), at);
			}
		}
		return mentions;
	}

	private Urn standing(Urn urn) {
		return urn.value().startsWith("data:") ? this.identity.idOf(urn) : urn;
	}

	private Set<Rename> renames() {
		Set<Rename> renames = new HashSet<>();
		for (OracleRun run : this.runs) {
			for (DataUse use : run.writes()) {
				Urn from = (use.renamedFrom() != null) ? this.identity.idOf(use.renamedFrom()) : null;
				Urn to = this.identity.idOf(use.data());
				if (from != null && !from.equals(to)) {
					renames.add(new Rename(from.value(), to.value()));
				}
			}
		}
		return renames;
	}

}
