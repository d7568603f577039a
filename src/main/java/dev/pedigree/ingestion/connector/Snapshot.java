package dev.pedigree.ingestion.connector;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The items of a collection that a poll lists, compared with those of the last poll, to
 * find new, changed and missing ones. An item has a subject, by which it is found, and a
 * state, which differs after each change.
 */
public final class Snapshot {

	private final PollRound round;

	private final String collection;

	private final Map<String, String> before = new TreeMap<>();

	private final Map<String, String> listed = new TreeMap<>();

	/**
	 * Reads the items of the last poll.
	 * @param parts the number of parts of a subject, which tabs separate
	 */
	Snapshot(PollRound round, String collection, int parts) {
		this.round = round;
		this.collection = collection;
		for (String entry : round.snapshot(collection)) {
			int end = -1;
			for (int i = 0; i < parts; i++) {
				end = entry.indexOf('\t', end + 1);
			}
			this.before.put(entry.substring(0, end), entry.substring(end + 1));
		}
	}

	/** The items of the last poll: states by subject. */
	public Map<String, String> before() {
		return this.before;
	}

	/** The state of an item at the last poll; null if it was not listed. */
	public @Nullable String before(String subject) {
		return this.before.get(subject);
	}

	/** Adds an item that the catalog has although the last poll did not list it. */
	public void addKnown(String subject, String state) {
		this.before.putIfAbsent(subject, state);
	}

	/** Adds a listed item; returns whether it is new or changed. */
	public boolean add(String subject, String state) {
		this.listed.put(subject, state);
		return !state.equals(this.before.get(subject));
	}

	/** Removes a listed item that was deleted since. */
	public void remove(String subject) {
		this.listed.remove(subject);
	}

	/** The subjects of the last poll that are not listed. */
	public List<String> missing() {
		return this.before.keySet().stream().filter((subject) -> !this.listed.containsKey(subject)).toList();
	}

	/** Saves the listed items, after their payloads were written. */
	public void save() {
		Map<String, String> entries = new TreeMap<>(this.listed);
		entries.replaceAll((subject, state) -> subject + "\t" + state);
		this.round.saveSnapshot(this.collection, new TreeSet<>(entries.values()));
	}

}
