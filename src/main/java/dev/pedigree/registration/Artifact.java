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
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * An artifact that several registries have: the registrations that have its location or
 * hash in common (semantics, Identity). No registry has it twice: where one does, it
 * counts them as two versions, and nobody knows which of them another registry means.
 *
 * @param urn of the version that they share
 * @param registrations urns, two at least
 */
record Artifact(Urn urn, Set<String> registrations) {

	private static final String SHARED = Urn.shared("").value();

	/** So many registrations of one location belong to one that is written over. */
	static final int MOST = 33;

	/**
	 * What a registry says of a version.
	 *
	 * @param urn of the version
	 * @param registry who counts it: its model and the scheme of its version
	 * @param location null when nobody said
	 * @param hash null when nobody said
	 * @param named whether it changed
	 * @param shared urn of the version that it was part of so far, if any
	 * @param settled whether the graph knows that its artifact is looked at
	 */
	record Registered(String urn, String registry, @Nullable String location, @Nullable String hash, boolean named,
			@Nullable String shared, boolean settled) {

		static Registered of(Row row) {
			return new Registered(row.text("urn"), row.text("registry"), row.maybeText("location"),
					row.maybeText("hash"), row.flag("named"), row.maybeText("shared"), row.flag("settled"));
		}

	}

	/** The artifacts that are registered more than once. */
	static List<Artifact> of(Collection<Registered> registrations) {
		Map<String, List<Registered>> keys = new TreeMap<>();
		for (Registered one : registrations) {
			Stream.of(one.location, one.hash)
				.filter(Objects::nonNull)
				.forEach((key) -> keys.computeIfAbsent(key, (_) -> new ArrayList<>()).add(one));
		}
		keys.values().removeIf((of) -> of.size() < 2 || isTwice(of) || isWrittenOver(of));
		List<Artifact> artifacts = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		keys.forEach((key, of) -> {
			if (seen.add(key)) {
				Map<String, Registered> members = new TreeMap<>();
				reach(of, keys, seen, members);
				if (!isTwice(members.values())) {
					artifacts.add(new Artifact(Urn.shared(key), new TreeSet<>(members.keySet())));
				}
			}
		});
		return artifacts;
	}

	/** Adds those that have a key in common with these, and so on. */
	private static void reach(List<Registered> from, Map<String, List<Registered>> keys, Set<String> seen,
			Map<String, Registered> members) {
		for (Registered one : from) {
			if (members.put(one.urn, one) == null) {
				Stream.of(one.location, one.hash)
					.filter((key) -> key != null && keys.containsKey(key))
					.peek(seen::add)
					.forEach((key) -> reach(Objects.requireNonNull(keys.get(key)), keys, seen, members));
			}
		}
	}

	private static boolean isTwice(Collection<Registered> of) {
		return of.size() >= MOST || of.stream().map(Registered::registry).distinct().count() < of.size();
	}

	/** What lies at one address has two hashes: it was another artifact once. */
	private static boolean isWrittenOver(Collection<Registered> of) {
		Set<String> hashes = new HashSet<>();
		of.forEach((one) -> Stream.ofNullable(one.hash).forEach(hashes::add));
		return hashes.size() > 1;
	}

	/** Whether a urn is that of a version that registrations share. */
	static boolean isShared(String urn) {
		return urn.startsWith(SHARED);
	}

	/** By registration, the version that it is part of. */
	static Map<String, String> shares(Collection<Artifact> artifacts) {
		Map<String, String> shares = new HashMap<>();
		artifacts.forEach((one) -> one.registrations.forEach((urn) -> shares.put(urn, one.urn.value())));
		return shares;
	}

}
