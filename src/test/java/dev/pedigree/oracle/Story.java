package dev.pedigree.oracle;

import java.util.List;
import java.util.stream.Collectors;

import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;

/**
 * Messages as text, short enough to be read in a failed test.
 */
final class Story {

	private Story() {
	}

	static String of(List<MetadataEvent> events, Delivery delivery, String namespace) {
		StringBuilder story = new StringBuilder();
		for (List<Integer> batch : delivery.batches()) {
			story.append("  batch\n");
			batch.forEach((message) -> story.append("    #")
				.append(message)
				.append(' ')
				.append(of(events.get(message)))
				.append('\n'));
		}
		return story.toString().replace(namespace + "|", "");
	}

	private static String of(MetadataEvent event) {
		return switch (event) {
			case MetadataEvent.RunObserved(var run) -> of(run);
			case MetadataEvent.JobDeclared(var job) -> job.job() + " declared " + job.at() + " by " + job.source()
					+ " in " + of(job.inputs()) + " out " + of(job.outputs());
			case MetadataEvent.DataNamed(var data, var at, var source) -> of(List.of(data)) + " named " + at;
			case MetadataEvent.AssetsMerged(var merge) -> merge.keep() + " is " + merge.merge() + " " + merge.at();
			case MetadataEvent.AssetDescribed(var statement) ->
				statement.asset() + " described " + statement.at() + " " + statement.group();
			case MetadataEvent.OwnersNamed(var owners) -> owners.asset() + " owned " + owners.at();
			case MetadataEvent.OwnerAssigned(var assignment) -> assignment.asset() + " assigned " + assignment.at();
			case MetadataEvent.VersionNamed(var version, var at, var source, var registered) ->
				version.version() + " named " + at;
			case MetadataEvent.DeploymentObserved(var seen) -> seen.deployment() + " observed " + seen.at();
			case MetadataEvent.ApplicationObserved(var seen) ->
				seen.application() + " uses " + seen.uses() + " " + seen.at();
			case MetadataEvent.DataChecked(var check) -> check.run() + " checked " + check.data() + " " + check.at();
			case MetadataEvent.Evaluated(var evaluation) ->
				evaluation.model().version() + " evaluated " + evaluation.evaluatedAt();
			case MetadataEvent.CuratorStatement _ -> event.toString();
		};
	}

	private static String of(RunObservation run) {
		return run.job() + "/" + run.runId() + " " + run.type() + " " + run.at() + said(" under ", run.parentRun())
				+ said(" due ", run.nominal()) + said(" code ", run.code()) + (run.streaming() ? " streaming" : "")
				+ (run.mixed() ? " mixed" : "") + " in " + of(run.inputs()) + " out " + of(run.outputs());
	}

	private static String of(List<DataUse> uses) {
		return uses.stream().map(Story::of).collect(Collectors.joining(", ", "[", "]"));
	}

	private static String of(DataUse use) {
		return use.data() + said("@", use.version()) + (use.model() ? " model" : "")
				+ ((use.mode() != DataUse.WriteMode.UNKNOWN) ? " " + use.mode() : "") + said(" part ", use.partition())
				+ (use.aliases().isEmpty() ? "" : " alias " + use.aliases()) + said(" renamed from ", use.renamedFrom())
				+ (use.dropped() ? " DROPPED" : "");
	}

	private static String said(String what, @org.jspecify.annotations.Nullable Object value) {
		return (value != null) ? what + value : "";
	}

}
