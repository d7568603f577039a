package dev.pedigree.deployment;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * Resolves served artifacts to model versions: the version that a curator stated, else
 * the version with this location or hash, or with the nearest parent folder. If several
 * versions match, because one overwrote the other, the newest at the time of use wins. A
 * Hub repository without a revision resolves to its newest revision at that time.
 */
final class Artifacts {

	private final Map<String, List<Candidate>> candidates;

	/** The newest version by model and time. */
	private final Map<String, String> newest = new HashMap<>();

	/** The shared version by registration. */
	private final Map<String, String> shared;

	/**
	 * A version that may match an artifact.
	 *
	 * @param depth length of the matching key; the nearest folder has the longest
	 * @param revision whether it is a revision of a repository, which matches only if it
	 * existed by then
	 */
	private record Candidate(String version, long depth, boolean curated, boolean revision, @Nullable Instant madeAt) {

		boolean isMadeBy(Instant at) {
			return this.madeAt != null && !this.madeAt.isAfter(at);
		}

	}

	/**
	 * Reads rows of the candidates, of the registrations of shared versions, and of the
	 * newest version of a model at a time (null: none by then).
	 */
	Artifacts(Collection<Row> rows, Collection<Row> registrations, Collection<Row> newestOnes) {
		for (Row row : newestOnes) {
			String version = row.maybeText("version");
			if (version != null) {
				this.newest.put(row.text("key") + "\n" + row.time("at"), version);
			}
		}
		this.shared = registrations.stream()
			.collect(Collectors.toMap((row) -> row.text("version"), (row) -> row.text("shared"), (_, last) -> last));
		this.candidates = rows.stream()
			.collect(Collectors.groupingBy((row) -> row.text("artifact"),
					Collectors.mapping((row) -> new Candidate(row.text("version"), row.number("depth"),
							row.flag("assigned"), row.flag("revision"), row.maybeTime("madeAt")),
							Collectors.toList())));
	}

	/** A version, or the node of an artifact; newest of a repository if unstated. */
	record Resolved(String urn, boolean newest) {
	}

	/** Resolves an artifact at a time, else to the version named beside it. */
	Resolved version(String artifact, @Nullable String named, Instant at) {
		List<Candidate> known = this.candidates.getOrDefault(artifact, List.of());
		return known.stream()
			.filter((candidate) -> !candidate.revision || candidate.isMadeBy(at))
			.max(Comparator.comparing(Candidate::curated)
				.thenComparingLong(Candidate::depth)
				.thenComparing((candidate) -> candidate.isMadeBy(at))
				.thenComparingLong((candidate) -> -distance(candidate, at))
				.thenComparing(Candidate::version, Comparator.reverseOrder()))
			.map((candidate) -> new Resolved(candidate.version, candidate.revision))
			.or(() -> Optional.ofNullable(version(named)).map((urn) -> new Resolved(urn, false)))
			.orElseGet(() -> new Resolved(new ArtifactKey(artifact).urn().value(), false));
	}

	@Nullable String newest(String model, Instant at) {
		return this.newest.get(model + "\n" + at);
	}

	/** The shared version of a registration; any other version is unchanged. */
	@Nullable String version(@Nullable String stated) {
		return this.shared.getOrDefault(stated, stated);
	}

	private static long distance(Candidate candidate, Instant at) {
		return (candidate.madeAt == null) ? Long.MAX_VALUE
				: Math.abs(at.toEpochMilli() - candidate.madeAt.toEpochMilli());
	}

}
