package dev.pedigree.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;
import dev.pedigree.oracle.OracleGraph.Fed;
import dev.pedigree.oracle.OracleGraph.Version;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;

/**
 * The recorded level: versions, who wrote them, who read them (semantics, Versions;
 * decision 1, Versions, Binding, Write mode).
 */
final class OracleVersions {

	private final OracleIdentity identity;

	private final Map<Urn, OracleVersion> versions = new TreeMap<>();

	private final Set<Fed> fed = new HashSet<>();

	OracleVersions(OracleIdentity identity, Collection<OracleRun> runs) {
		this.identity = identity;
		runs.forEach(this::write);
		runs.forEach(this::readStated);
		runs.forEach(this::readUnstated);
		List.copyOf(this.versions.values()).forEach(this::carry);
		List.copyOf(this.versions.values()).forEach(this::infer);
	}

	Map<String, Version> versions() {
		Map<String, Version> all = new TreeMap<>();
		this.versions.forEach((urn, one) -> all.put(urn.value(),
				new Version(one.asset().value(), one.name(),
						this.identity.isModel(one.asset()) ? AssetKind.MODEL_VERSION : AssetKind.DATASET_VERSION,
						one.at(), one.eligibleAt(), one.partial())));
		return all;
	}

	Set<Fed> fed() {
		return this.fed;
	}

	private OracleVersion version(Urn asset, String name) {
		return this.versions.computeIfAbsent(Urn.version(asset, name), (urn) -> new OracleVersion(urn, asset, name));
	}

	private Map<Urn, List<DataUse>> byAsset(List<DataUse> uses) {
		return uses.stream().collect(Collectors.groupingBy((use) -> this.identity.idOf(use.data())));
	}

	/** The uses that state a version; when there is one, the others say nothing. */
	private static Map<String, List<DataUse>> stated(List<DataUse> uses) {
		return uses.stream()
			.filter((use) -> use.version() != null)
			.collect(Collectors.groupingBy((use) -> Objects.requireNonNull(use.version())));
	}

	private void write(OracleRun run) {
		byAsset(run.writes()).forEach((asset, uses) -> {
			Map<String, List<DataUse>> stated = stated(uses);
			stated.keySet().forEach((name) -> write(run, version(asset, name), uses, firstStated(run, asset, name)));
			if (stated.isEmpty() && run.streaming()) {
				daysOf(run)
					.forEach((day, first) -> write(run, version(asset, "run:" + run.runId() + "/" + day), uses, first));
			}
			else if (stated.isEmpty()) {
				write(run, version(asset, "run:" + run.runId()), uses, run.start());
			}
		});
	}

	private void write(OracleRun run, OracleVersion version, List<DataUse> uses, Instant streamedAt) {
		version.writes().add(new OracleVersion.Write(run, run.streaming() ? streamedAt : run.end(), uses));
		this.fed.add(new Fed(run.urn().value(), version.urn().value(), null));
	}

	/** Each UTC day on which the run was seen, and the first event of that day. */
	private static Map<LocalDate, Instant> daysOf(OracleRun run) {
		Map<LocalDate, Instant> days = new TreeMap<>();
		for (RunObservation one : run.seen()) {
			days.merge(LocalDate.ofInstant(one.at(), ZoneOffset.UTC), one.at(), (a, b) -> a.isBefore(b) ? a : b);
		}
		return days;
	}

	private Instant firstStated(OracleRun run, Urn asset, String version) {
		return run.seen()
			.stream()
			.filter((one) -> one.outputs()
				.stream()
				.anyMatch((use) -> this.identity.idOf(use.data()).equals(asset) && version.equals(use.version())))
			.map(RunObservation::at)
			.min(Comparator.naturalOrder())
			.orElseThrow();
	}

	private void readStated(OracleRun run) {
		byAsset(run.reads()).forEach((asset, uses) -> {
			for (String name : stated(uses).keySet()) {
				OracleVersion version = version(asset, name);
				version.statedReaders().add(run);
				this.fed.add(new Fed(version.urn().value(), run.urn().value(), "STATED"));
			}
		});
	}

	private void readUnstated(OracleRun run) {
		byAsset(run.reads()).forEach((asset, uses) -> {
			if (!stated(uses).isEmpty()) {
				return;
			}
			List<OracleVersion> bound = run.streaming() ? newestAndLater(run, asset) : newest(run, asset);
			bound.forEach((version) -> this.fed.add(new Fed(version.urn().value(), run.urn().value(), "NEWEST")));
			if (bound.isEmpty()) {
				this.fed.add(new Fed(version(asset, "initial").urn().value(), run.urn().value(), "INITIAL"));
			}
		});
	}

	/** The newest version of another run that was eligible when the run started. */
	private List<OracleVersion> newest(OracleRun run, Urn asset) {
		return newest(ofAnother(run, asset), run.start());
	}

	/** The same, and what became eligible until the run's end. */
	private List<OracleVersion> newestAndLater(OracleRun run, Urn asset) {
		Instant end = (run.end() != null) ? run.end() : Instant.MAX;
		List<OracleVersion> all = new ArrayList<>(newest(run, asset));
		ofAnother(run, asset).filter((one) -> one.eligible().isAfter(run.start()) && !one.eligible().isAfter(end))
			.forEach(all::add);
		return all;
	}

	private Stream<OracleVersion> ofAnother(OracleRun run, Urn asset) {
		return eligible(asset).filter((one) -> one.writes().stream().anyMatch((write) -> !write.run().equals(run)));
	}

	private Stream<OracleVersion> eligible(Urn asset) {
		return this.versions.values().stream().filter((one) -> one.asset().equals(asset) && one.eligibleAt() != null);
	}

	private static List<OracleVersion> newest(Stream<OracleVersion> eligible, Instant moment) {
		return eligible.filter((one) -> !one.eligible().isAfter(moment))
			.max(Comparator.comparing(OracleVersion::eligible).thenComparing(OracleVersion::name))
			.stream()
			.toList();
	}

	/** An appended version holds what the version before it held. */
	private void carry(OracleVersion version) {
		@Nullable Instant at = version.at();
		if (at == null || !version.appended()) {
			return;
		}
		this.versions.values()
			.stream()
			.filter((one) -> one.asset().equals(version.asset()) && one.isBefore(at, version.name()))
			.max(OracleVersion.ORDER)
			.ifPresent((before) -> this.fed.add(new Fed(before.urn().value(), version.urn().value(), "CARRIED")));
	}

	/** What nobody wrote holds the newest that was there when it was first seen. */
	private void infer(OracleVersion version) {
		if (!version.writes().isEmpty() || version.statedReaders().isEmpty()) {
			return;
		}
		Instant sighted = version.statedReaders()
			.stream()
			.map(OracleRun::start)
			.min(Comparator.naturalOrder())
			.orElseThrow();
		for (OracleVersion newest : newest(eligible(version.asset()), sighted)) {
			this.fed.add(new Fed(newest.urn().value(), version.urn().value(), "INFERRED"));
		}
	}

}
