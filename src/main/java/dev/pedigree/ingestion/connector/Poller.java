package dev.pedigree.ingestion.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
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
import java.util.concurrent.atomic.AtomicReference;
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
 * on one store, one polls a source at a time: it has a lease in the graph, which expires
 * when the process dies.
 */
@Component
class Poller implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Poller.class);

	/** Longer than a request and the pause before it. */
	private static final Duration LEASE = Duration.ofMinutes(3);

	private static final Duration LEASE_PAUSE = Duration.ofSeconds(20);

	private static final Duration DELIVERY_RETENTION = Duration.ofDays(30);

	private static final int ATTEMPTS = 5;

	/** The owner of the leases of this process. */
	private final String leaseOwner = UUID.randomUUID().toString();

	private final Connectors connectors;

	private final ConnectorRepository repository;

	private final IngestionService ingestion;

	private final MeterRegistry meters;

	private final Clock clock;

	/** Sources whose round is running. */
	private final Set<String> claimed = ConcurrentHashMap.newKeySet();

	/** Sources that were woken while they were claimed. */
	private final Set<String> wokenAgain = ConcurrentHashMap.newKeySet();

	private volatile @Nullable ExecutorService threads;

	Poller(Connectors connectors, ConnectorRepository repository, IngestionService ingestion, MeterRegistry meters,
			Clock clock) {
		this.connectors = connectors;
		this.repository = repository;
		this.ingestion = ingestion;
		this.meters = meters;
		this.clock = clock;
	}

	/** Deletes old webhook deliveries; until then repetitions are detected. */
	@Scheduled(fixedRateString = "PT1H", initialDelayString = "PT10M")
	void pruneDeliveries() {
		this.repository.pruneDeliveries(this.clock.instant().minus(DELIVERY_RETENTION));
	}

	/** Starts a poll for every source that is due. */
	@Scheduled(fixedRate = 1000)
	void pollDue() {
		pollDue(this.connectors.configs());
	}

	/** Polls a source now, or after its running round, on another thread. */
	void wake(SourceConfig config) {
		ExecutorService open = this.threads;
		if (open != null) {
			this.wokenAgain.add(config.name());
			open.execute(() -> pollDue(List.of(config)));
		}
	}

	/**
	 * Claims idle sources before it reads when they are due: what it reads is no older
	 * than their last round.
	 */
	private void pollDue(List<SourceConfig> configs) {
		ExecutorService open = this.threads;
		List<SourceConfig> idle = (open != null) ? configs.stream().filter(this::claim).toList() : List.of();
		if (open == null || idle.isEmpty()) {
			return;
		}
		Set<SourceConfig> waiting = new HashSet<>(idle);
		try {
			Map<String, Row> rows = this.repository.sources(idle.stream().map(SourceConfig::name).toList());
			Instant now = this.clock.instant();
			for (SourceConfig config : idle) {
				Row row = Objects.requireNonNull(rows.get(config.name()));
				if (isDue(row, now)) {
					open.execute(() -> poll(config, isTime(row, now)));
					waiting.remove(config);
				}
			}
		}
		catch (DataAccessException ex) {
			log.debug("The store is unavailable; sources are polled later", ex);
		}
		finally {
			waiting.forEach(this::release);
		}
	}

	private boolean claim(SourceConfig config) {
		boolean isIdle = this.claimed.add(config.name());
		if (isIdle) {
			this.wokenAgain.remove(config.name());
		}
		return isIdle;
	}

	/** Ends a claim; a source that was woken meanwhile is polled again. */
	private void release(SourceConfig config) {
		this.claimed.remove(config.name());
		if (this.wokenAgain.remove(config.name())) {
			wake(config);
		}
	}

	private static boolean isTime(Row source, Instant now) {
		Instant next = source.maybeTime("nextAt");
		return next == null || !next.isAfter(now);
	}

	/** Whether a source is due; a webhook does not trigger a poll after a failure. */
	private static boolean isDue(Row source, Instant now) {
		return isTime(source, now) || (source.number("waiting") > 0 && source.number("failures") == 0);
	}

	/**
	 * Polls all of a source or the subjects of webhooks, unless another process has the
	 * lease.
	 */
	void poll(SourceConfig config, boolean full) {
		try {
			if (lease(config)) {
				round(config, full);
			}
		}
		catch (RuntimeException ex) {
			log.warn("Poll of {} did not start: {}", config.source(), ex.toString());
			log.debug("Poll of {} did not start", config.source(), ex);
		}
		finally {
			release(config);
		}
	}

	private boolean lease(SourceConfig config) {
		return this.repository.lease(config.name(), this.leaseOwner, this.clock.instant().plus(LEASE));
	}

	private void round(SourceConfig config, boolean full) {
		List<ConnectorRepository.WaitingDelivery> deliveries = this.repository.waiting(config.name());
		Set<String> subjects = deliveries.stream()
			.flatMap((one) -> one.subjects().stream())
			.collect(Collectors.toCollection(TreeSet::new));
		Runnable keepLease = keepLease(config);
		Instant startedAt = this.clock.instant();
		Timer.Sample duration = Timer.start(this.meters);
		String problem = null;
		try (SourceHttpClient client = new SourceHttpClient(config.settings(), ATTEMPTS, keepLease, this.clock)) {
			PollRound round = new PollRound(config, client, subjects, full, keepLease, this.repository, this.ingestion,
					this.clock);
			if (full || !subjects.isEmpty()) {
				this.connectors.connector(config).poll(round);
			}
			this.repository.settleDeliveries(deliveries.stream()
				.filter((one) -> Collections.disjoint(one.subjects(), round.failures().keySet()))
				.map(ConnectorRepository.WaitingDelivery::key)
				.toList());
			if (!round.failures().isEmpty()) {
				throw round.failures().values().iterator().next();
			}
		}
		catch (SourceUnavailableException ex) {
			problem = String.valueOf(ex.getMessage());
			log.warn("Poll of {} failed: {}", config.source(), problem);
		}
		catch (RuntimeException ex) {
			problem = "The response could not be read: " + ex.getClass().getSimpleName();
			log.error("Poll of {} failed", config.source(), ex);
		}
		end(config, startedAt, full, problem);
		duration.stop(this.meters.timer("pedigree.source.poll", "source", config.name(), "outcome",
				(problem != null) ? "failed" : "done"));
	}

	/** Extends the lease of a round before a request, unless it was extended lately. */
	private Runnable keepLease(SourceConfig config) {
		AtomicReference<Instant> extendedAt = new AtomicReference<>(this.clock.instant());
		return () -> {
			Instant now = this.clock.instant();
			if (now.isAfter(extendedAt.get().plus(LEASE_PAUSE))) {
				if (!lease(config)) {
					throw new SourceUnavailableException(
							"Another instance of the catalog has the lease of this source");
				}
				extendedAt.set(now);
			}
		};
	}

	private void end(SourceConfig config, Instant startedAt, boolean full, @Nullable String problem) {
		Duration every = config.settings().every();
		Instant now = this.clock.instant();
		this.repository.endRound(Row.map("name", config.name(), "by", this.leaseOwner, "type", config.settings().type(),
				"began", startedAt, "ended", now, "everything", full, "problem", problem, "next", startedAt.plus(every),
				"retry", now.plus(retryDelay(every))));
	}

	/** A random delay of 20 to 40 seconds, at most the poll interval. */
	private static Duration retryDelay(Duration every) {
		Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextLong(20_000, 40_000));
		return (delay.compareTo(every) < 0) ? delay : every;
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
					log.warn("A poll was still running at shutdown");
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

	/** Stops before the write batch does. */
	@Override
	public int getPhase() {
		return 1;
	}

}
