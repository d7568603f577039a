package dev.pedigree.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.pedigree.graph.Row;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the standing edges are folded from, of runs that are no longer kept. */
@Service
public class StandingEvidence {

	private final RunRepository repository;

	private final int misses;

	StandingEvidence(RunRepository repository, RunProperties properties) {
		this.repository = repository;
		this.misses = properties.misses();
	}

	/**
	 * Takes away what says the same as the evidence around it, in the transaction of the
	 * caller, who holds the lock of the job. Of many in a row as many stay as end an
	 * edge, and the last, which confirms it: the fold gives the same edges.
	 * @param job urn
	 * @param day its beginning
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void thin(String job, Instant day) {
		List<Row> evidence = this.repository.evidence(job, day);
		List<String> going = new ArrayList<>();
		int alike = 0;
		for (int i = 0; i < evidence.size(); i++) {
			alike = (i > 0 && isAlike(evidence, i - 1, i)) ? alike + 1 : 1;
			boolean last = i + 1 == evidence.size() || !isAlike(evidence, i, i + 1);
			if (alike > this.misses && !last && evidence.get(i).flag("going")) {
				going.add(evidence.get(i).text("urn"));
			}
		}
		if (!going.isEmpty()) {
			this.repository.dropExecutions(going);
		}
	}

	private static boolean isAlike(List<Row> evidence, int one, int other) {
		return String.valueOf(evidence.get(one).value("says"))
			.equals(String.valueOf(evidence.get(other).value("says")));
	}

}
