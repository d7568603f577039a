package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * Which version an artifact is that somebody serves: what a person said, else the version
 * that says of itself that it lies there, or in the nearest folder above, or has this
 * hash. Where several say so, because one was written over the other, it is the newest
 * that was made when the artifact was put to use.
 */
final class Artifacts {

	private final Map<String, List<Candidate>> candidates = new HashMap<>();

	/** Of registrations of one artifact, the version that they share. */
	private final Map<String, String> shared = new HashMap<>();

	/**
	 * A version that an artifact may be.
	 *
	 * @param depth how long the key is that was found; the nearest folder has the longest
	 * @param told whether a person said so
	 * @param madeAt null when unknown
	 */
	private record Candidate(String version, int depth, boolean told, @Nullable Instant madeAt) {
	}

	/**
	 * Takes what the graph knows.
	 * @param rows artifact, depth, version, told, madeAt
	 * @param registrations version, shared
	 */
	Artifacts(Collection<Row> rows, Collection<Row> registrations) {
		registrations.forEach((row) -> this.shared.put(row.text("version"), row.text("shared")));
		for (Row row : rows) {
			this.candidates.computeIfAbsent(row.text("artifact"), (any) -> new ArrayList<>())
				.add(new Candidate(row.text("version"), (int) row.number("depth"), row.flag("told"),
						row.maybeTime("madeAt")));
		}
	}

	/** The urn of the version, else of the node that stands for the artifact. */
	String version(String artifact, Instant at) {
		List<Candidate> known = this.candidates.getOrDefault(artifact, List.of());
		return known.stream()
			.max(Comparator.comparing(Candidate::told)
				.thenComparingInt(Candidate::depth)
				.thenComparing((one) -> one.madeAt != null && !one.madeAt.isAfter(at))
				.thenComparingLong((one) -> -distance(one, at))
				.thenComparing(Candidate::version, Comparator.reverseOrder()))
			.map(Candidate::version)
			.orElseGet(() -> new ArtifactKey(artifact).urn().value());
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
