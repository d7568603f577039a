package dev.pedigree.ingestion.connector;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.IngestionService;
import dev.pedigree.ingestion.PayloadOutcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One poll of a source by its connector. Payloads are committed as they are written, even
 * if the round fails later. Cursors and snapshots that the connector saves are the
 * starting point of the next round.
 */
public final class PollRound {

	private static final int BATCH_SIZE = 100;

	private final SourceConfig config;

	private final SourceHttpClient client;

	private final Set<String> subjects;

	private final boolean full;

	private final Runnable keepLease;

	private final ConnectorRepository repository;

	private final IngestionService ingestion;

	private final Clock clock;

	private final Instant startedAt;

	private final List<ObjectNode> batch = new ArrayList<>();

	private boolean complete = true;

	/** The failures by project or subject, in order. */
	private final Map<String, SourceUnavailableException> failures = new LinkedHashMap<>();

	PollRound(SourceConfig config, SourceHttpClient client, Set<String> subjects, boolean full, Runnable keepLease,
			ConnectorRepository repository, IngestionService ingestion, Clock clock) {
		this.keepLease = keepLease;
		this.full = full;
		this.config = config;
		this.client = client;
		this.subjects = subjects;
		this.repository = repository;
		this.ingestion = ingestion;
		this.clock = clock;
		this.startedAt = clock.instant();
	}

	public SourceConfig config() {
		return this.config;
	}

	public SourceHttpClient client() {
		return this.client;
	}

	public Instant now() {
		return this.clock.instant();
	}

	/** When the round started: what it observes was true then or later. */
	public Instant startedAt() {
		return this.startedAt;
	}

	/** Whether the round polls everything, and not only the subjects of webhooks. */
	public boolean isFull() {
		return this.full;
	}

	/**
	 * Polls each subject of webhooks, then everything in a full round. A failed subject
	 * does not stop the others; the round reports the first failure.
	 * @throws SourceUnavailableException if the source does not answer at all
	 */
	public void run(Consumer<String> pollSubject, Runnable pollAll) {
		each(this.subjects, pollSubject);
		if (this.full) {
			pollAll.run();
		}
	}

	/** Polls each project of the settings, like {@link #run} the subjects. */
	public void forEachProject(Consumer<String> pollProject) {
		each(this.config.settings().projects(), pollProject);
	}

	private void each(Collection<String> names, Consumer<String> poll) {
		for (String name : names) {
			try {
				poll.accept(name);
			}
			catch (SourceUnavailableException ex) {
				if (ex.affectsAllRequests()) {
					throw ex;
				}
				skip(name, ex);
			}
		}
	}

	/**
	 * Whether a watching round continues: until the next round is due or requested.
	 * @throws SourceUnavailableException if another instance of the catalog has the lease
	 */
	public boolean shouldContinue() {
		this.keepLease.run();
		return now().isBefore(this.startedAt.plus(this.config.settings().every()))
				&& !this.repository.isRequestedSince(this.config.name(), this.startedAt);
	}

	/** Continues without a part that failed; the round reports the first failure. */
	public void skip(String part, SourceUnavailableException ex) {
		this.failures.putIfAbsent(part, ex);
	}

	/** The projects and subjects that failed, with the failures in their order. */
	Map<String, SourceUnavailableException> failures() {
		return this.failures;
	}

	/** Creates a payload that was observed at the start of the round. */
	public ObjectNode payload() {
		return JsonNodeFactory.instance.objectNode().put("observed_at", this.startedAt.toEpochMilli());
	}

	/** Adds a payload to the batch, which is written when it is full. */
	public void add(ObjectNode payload) {
		if (this.batch.size() >= BATCH_SIZE) {
			writeBatch();
		}
		this.batch.add(payload);
	}

	/**
	 * Writes the batch.
	 * @return whether all payloads since the last flush were accepted or rejected
	 */
	public boolean flush() {
		writeBatch();
		boolean all = this.complete;
		this.complete = true;
		return all;
	}

	private void writeBatch() {
		List<ObjectNode> payloads = List.copyOf(this.batch);
		this.batch.clear();
		this.complete &= write(payloads);
	}

	/**
	 * Translates and writes payloads. A rejected payload is stored and listed, and does
	 * not stop the others.
	 * @return whether each was accepted or rejected; else poll them again
	 * @throws SourceUnavailableException if the store is unavailable
	 */
	public boolean write(Collection<ObjectNode> payloads) {
		List<JsonNode> nodes = new ArrayList<>();
		payloads.forEach((payload) -> nodes.add(payload.setAll(this.config.members())));
		long accepted = 0;
		long refused = 0;
		long failed = 0;
		String unavailable = null;
		for (PayloadOutcome outcome : this.ingestion.receiveAll(this.config.settings().type(), this.config.source(),
				nodes)) {
			switch (outcome) {
				case PayloadOutcome.Accepted _ -> accepted++;
				case PayloadOutcome.Refused _ -> refused++;
				case PayloadOutcome.Failed _ -> failed++;
				case PayloadOutcome.Later later -> unavailable = later.reason();
			}
		}
		this.repository.count(this.config.name(), accepted, refused + failed);
		if (unavailable != null) {
			throw new SourceUnavailableException("The store is unavailable: " + unavailable);
		}
		return failed == 0;
	}

	/**
	 * The time from which to poll a collection: the saved cursor minus the overlap; null
	 * for all of it.
	 */
	public @Nullable Instant since(String collection) {
		Instant cursor = this.repository.cursor(this.config.name(), collection);
		return (cursor != null) ? cursor.minus(this.config.settings().overlap()) : null;
	}

	/** Saves that a collection was polled up to the start of the round. */
	public void saveCursor(String collection) {
		this.repository.saveCursor(this.config.name(), collection, this.startedAt);
	}

	/** Returns the saved list of a collection's entries. */
	public Set<String> snapshot(String collection) {
		return new TreeSet<>(this.repository.snapshot(this.config.name(), collection));
	}

	/** Saves the current entries of a collection, after their payloads were written. */
	public void saveSnapshot(String collection, Set<String> entries) {
		this.repository.saveSnapshot(this.config.name(), collection, entries);
	}

	/**
	 * The models of a namespace and their versions that the catalog has as registered by
	 * the source. Other than {@link #snapshot}, it includes what webhooks added since, so
	 * that a deletion or renaming in between is detected.
	 */
	public List<RegisteredKeys> registered(String namespace) {
		return this.repository.registered(this.config.source(), namespace);
	}

	/**
	 * The deployments with a namespace prefix in which something serves, as the source
	 * stated. Other than {@link #snapshot}, it includes what a failed round wrote.
	 */
	public List<Urn> serving(String prefix) {
		return this.repository.serving(this.config.source(), prefix);
	}

	/**
	 * A model or version that the catalog has as registered.
	 *
	 * @param name the current name of the model in its registry
	 * @param version the version without its scheme; null for the model itself
	 * @param createdAt the earliest known event time
	 */
	public record RegisteredKeys(String name, @Nullable String version, @Nullable Instant createdAt) {

		/** Removes the scheme of the version. */
		public RegisteredKeys {
			version = (version != null) ? version.substring(version.indexOf(':') + 1) : null;
		}

	}

	/** Starts the comparison of a listed collection with its saved snapshot. */
	public Snapshot compare(String collection) {
		return compare(collection, 1);
	}

	/**
	 * Starts the comparison of a listed collection with its saved snapshot.
	 * @param parts the number of parts of a subject, which tabs separate
	 */
	public Snapshot compare(String collection, int parts) {
		return new Snapshot(this, collection, parts);
	}

}
