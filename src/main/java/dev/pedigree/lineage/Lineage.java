package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Identities;
import dev.pedigree.catalog.Mention;
import dev.pedigree.catalog.Urn;
import dev.pedigree.lineage.LineageRepository.Write;

import org.springframework.stereotype.Service;

/**
 * Records what jobs and runs read and wrote. The graph becomes the same whatever the
 * order of the calls.
 */
@Service
public class Lineage {

	private final LineageRepository repository;

	private final Versions versions;

	private final StandingEdges edges;

	Lineage(LineageRepository repository, Versions versions, StandingEdges edges) {
		this.repository = repository;
		this.versions = versions;
		this.edges = edges;
	}

	/**
	 * The assets that observations name; they are to be claimed before {@link #record} is
	 * called.
	 */
	public static List<Mention> mentions(RunObservation run) {
		List<Mention> mentions = new ArrayList<>();
		mentions.add(new Mention(run.job(), AssetKind.JOB, Set.of(), run.at(), run.source(), true));
		if (run.parentJob() != null) {
			mentions.add(new Mention(run.parentJob(), AssetKind.JOB, Set.of(), run.at(), run.source(), false));
		}
		run.inputs().forEach((use) -> mention(mentions, use, run));
		run.outputs().forEach((use) -> mention(mentions, use, run));
		return mentions;
	}

	private static void mention(List<Mention> mentions, DataUse use, RunObservation run) {
		AssetKind kind = use.model() ? AssetKind.MODEL : AssetKind.DATASET;
		mentions.add(new Mention(use.data(), kind, use.aliases(), run.at(), run.source(), false));
		if (use.renamedFrom() != null) {
			mentions.add(new Mention(use.renamedFrom(), AssetKind.DATASET, Set.of(), run.at(), run.source(), false));
		}
	}

	/**
	 * Records observations inside the caller's transaction, which holds the locks of all
	 * that they name.
	 * @param identities the assets of the keys that they are stated under
	 */
	public void record(Collection<RunObservation> observations, Identities identities) {
		Map<String, RunState> runs = new TreeMap<>();
		for (RunObservation seen : observations) {
			Urn urn = Urn.run(seen.job(), seen.runId());
			runs.computeIfAbsent(urn.value(), (key) -> new RunState(urn, seen.job()));
		}
		if (runs.isEmpty()) {
			return;
		}
		Map<String, RunState> before = new HashMap<>();
		this.repository.runs(runs.values()).forEach((urn, known) -> {
			before.put(urn, known.get());
			runs.put(urn, known.get());
		});
		for (RunObservation seen : observations) {
			RunState run = runs.get(Urn.run(seen.job(), seen.runId()).value());
			if (run != null) {
				run.add(seen, identities);
			}
		}
		save(runs.values());
		this.versions.update(runs.values(), before);
		Set<String> left = new TreeSet<>();
		before.forEach((urn, run) -> {
			RunState now = runs.get(urn);
			if (now != null && !now.execution().equals(run.execution())) {
				left.add(run.execution());
			}
		});
		this.edges.update(runs.values(), left, Map.of());
	}

	private void save(Collection<RunState> runs) {
		List<Map<String, ?>> rows = new ArrayList<>();
		List<Map<String, ?>> parents = new ArrayList<>();
		for (RunState run : runs) {
			rows.add(Map.of("urn", run.urn.value(), "job", run.job.value(), "properties", run.properties()));
			if (run.parent != null && run.parentJob != null) {
				Map<String, Object> stub = new HashMap<>();
				stub.put("namespace", run.parent.namespace());
				stub.put("name", run.parent.name());
				stub.put("job", run.parentJob.value());
				stub.put("state", "UNKNOWN");
				stub.put("described", false);
				parents.add(Map.of("run", run.urn.value(), "job", run.job.value(), "parent", run.parent.value(),
						"parentJob", run.parentJob.value(), "stub", stub));
			}
		}
		this.repository.write(Write.RUNS, rows);
		this.repository.write(Write.PARENTS, parents);
	}

}
