package dev.pedigree.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.pedigree.graph.LockContention;
import dev.pedigree.graph.Row;
import dev.pedigree.graph.Viewer;
import dev.pedigree.run.StandingEvidence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the graph small: runs of long ago become one summary a job and day, and so do
 * their implicit versions, unless a model version or an evaluation came from them
 * (semantics, Keeping it small). Standing edges stay as they are. It goes on beside
 * everything else, in small transactions; one that is cut off is taken up by the next
 * round, and two rounds at once do nothing twice.
 */
@Service
@EnableConfigurationProperties(RetentionProperties.class)
public class Retention {

	private static final Logger log = LoggerFactory.getLogger(Retention.class);

	private static final int TOGETHER = 1_000;

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

	/** Summarises what is old by now; on a thread of its own, since it may take long. */
	@Scheduled(initialDelay = 1, fixedRate = 6, timeUnit = TimeUnit.HOURS)
	public void round() {
		Viewer.ALL.run(this::summarise);
	}

	private void summarise() {
		Instant before = kept().truncatedTo(ChronoUnit.DAYS);
		Set<Long> explained = explained();
		long runs = 0;
		String after = "";
		for (List<String> jobs = jobs(before, after); !jobs.isEmpty(); jobs = jobs(before, after)) {
			for (String job : jobs) {
				runs += summarise(job, before, explained);
			}
			after = jobs.getLast();
		}
		removeVersions(before, explained);
		if (runs > 0) {
			log.info("{} runs that began before {} are kept as summaries from now on", runs, before);
		}
	}

	private List<String> jobs(Instant before, String after) {
		return this.repository.jobs(before, after, TOGETHER);
	}

	/**
	 * The store's own numbers of all that model versions and evaluations came from: level
	 * by level, each node once.
	 */
	private Set<Long> explained() {
		Set<Long> explained = new HashSet<>(this.repository.sinks());
		List<Long> open = new ArrayList<>(explained);
		while (!open.isEmpty()) {
			List<Long> next = new ArrayList<>();
			for (int i = 0; i < open.size(); i += TOGETHER) {
				this.repository.upstream(open.subList(i, Math.min(open.size(), i + TOGETHER)))
					.stream()
					.filter(explained::add)
					.forEach(next::add);
			}
			open = next;
		}
		return explained;
	}

	/** Summarises the runs of a job, some in each transaction; gives how many. */
	private long summarise(String job, Instant before, Set<Long> explained) {
		long runs = 0;
		Page page = new Page(Instant.EPOCH, "", 0, true);
		while (page.more) {
			Page last = page;
			page = LockContention.retried(() -> Objects
				.requireNonNull(this.transaction.execute((status) -> page(job, before, explained, last))));
			runs += page.summarised;
		}
		return runs;
	}

	/** How far a job is summarised, and whether there is more. */
	private record Page(Instant from, String after, long summarised, boolean more) {
	}

	private Page page(String job, Instant before, Set<Long> explained, Page last) {
		List<Row> rows = this.repository.oldRuns(job, before, last.from, last.after, TOGETHER);
		Map<Instant, List<Long>> days = new TreeMap<>();
		long summarised = 0;
		for (Row row : rows) {
			if (row.flag("ready") && !explained.contains(row.number("id"))) {
				days.computeIfAbsent(row.time("at").truncatedTo(ChronoUnit.DAYS), (_) -> new ArrayList<>())
					.add(row.number("id"));
				summarised++;
			}
		}
		if (!days.isEmpty()) {
			this.repository.summarise(job, days);
			days.keySet().forEach((day) -> this.evidence.thin(job, day));
		}
		return (rows.size() < TOGETHER) ? new Page(last.from, last.after, summarised, false)
				: new Page(rows.getLast().time("at"), rows.getLast().text("urn"), summarised, true);
	}

	private void removeVersions(Instant before, Set<Long> explained) {
		String after = "";
		for (List<String> open = this.repository.open(after, TOGETHER); !open.isEmpty(); open = this.repository
			.open(after, TOGETHER)) {
			for (String summary : open) {
				LockContention.retried(() -> Objects.requireNonNull(this.transaction.execute((status) -> {
					Row written = this.repository.written(summary);
					List<Long> ids = written.numbers("ids").stream().filter((id) -> !explained.contains(id)).toList();
					this.repository.removeVersions(summary, ids, written.texts("assets"), before);
					return summary;
				})));
			}
			after = open.getLast();
		}
	}

	/**
	 * Until when the runs of jobs are summarised; jobs all of whose runs are kept are not
	 * in it. What they did before then can no longer be told.
	 * @param jobs urns
	 */
	@Transactional(readOnly = true, timeout = 10)
	public Map<String, Instant> summarisedUntil(Set<String> jobs) {
		return this.repository.marks(jobs);
	}

	/** Whether something is so old that it may have been summarised. */
	public boolean mayBeSummarised(Instant at) {
		return at.isBefore(kept());
	}

	/** Runs before this time may be summarised. */
	private Instant kept() {
		return this.clock.instant().minus(this.properties.keep());
	}

	/** The summaries of jobs, newest first. */
	@Transactional(readOnly = true, timeout = 10)
	Map<String, List<RunSummary>> summaries(Collection<String> jobs, int most) {
		return this.repository.summaries(jobs, most);
	}

}
