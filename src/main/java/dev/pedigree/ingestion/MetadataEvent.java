package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.ApplicationObservation;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.DataCheck;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.identity.Identity;
import dev.pedigree.ownership.OwnerAssignment;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import dev.pedigree.run.RunObservation;
import dev.pedigree.run.Runs;

/**
 * One thing that a source said, in the catalog's own words. A payload translates to
 * several.
 */
public sealed interface MetadataEvent {

	/** The same, brought by somebody. */
	default MetadataEvent by(String actor) {
		return switch (this) {
			case RunObserved(RunObservation run) -> new RunObserved(run.by(actor));
			case JobDeclared(JobDeclaration job) -> new JobDeclared(job.by(actor));
			case DataNamed named -> named;
			case AssetDescribed(Statement statement) -> new AssetDescribed(statement.by(actor));
			case OwnersNamed(OwnersStatement owners) -> new OwnersNamed(owners.by(actor));
			case OwnerAssigned(OwnerAssignment assignment) -> new OwnerAssigned(assignment.by(actor));
			case VersionNamed named -> named;
			case AssetsMerged merged -> merged;
			case Evaluated(EvaluationStatement evaluation) -> new Evaluated(evaluation.by(actor));
			case DataChecked(DataCheck check) -> new DataChecked(check.by(actor));
			case DeploymentObserved(DeploymentObservation seen) -> new DeploymentObserved(seen.by(actor));
			case ApplicationObserved(ApplicationObservation seen) -> new ApplicationObserved(seen.by(actor));
		};
	}

	/** The keys of all assets and versions that the event names. */
	default Stream<Urn> keys() {
		return switch (this) {
			case RunObserved(RunObservation run) -> keys(Runs.mentions(run), Stream.of());
			case JobDeclared(JobDeclaration job) -> keys(Runs.mentions(job), Stream.of());
			case DataNamed(DataUse data, Instant at, String source) ->
				keys(Runs.mentions(new Runs.NamedData(data, at), source), Stream.of());
			case AssetDescribed(Statement statement) -> Stream.of(statement.asset());
			case OwnersNamed(OwnersStatement owners) -> Stream.of(owners.asset());
			case OwnerAssigned(OwnerAssignment assignment) -> Stream.of(assignment.asset());
			case VersionNamed named -> Stream.of(named.version().data(), named.version().version());
			case AssetsMerged(Identity.Merge merge) -> keys(List.of(merge.mention()), Stream.of());
			case Evaluated(EvaluationStatement evaluation) ->
				keys(evaluation.mentions(), evaluation.versions().stream());
			case DataChecked(DataCheck check) -> Stream.of(check.data());
			case DeploymentObserved(DeploymentObservation seen) ->
				keys(seen.mentions(), Stream.ofNullable(seen.version()));
			case ApplicationObserved(ApplicationObservation seen) -> keys(seen.mentions(), Stream.of());
		};
	}

	private static Stream<Urn> keys(List<AssetReference> mentions, Stream<StatedVersion> versions) {
		return Stream.concat(
				mentions.stream()
					.flatMap((mention) -> Stream.concat(Stream.of(mention.urn()), mention.aliases().stream())),
				versions.map(StatedVersion::version));
	}

	/** A run was seen. */
	record RunObserved(RunObservation run) implements MetadataEvent {
	}

	/** A job's design was declared. */
	record JobDeclared(JobDeclaration job) implements MetadataEvent {
	}

	/**
	 * Data was named that no run or job of this message uses; its further keys, and
	 * whether it is a model, count.
	 */
	record DataNamed(DataUse data, Instant at, String source) implements MetadataEvent {
	}

	/** A person said that two assets are one. */
	record AssetsMerged(Identity.Merge merge) implements MetadataEvent {
	}

	/** An asset was described. */
	record AssetDescribed(Statement statement) implements MetadataEvent {
	}

	/**
	 * A version of a model was named that no run of this message writes.
	 *
	 * @param registered whether it counts as made then, unless a run says when it was;
	 * else it is mentioned only
	 */
	record VersionNamed(StatedVersion version, Instant at, String source, boolean registered) implements MetadataEvent {

		/** A version that its registry names. */
		public VersionNamed(StatedVersion version, Instant at, String source) {
			this(version, at, source, true);
		}

	}

	/** A model version was measured. */
	record Evaluated(EvaluationStatement evaluation) implements MetadataEvent {
	}

	/** A run evaluated data that it read or wrote. */
	record DataChecked(DataCheck check) implements MetadataEvent {
	}

	/** A deployment was seen to serve, or to be retired. */
	record DeploymentObserved(DeploymentObservation seen) implements MetadataEvent {
	}

	/** An application was seen to use deployments, or none any more. */
	record ApplicationObserved(ApplicationObservation seen) implements MetadataEvent {
	}

	/** An asset's owners were named. */
	record OwnersNamed(OwnersStatement owners) implements MetadataEvent {
	}

	/** Somebody began to own an asset, beside those who own it already. */
	record OwnerAssigned(OwnerAssignment assignment) implements MetadataEvent {
	}

}
