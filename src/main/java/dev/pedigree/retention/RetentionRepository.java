package dev.pedigree.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads old runs, and reads and writes their summaries. */
@Repository
class RetentionRepository {

	private static final CypherQuery JOBS = CypherQuery.named("retention/jobs");

	private static final CypherQuery SINKS = CypherQuery.named("retention/sinks");

	private static final CypherQuery UPSTREAM = CypherQuery.named("retention/upstream");

	private static final CypherQuery OLD_RUNS = CypherQuery.named("retention/old-runs");

	private static final CypherQuery SUMMARISE = CypherQuery.named("retention/summarise");

	private static final CypherQuery OPEN_SUMMARIES = CypherQuery.named("retention/open-summaries");

	private static final CypherQuery WRITTEN = CypherQuery.named("retention/written");

	private static final CypherQuery REMOVE_VERSIONS = CypherQuery.named("retention/remove-versions");

	private static final CypherQuery MARKS = CypherQuery.named("retention/marks");

	private static final CypherQuery SUMMARIES = CypherQuery.named("retention/summaries");

	private final GraphStore store;

	RetentionRepository(GraphStore store) {
		this.store = store;
	}

	List<String> jobs(Instant before, String after, int most) {
		return JOBS.texts(this.store, Map.of("before", before, "after", after, "most", most), "urn");
	}

	/** Returns the internal ids of the nodes whose origin is kept for ever. */
	List<Long> sinks() {
		return ids(SINKS.read(this.store, Map.of()));
	}

	/** Returns the internal ids of what nodes came from, one step back. */
	List<Long> upstream(Collection<Long> ids) {
		return ids(UPSTREAM.read(this.store, Map.of("ids", ids)));
	}

	private static List<Long> ids(List<Row> rows) {
		return rows.stream().flatMap((row) -> row.numbers("ids").stream()).toList();
	}

	/** Returns runs in order, after a time and urn; locks the job. */
	List<Row> oldRuns(String job, Instant before, Instant from, String after, int most) {
		return OLD_RUNS.read(this.store,
				Map.of("job", job, "before", before, "from", from, "after", after, "most", most));
	}

	void summarise(String job, Map<Instant, List<Long>> runs) {
		List<Map<String, ?>> rows = new ArrayList<>();
		runs.forEach((day, ids) -> rows.add(Map.of("summary", "summary:" + job + "|" + day, "day", day, "ids", ids)));
		SUMMARISE.run(this.store, Map.of("job", job, "rows", rows));
	}

	List<String> open(String after, int most) {
		return OPEN_SUMMARIES.texts(this.store, Map.of("after", after, "most", most), "urn");
	}

	Row written(String summary) {
		return WRITTEN.read(this.store, Map.of("summary", summary)).getFirst();
	}

	/** Deletes versions; locks their datasets. */
	void removeVersions(String summary, List<Long> ids, List<String> assets, Instant before) {
		REMOVE_VERSIONS.run(this.store, Map.of("summary", summary, "ids", ids, "assets", assets, "before", before));
	}

	Map<String, Instant> marks(Set<String> jobs) {
		return MARKS.read(this.store, Map.of("jobs", jobs))
			.stream()
			.collect(Collectors.toMap((row) -> row.text("job"), (row) -> row.time("until")));
	}

	@Transactional(readOnly = true, timeout = 10)
	public Map<String, List<RunSummary>> summaries(Collection<String> jobs, int most) {
		return SUMMARIES.read(this.store, Map.of("jobs", jobs, "most", most))
			.stream()
			.collect(Collectors.toMap((row) -> row.text("job"),
					(row) -> row.rows("summaries").stream().map((summary) -> summary.as(RunSummary.class)).toList()));
	}

	/**
	 * A summary of the compacted runs of a job that began on one day (UTC).
	 *
	 * @param error the last error of one of the failed runs; null for none
	 */
	record RunSummary(Instant day, long runs, long completed, long failed, long aborted, @Nullable String error) {
	}

}
