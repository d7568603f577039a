package dev.pedigree.ingestion.connector;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import dev.pedigree.ingestion.IngestionService;
import dev.pedigree.ingestion.PayloadOutcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One round of asking a connected system. What is taken is committed when {@link #take}
 * returns, whatever becomes of the round; how far it came is kept in the graph once its
 * connector says so, and the next round begins there.
 */
public final class PollRound {

	private final SourceConfig instance;

	private final SourceHttpClient remote;

	private final Set<String> subjects;

	private final boolean everything;

	/** Keeps the lease. */
	private final Runnable alive;

	private final ConnectorRepository repository;

	private final IngestionService reception;

	private final Clock clock;

	private final Instant began;

	private final Set<String> failed = new HashSet<>();

	private @Nullable SourceUnavailableException failure;

	PollRound(SourceConfig instance, SourceHttpClient remote, Set<String> subjects, boolean everything, Runnable alive,
			ConnectorRepository repository, IngestionService reception, Clock clock) {
		this.alive = alive;
		this.everything = everything;
		this.instance = instance;
		this.remote = remote;
		this.subjects = subjects;
		this.repository = repository;
		this.reception = reception;
		this.clock = clock;
		this.began = clock.instant();
	}

	/** Which system is asked. */
	public SourceConfig instance() {
		return this.instance;
	}

	/** The way to it. */
	public SourceHttpClient remote() {
		return this.remote;
	}

	/** Whether everything is asked for, besides what pushes named. */
	public boolean isForEverything() {
		return this.everything;
	}

	/**
	 * Whether a round that watches goes on: until its next turn, or until somebody has
	 * the system asked anew.
	 * @throws SourceUnavailableException when another catalog asks it by now
	 */
	public boolean goesOn() {
		this.alive.run();
		return now().isBefore(this.began.plus(this.instance.settings().every()))
				&& !this.repository.isAskedSince(this.instance.name(), this.began);
	}

	/**
	 * Does something for each project of the settings; one that fails does not hold up
	 * what comes after it, and the round tells of the first that did.
	 * @throws SourceUnavailableException when the system answers nothing now
	 */
	public void forEachProject(Consumer<String> asking) {
		each(this.instance.settings().projects(), asking);
	}

	/** Does something for each subject of pushes, as for each project. */
	public void forEachSubject(Consumer<String> asking) {
		each(this.subjects, asking);
	}

	private void each(Collection<String> names, Consumer<String> asking) {
		for (String name : names) {
			try {
				asking.accept(name);
			}
			catch (SourceUnavailableException ex) {
				if (ex.isOfAll()) {
					throw ex;
				}
				without(name, ex);
			}
		}
	}

	/**
	 * Goes on without a part that could not be asked for; the round tells of the first.
	 */
	public void without(String part, SourceUnavailableException ex) {
		this.failed.add(part);
		this.failure = (this.failure != null) ? this.failure : ex;
	}

	/** The projects and subjects that could not be asked for. */
	Set<String> failed() {
		return this.failed;
	}

	/**
	 * Ends the round.
	 * @throws SourceUnavailableException the first that did not stop it
	 */
	void end() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	/** The current time of the catalog's clock. */
	public Instant now() {
		return this.clock.instant();
	}

	/** When the round began: what is seen in it was so then or later. */
	public Instant began() {
		return this.began;
	}

	/**
	 * From when on a collection is asked for: how far the rounds before came, less the
	 * overlap; null for all of it.
	 */
	public @Nullable Instant since(String collection) {
		Instant reached = this.repository.reached(this.instance.name(), collection);
		return (reached != null) ? reached.minus(this.instance.settings().overlap()) : null;
	}

	/**
	 * Has payloads written. One that is refused is kept and listed, and does not hold up
	 * the others.
	 * @return whether each was accepted or refused; else some could not be written, and
	 * are to be taken again
	 * @throws SourceUnavailableException when the catalog cannot write now
	 */
	public boolean take(Collection<ObjectNode> payloads) {
		List<JsonNode> told = new ArrayList<>();
		for (ObjectNode payload : payloads) {
			told.add(payload.setAll(this.instance.told()));
		}
		long captured = 0;
		long rejected = 0;
		boolean all = true;
		String later = null;
		for (PayloadOutcome outcome : this.reception.receiveAll(this.instance.settings().type(), this.instance.source(),
				told)) {
			switch (outcome) {
				case PayloadOutcome.Accepted accepted -> captured++;
				case PayloadOutcome.Refused refused -> rejected++;
				case PayloadOutcome.Failed failed -> {
					rejected++;
					all = false;
				}
				case PayloadOutcome.Later away -> later = away.reason();
			}
		}
		this.repository.count(this.instance.name(), captured, rejected);
		if (later != null) {
			throw new SourceUnavailableException("The catalog cannot write now: " + later);
		}
		return all;
	}

	/** Keeps that everything of a collection up to a moment was taken. */
	public void reached(String collection, Instant upTo) {
		this.repository.reach(this.instance.name(), collection, upTo);
	}

	/** What the system listed the last time that {@link #listed} was told. */
	public Set<String> listedBefore(String collection) {
		return new TreeSet<>(this.repository.listed(this.instance.name(), collection));
	}

	/**
	 * The models of a namespace and their versions that the system has registered as far
	 * as the catalog knows. Besides {@link #listedBefore} it holds what webhooks brought
	 * since the last list, so that the next list shows what was deleted or renamed in
	 * between.
	 */
	public List<RegisteredKeys> registered(String namespace) {
		return this.repository.registered(this.instance.source(), namespace).stream().map(RegisteredKeys::of).toList();
	}

	/**
	 * The deployments under an address in which something serves now, as the system
	 * stated. Besides {@link #listedBefore} it holds what was taken in a round that broke
	 * off before its list was kept.
	 */
	public List<Urn> serving(String address) {
		return this.repository.serving(this.instance.source(), address);
	}

	/**
	 * A model or version that the catalog has as registered.
	 *
	 * @param name the name of the model, as its registry last had it
	 * @param version the version without its scheme; null for the model itself
	 * @param createdAt the least event time known of it
	 */
	public record RegisteredKeys(String name, @Nullable String version, @Nullable Instant createdAt) {

		static RegisteredKeys of(Row row) {
			String version = row.maybeText("version");
			return new RegisteredKeys(row.text("name"),
					(version != null) ? version.substring(version.indexOf(':') + 1) : null, row.maybeTime("createdAt"));
		}

	}

	/** Keeps what the system lists now, once all that follows from it was taken. */
	public void listed(String collection, Set<String> listed) {
		this.repository.list(this.instance.name(), collection, listed);
	}

}
