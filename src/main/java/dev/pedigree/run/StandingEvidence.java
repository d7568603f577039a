package dev.pedigree.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.pedigree.graph.Row;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reduces the evidence of standing edges whose runs are compacted. */
@Service
public class StandingEvidence {

	private final RunRepository repository;

	private final int misses;

	StandingEvidence(RunRepository repository, RunProperties properties) {
		this.repository = repository;
		this.misses = properties.misses();
	}

	/**
	 * Deletes executions that name the same data as the executions around them, in the
	 * transaction of the caller, which holds the lock of the job. As many equal ones in a
	 * row remain as end an edge, and the last, which confirms it, so that the fold does
	 * not change.
	 * @param day its beginning
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void thin(String job, Instant day) {
		List<Row> evidence = this.repository.evidence(job, day);
		List<String> redundant = new ArrayList<>();
		int alike = 0;
		for (int i = 0; i < evidence.size(); i++) {
			alike = isAlike(evidence, i - 1, i) ? alike + 1 : 1;
			if (alike > this.misses && isAlike(evidence, i, i + 1) && evidence.get(i).flag("compacted")) {
				redundant.add(evidence.get(i).text("urn"));
			}
		}
		this.repository.deleteExecutions(redundant);
	}

	private static boolean isAlike(List<Row> evidence, int previous, int next) {
		return previous >= 0 && next < evidence.size()
				&& Objects.equals(evidence.get(previous).value("named"), evidence.get(next).value("named"));
	}

}
