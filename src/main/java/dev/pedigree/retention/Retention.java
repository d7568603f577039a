package dev.pedigree.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.pedigree.graph.LockContention;
import dev.pedigree.graph.Row;
import dev.pedigree.graph.Viewer;
import dev.pedigree.run.StandingEvidence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Limits the size of the graph: old runs become one summary per job and day. Their
 * implicit versions are deleted with them, unless a model version or an evaluation came
 * from them (semantics, Keeping it small). Standing edges stay. It works in small
 * transactions beside other writers; the next round continues an interrupted one, and
 * concurrent rounds have the same result as one.
 */
@Service
public class Retention {

	private static final Logger log = LoggerFactory.getLogger(Retention.class);

	private static final int BATCH = 1_000;

	private final RetentionRepository repository;

	private final StandingEvidence evidence;

	private final RetentionProperties properties;

	private final Clock clock;

	private final TransactionTemplate transaction;

	Retention(RetentionRepository repository, StandingEvidence evidence, RetentionProperties properties, Clock clock,
			PlatformTransactionManager transactions) {
		this.repository = repository;
		this.evidence = evidence;
		this.properties = properties;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
		this.transaction.setTimeout(60);
	}

	/** Summarises old runs; on a scheduler thread, since it may run for long. */
	@Scheduled(initialDelay = 1, fixedRate = 6, timeUnit = TimeUnit.HOURS)
	public void round() {
		Viewer.ALL.run(this::summarise);
	}

	private void summarise() {
		Instant before = oldest().truncatedTo(ChronoUnit.DAYS);
		Set<Long> protectedNodes = protectedNodes();
		long runs = 0;
		List<String> jobs = this.repository.jobs(before, "", BATCH);
		while (!jobs.isEmpty()) {
			for (String job : jobs) {
				runs += summarise(job, before, protectedNodes);
			}
			jobs = this.repository.jobs(before, jobs.getLast(), BATCH);
		}
		removeVersions(before, protectedNodes);
		if (runs > 0) {
			log.info("Summarised {} runs that began before {}", runs, before);
		}
	}

	/** Returns the ids of all nodes that model versions and evaluations came from. */
	private Set<Long> protectedNodes() {
		Set<Long> protectedNodes = new HashSet<>(this.repository.sinks());
		List<Long> open = new ArrayList<>(protectedNodes);
		while (!open.isEmpty()) {
			List<Long> next = new ArrayList<>();
			for (int i = 0; i < open.size(); i += BATCH) {
				this.repository.upstream(open.subList(i, Math.min(open.size(), i + BATCH)))
					.stream()
					.filter(protectedNodes::add)
					.forEach(next::add);
			}
			open = next;
		}
		return protectedNodes;
	}

	/** Summarises the runs of a job in several transactions; returns how many. */
	private long summarise(String job, Instant before, Set<Long> protectedNodes) {
		long runs = 0;
		SummaryProgress page = new SummaryProgress(Instant.EPOCH, "", 0, true);
		while (page.more) {
			SummaryProgress last = page;
			page = LockContention.retried(() -> Objects
				.requireNonNull(this.transaction.execute((_) -> page(job, before, protectedNodes, last))));
			runs += page.summarised;
		}
		return runs;
	}

	private record SummaryProgress(Instant from, String after, long summarised, boolean more) {
	}

	private SummaryProgress page(String job, Instant before, Set<Long> protectedNodes, SummaryProgress last) {
		List<Row> rows = this.repository.oldRuns(job, before, last.from, last.after, BATCH);
		Map<Instant, List<Long>> days = rows.stream()
			.filter((row) -> row.flag("ready") && !protectedNodes.contains(row.number("id")))
			.collect(Collectors.groupingBy((row) -> row.time("at").truncatedTo(ChronoUnit.DAYS), TreeMap::new,
					Collectors.mapping((row) -> row.number("id"), Collectors.toList())));
		long summarised = days.values().stream().mapToLong(List::size).sum();
		if (!days.isEmpty()) {
			this.repository.summarise(job, days);
			days.keySet().forEach((day) -> this.evidence.thin(job, day));
		}
		return (rows.size() < BATCH) ? new SummaryProgress(last.from, last.after, summarised, false)
				: new SummaryProgress(rows.getLast().time("at"), rows.getLast().text("urn"), summarised, true);
	}

	private void removeVersions(Instant before, Set<Long> protectedNodes) {
		List<String> open = this.repository.open("", BATCH);
		while (!open.isEmpty()) {
			for (String summary : open) {
				LockContention.retried(() -> Objects.requireNonNull(this.transaction.execute((_) -> {
					Row written = this.repository.written(summary);
					List<Long> ids = new ArrayList<>(written.numbers("ids"));
					ids.removeAll(protectedNodes);
					this.repository.removeVersions(summary, ids, written.texts("assets"), before);
					return summary;
				})));
			}
			open = this.repository.open(open.getLast(), BATCH);
		}
	}

	/**
	 * Returns until when the runs of jobs are summarised, without jobs that have no
	 * summaries. Earlier runs can no longer be written.
	 * @param jobs urns
	 */
	@Transactional(readOnly = true, timeout = 10)
	public Map<String, Instant> summarisedUntil(Set<String> jobs) {
		return this.repository.marks(jobs);
	}

	/** Whether a run at this time may have been summarised. */
	public boolean mayBeSummarised(Instant at) {
		return at.isBefore(oldest());
	}

	private Instant oldest() {
		return this.clock.instant().minus(this.properties.keep());
	}

}
