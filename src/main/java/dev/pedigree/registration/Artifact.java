package dev.pedigree.registration;

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
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/**
 * An artifact that several registries have: registrations with the same location or hash
 * (semantics, Identity). If one registry has it twice, nothing is shared, because it is
 * unknown which of the two another registry means.
 *
 * @param urn of the shared version
 * @param registrations urns; at least two
 */
record Artifact(Urn urn, Set<String> registrations) {

	private static final String SHARED = Urn.shared("").value();

	/** From this number on, registrations of one location count as overwritten. */
	static final int MOST = 33;

	/**
	 * A registration of a model version, as stored.
	 *
	 * @param registry the model and the scheme of its version
	 * @param named whether it is one of the changed versions
	 * @param shared urn of the version that it shares now; null for none
	 * @param settled whether its artifact was compared before
	 */
	record Registered(String urn, String registry, @Nullable String location, @Nullable String hash, boolean named,
			@Nullable String shared, boolean settled) {

		private Stream<String> keys() {
			return Stream.of(this.location, this.hash).filter(Objects::nonNull);
		}

	}

	static List<Artifact> of(Collection<Registered> registrations) {
		Map<String, List<Registered>> keys = new TreeMap<>();
		registrations.forEach((registered) -> registered.keys()
			.forEach((key) -> keys.computeIfAbsent(key, (_) -> new ArrayList<>()).add(registered)));
		keys.values().removeIf((of) -> of.size() < 2 || isTwice(of) || isWrittenOver(of));
		List<Artifact> artifacts = new ArrayList<>();
		Set<String> visited = new HashSet<>();
		keys.forEach((key, of) -> {
			if (visited.add(key)) {
				Map<String, Registered> members = new TreeMap<>();
				addConnected(of, keys, visited, members);
				if (!isTwice(members.values())) {
					artifacts.add(new Artifact(Urn.shared(key), new TreeSet<>(members.keySet())));
				}
			}
		});
		return artifacts;
	}

	/** Adds the registrations that have a key in common with these, transitively. */
	private static void addConnected(List<Registered> from, Map<String, List<Registered>> keys, Set<String> visited,
			Map<String, Registered> members) {
		for (Registered registered : from) {
			if (members.put(registered.urn, registered) == null) {
				registered.keys().filter(keys::containsKey).forEach((key) -> {
					visited.add(key);
					addConnected(Objects.requireNonNull(keys.get(key)), keys, visited, members);
				});
			}
		}
	}

	private static boolean isTwice(Collection<Registered> of) {
		return of.size() >= MOST || of.stream().map(Registered::registry).distinct().count() < of.size();
	}

	/** Whether one location has two hashes, because its content was overwritten. */
	private static boolean isWrittenOver(Collection<Registered> of) {
		return of.stream().map(Registered::hash).filter(Objects::nonNull).distinct().count() > 1;
	}

	static boolean isShared(String urn) {
		return urn.startsWith(SHARED);
	}

	static Map<String, String> shares(Collection<Artifact> artifacts) {
		Map<String, String> shares = new HashMap<>();
		artifacts.forEach((artifact) -> artifact.registrations.forEach((urn) -> shares.put(urn, artifact.urn.value())));
		return shares;
	}

}
