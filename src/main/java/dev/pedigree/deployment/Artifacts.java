package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the artifacts that serve to versions: what a person stated, else the version
 * whose own location is that or the nearest folder above, or whose hash it is. Where
 * several have it, because one was written over the other, it is the newest that was made
 * when the artifact was put to use. A Hub repository without a revision is the newest
 * revision made by then.
 */
final class Artifacts {

	private final Map<String, List<Candidate>> candidates = new HashMap<>();

	/** The newest version of models by a time, by both. */
	private final Map<String, String> newest = new HashMap<>();

	/** Of registrations of one artifact, the version that they share. */
	private final Map<String, String> shared = new HashMap<>();

	/**
	 * A version that an artifact may be.
	 *
	 * @param depth how long the key is that was found; the nearest folder has the longest
	 * @param told whether a person said so
	 * @param revision whether it is one of the revisions of a repository, which the
	 * artifact is only if it was made by then
	 * @param madeAt null when unknown
	 */
	private record Candidate(String version, int depth, boolean told, boolean revision, @Nullable Instant madeAt) {

		boolean isMadeBy(Instant at) {
			return this.madeAt != null && !this.madeAt.isAfter(at);
		}

	}

	/**
	 * Takes what the graph knows.
	 * @param rows artifact, depth, version, told, revision, madeAt
	 * @param registrations version, shared
	 * @param newestOnes key, at, version (null: none by then)
	 */
	Artifacts(Collection<Row> rows, Collection<Row> registrations, Collection<Row> newestOnes) {
		for (Row row : newestOnes) {
			String version = row.maybeText("version");
			if (version != null) {
				this.newest.put(row.text("key") + "\n" + row.time("at"), version);
			}
		}
		registrations.forEach((row) -> this.shared.put(row.text("version"), row.text("shared")));
		for (Row row : rows) {
			this.candidates.computeIfAbsent(row.text("artifact"), (any) -> new ArrayList<>())
				.add(new Candidate(row.text("version"), (int) row.number("depth"), row.flag("told"),
						row.flag("revision"), row.maybeTime("madeAt")));
		}
	}

	/**
	 * A version that an artifact is.
	 *
	 * @param urn of the version, else of the node that stands for the artifact
	 * @param newest whether it is the newest revision of a repository by the time, none
	 * being named
	 */
	record Resolved(String urn, boolean newest) {
	}

	/**
	 * The version that an artifact is at a time.
	 * @param named what it is unless a described version has it; null if unknown
	 */
	Resolved version(String artifact, @Nullable String named, Instant at) {
		List<Candidate> known = this.candidates.getOrDefault(artifact, List.of());
		return known.stream()
			.filter((one) -> !one.revision || one.isMadeBy(at))
			.max(Comparator.comparing(Candidate::told)
				.thenComparingInt(Candidate::depth)
				.thenComparing((one) -> one.isMadeBy(at))
				.thenComparingLong((one) -> -distance(one, at))
				.thenComparing(Candidate::version, Comparator.reverseOrder()))
			.map((one) -> new Resolved(one.version, one.revision))
			.or(() -> Optional.ofNullable(version(named)).map((urn) -> new Resolved(urn, false)))
			.orElseGet(() -> new Resolved(new ArtifactKey(artifact).urn().value(), false));
	}

	/** The newest version of a model by a time; null when there was none. */
	@Nullable String newest(String model, Instant at) {
		return this.newest.get(model + "\n" + at);
	}

	/** The version as which one that was told is known. */
	@Nullable String version(@Nullable String told) {
		return this.shared.getOrDefault(told, told);
	}

	/** Milliseconds between a version and its use. */
	private static long distance(Candidate candidate, Instant at) {
		return (candidate.madeAt == null) ? Long.MAX_VALUE
				: Math.abs(at.toEpochMilli() - candidate.madeAt.toEpochMilli());
	}

}
