package dev.pedigree.ingestion.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.pedigree.graph.Row;
import dev.pedigree.ingestion.IngestionService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Polls each source at its interval, after a webhook and on request. Of several catalogs
 * on one store, one polls a source at a time: it holds a lease in the graph, which
 * expires when the process dies.
 */
@Component
class Poller implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Poller.class);

	/** Longer than an answer and the pause before it take. */
	private static final Duration LEASE = Duration.ofMinutes(3);

	private static final int ATTEMPTS = 5;

	private final String me = UUID.randomUUID().toString();

	private final Connectors connectors;

	private final ConnectorRepository repository;

	private final Inbox inbox;

	private final IngestionService reception;

	private final MeterRegistry meters;

	private final Clock clock;

	private final Set<String> asking = ConcurrentHashMap.newKeySet();

	/** Sources that were woken while they were claimed. */
	private final Set<String> again = ConcurrentHashMap.newKeySet();

	private volatile @Nullable ExecutorService threads;

	Poller(Connectors connectors, ConnectorRepository repository, Inbox inbox, IngestionService reception,
			MeterRegistry meters, Clock clock) {
		this.connectors = connectors;
		this.repository = repository;
		this.inbox = inbox;
		this.reception = reception;
		this.meters = meters;
		this.clock = clock;
	}

	/** Starts a poll for every source that is due. */
	@Scheduled(fixedRate = 1000)
	void pollDue() {
		pollDue(this.connectors.instances());
	}

	/**
	 * Polls a source now, on another thread; after its running round, if there is one.
	 */
	void wake(SourceConfig instance) {
		ExecutorService open = this.threads;
		if (open != null) {
			this.again.add(instance.name());
			open.execute(() -> pollDue(List.of(instance)));
		}
	}

	/**
	 * Claims idle sources before it reads when they are due: what it reads is no older
	 * than their last round.
	 */
	private void pollDue(List<SourceConfig> instances) {
		ExecutorService open = this.threads;
		List<SourceConfig> idle = (open != null) ? instances.stream().filter(this::claim).toList() : List.of();
		if (open == null || idle.isEmpty()) {
			return;
		}
		Set<SourceConfig> due = new HashSet<>();
		try {
			Map<String, Row> known = this.repository.sources(idle.stream().map(SourceConfig::name).toList());
			Instant now = this.clock.instant();
			for (SourceConfig instance : idle) {
				Row row = Objects.requireNonNull(known.get(instance.name()));
				if (isDue(row, now)) {
					open.execute(() -> ask(instance, isTime(row, now)));
					due.add(instance);
				}
			}
		}
		catch (DataAccessException ex) {
			log.debug("The store is unavailable; sources are polled later", ex);
		}
		finally {
			idle.stream().filter((instance) -> !due.contains(instance)).forEach(this::release);
		}
	}

	private boolean claim(SourceConfig instance) {
		boolean isIdle = this.asking.add(instance.name());
		if (isIdle) {
			this.again.remove(instance.name());
		}
		return isIdle;
	}

	/** Ends a claim; a wake that came meanwhile is followed up. */
	private void release(SourceConfig instance) {
		this.asking.remove(instance.name());
		if (this.again.remove(instance.name())) {
			wake(instance);
		}
	}

	private static boolean isTime(Row source, Instant now) {
		Instant next = source.maybeTime("nextAt");
		return next == null || !next.isAfter(now);
	}

	/** Pushes do not hurry a system that does not answer. */
	private static boolean isDue(Row source, Instant now) {
		return isTime(source, now) || (source.number("waiting") > 0 && source.number("failures") == 0);
	}

	/**
	 * Asks one system in one round, if nobody else does.
	 * @param everything whether its time has come; else only for what pushes told of
	 */
	void ask(SourceConfig instance, boolean everything) {
		try {
			if (lease(instance)) {
				round(instance, everything);
			}
		}
		catch (RuntimeException ex) {
			log.warn("{} was not asked: {}", instance.source(), ex.toString());
			log.debug("{} was not asked", instance.source(), ex);
		}
		finally {
			release(instance);
		}
	}

	private boolean lease(SourceConfig instance) {
		return this.repository.lease(instance.name(), this.me, this.clock.instant().plus(LEASE));
	}

	private void round(SourceConfig instance, boolean everything) {
		List<Inbox.Delivery> deliveries = this.inbox.waiting(instance);
		Set<String> subjects = deliveries.stream()
			.flatMap((one) -> one.subjects().stream())
			.collect(Collectors.toCollection(TreeSet::new));
		Lease lease = new Lease(instance);
		Instant began = this.clock.instant();
		Timer.Sample duration = Timer.start(this.meters);
		String problem = null;
		try (SourceHttpClient remote = new SourceHttpClient(instance.settings(), ATTEMPTS, lease::keep, this.clock)) {
			PollRound poll = new PollRound(instance, remote, subjects, everything, lease::keep, this.repository,
					this.reception, this.clock);
			if (everything || !subjects.isEmpty()) {
				this.connectors.of(instance).poll(poll);
			}
			Set<String> failed = poll.failed();
			this.inbox.done(deliveries.stream().filter((one) -> Collections.disjoint(one.subjects(), failed)).toList());
			poll.end();
		}
		catch (SourceUnavailableException ex) {
			problem = String.valueOf(ex.getMessage());
			log.warn("{} could not be asked: {}", instance.source(), problem);
		}
		catch (RuntimeException ex) {
			problem = "The answer could not be read: " + ex.getClass().getSimpleName();
			log.error("{} could not be asked", instance.source(), ex);
		}
		settle(instance, began, everything, problem);
		duration.stop(this.meters.timer("pedigree.source.poll", "source", instance.name(), "outcome",
				(problem != null) ? "failed" : "done"));
	}

	/** Kept before each request, but for those that follow at once. */
	private final class Lease {

		private static final Duration FRESH = Duration.ofSeconds(20);

		private final SourceConfig instance;

		private Instant kept = Poller.this.clock.instant();

		Lease(SourceConfig instance) {
			this.instance = instance;
		}

		void keep() {
			Instant now = Poller.this.clock.instant();
			if (now.isAfter(this.kept.plus(FRESH))) {
				if (!Poller.this.lease(this.instance)) {
					throw new SourceUnavailableException("Another catalog asks this system by now");
				}
				this.kept = now;
			}
		}

	}

	/** Writes how a round went, which may have failed before it could ask. */
	private void settle(SourceConfig instance, Instant began, boolean everything, @Nullable String problem) {
		Duration every = instance.settings().every();
		Map<String, @Nullable Object> round = new HashMap<>();
		round.put("by", this.me);
		round.put("type", instance.settings().type());
		round.put("began", began);
		round.put("ended", this.clock.instant());
		round.put("everything", everything);
		round.put("problem", problem);
		round.put("next", began.plus(every));
		round.put("retry", this.clock.instant().plus(retry(every)));
		this.repository.settle(instance.name(), round);
	}

	/** Half a minute or so, and never later than it would be asked anyway. */
	private static Duration retry(Duration every) {
		Duration some = Duration.ofMillis(ThreadLocalRandom.current().nextLong(20_000, 40_000));
		return (some.compareTo(every) < 0) ? some : every;
	}

	@Override
	public void start() {
		this.threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("poll-", 0).factory());
	}

	@Override
	public void stop() {
		ExecutorService open = this.threads;
		this.threads = null;
		if (open != null) {
			open.shutdownNow();
			try {
				if (!open.awaitTermination(10, TimeUnit.SECONDS)) {
					log.warn("A system was still being asked at the end");
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.threads != null;
	}

	/** Ends before the last payload is written. */
	@Override
	public int getPhase() {
		return 1;
	}

}
