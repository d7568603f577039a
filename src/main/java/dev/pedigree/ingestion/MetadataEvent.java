package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.compliance.Regulations;
import dev.pedigree.deployment.ApplicationObservation;
import dev.pedigree.deployment.DeploymentHistory;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.description.Descriptions;
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.DataCheck;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.identity.Identity;
import dev.pedigree.lineage.Links;
import dev.pedigree.ownership.OwnerAssignment;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.ownership.OwnershipTransfer;
import dev.pedigree.ownership.Teams;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import dev.pedigree.run.RunObservation;
import dev.pedigree.run.Runs;

/** A statement of a source in the catalog's model. A payload translates to several. */
public sealed interface MetadataEvent {

	/** The assets to upsert before the event is written. */
	default List<AssetReference> references() {
		return switch (this) {
			case RunObserved(RunObservation run) -> run.mentions();
			case JobDeclared(JobDeclaration job) -> job.mentions();
			case DataNamed named -> named.data.mentions(named.at, named.source);
			case AssetDescribed(Statement statement) -> Descriptions.references(statement);
			case OwnersNamed(OwnersStatement owners) ->
				Descriptions.references(owners.asset(), owners.at(), owners.source());
			case VersionNamed named -> List
				.of(new AssetReference(named.version.data(), AssetKind.MODEL, Set.of(), named.at, named.source, false));
			case AssetsMerged(Identity.Merge merge) -> List.of(merge.reference());
			case Evaluated(EvaluationStatement evaluation) -> evaluation.references();
			case DeploymentObserved(DeploymentObservation seen) -> seen.references();
			case ApplicationObserved(ApplicationObservation seen) -> seen.references();
			case LinkStated(Links.LinkStatement link) -> link.references();
			case DataChecked _, OwnerAssigned _, CuratorStatement _ -> List.of();
		};
	}

	/** The versions of the event that no run of the same payload writes. */
	default List<Identity.VersionReference> versions() {
		return switch (this) {
			case VersionNamed named ->
				List.of(new Identity.VersionReference(named.version, named.registered ? named.at : null));
			case Evaluated(EvaluationStatement evaluation) ->
				evaluation.versions().stream().map((version) -> new Identity.VersionReference(version, null)).toList();
			case DeploymentObserved(DeploymentObservation seen) -> Stream.ofNullable(seen.version())
				.map((version) -> new Identity.VersionReference(version, null))
				.toList();
			case RunObserved _, JobDeclared _, DataNamed _, AssetDescribed _, OwnersNamed _, OwnerAssigned _,
					AssetsMerged _, DataChecked _, ApplicationObserved _, CuratorStatement _ ->
				List.of();
		};
	}

	/** The keys of all assets and versions of the event. */
	default Stream<Urn> keys() {
		Stream<Urn> stated = switch (this) {
			case AssetDescribed(Statement statement) -> Stream.of(statement.asset());
			case OwnersNamed(OwnersStatement owners) -> Stream.of(owners.asset());
			case OwnerAssigned(OwnerAssignment assignment) -> Stream.of(assignment.asset());
			case DataChecked(DataCheck check) -> Stream.of(check.data());
			case RunObserved _, JobDeclared _, DataNamed _, VersionNamed _, AssetsMerged _, Evaluated _,
					DeploymentObserved _, ApplicationObserved _, CuratorStatement _ ->
				Stream.of();
		};
		return Stream
			.of(stated,
					references().stream().flatMap((one) -> Stream.concat(Stream.of(one.urn()), one.aliases().stream())),
					versions().stream().map((one) -> one.version().version()))
			.flatMap(Function.identity());
	}

	/** A run was observed. */
	record RunObserved(RunObservation run) implements MetadataEvent {
	}

	/** A job's design was declared. */
	record JobDeclared(JobDeclaration job) implements MetadataEvent {
	}

	/** Data was named that no run or job of the payload uses. */
	record DataNamed(DataUse data, Instant at, String source) implements MetadataEvent {

		Runs.NamedData named() {
			return new Runs.NamedData(this.data, this.at);
		}

	}

	/** A person merged two assets. */
	record AssetsMerged(Identity.Merge merge) implements MetadataEvent {
	}

	/** An asset was described. */
	record AssetDescribed(Statement statement) implements MetadataEvent {
	}

	/**
	 * A model version was named that no run of the payload writes.
	 *
	 * @param registered whether it was created at that time, unless a run states another;
	 * else it is only mentioned
	 */
	record VersionNamed(StatedVersion version, Instant at, String source, boolean registered) implements MetadataEvent {

		/** Creates the event for a version that its registry names. */
		public VersionNamed(StatedVersion version, Instant at, String source) {
			this(version, at, source, true);
		}

	}

	/** A model version was measured. */
	record Evaluated(EvaluationStatement evaluation) implements MetadataEvent {
	}

	/** A run measured data that it read or wrote. */
	record DataChecked(DataCheck check) implements MetadataEvent {
	}

	/** A deployment was observed: serving or retired. */
	record DeploymentObserved(DeploymentObservation seen) implements MetadataEvent {
	}

	/** The deployments that an application uses were observed. */
	record ApplicationObserved(ApplicationObservation seen) implements MetadataEvent {
	}

	/** An asset's owners were named. */
	record OwnersNamed(OwnersStatement owners) implements MetadataEvent {
	}

	/** One owner of an asset was added or removed. */
	record OwnerAssigned(OwnerAssignment assignment) implements MetadataEvent {
	}

	/** A statement that only curators make. */
	sealed interface CuratorStatement extends MetadataEvent {

	}

	/** All assets of an owner were transferred to another one. */
	record OwnershipTransferred(OwnershipTransfer transfer) implements CuratorStatement {
	}

	/** A team was registered or described. */
	record TeamRegistered(Teams.TeamRegistration team) implements CuratorStatement {
	}

	/** A person was registered or described. */
	record PersonRegistered(Teams.PersonRegistration person) implements CuratorStatement {
	}

	/** A person joined or left a team. */
	record MembershipStated(Teams.Membership membership) implements CuratorStatement {
	}

	/** A curator linked or unlinked two assets. */
	record LinkStated(Links.LinkStatement link) implements CuratorStatement {
	}

	/** A curator stated which version an artifact is. */
	record ArtifactResolved(DeploymentHistory.ArtifactResolution resolution) implements CuratorStatement {
	}

	/** A regulation was registered with its requirements. */
	record RegulationRegistered(Regulations.RegulationStatement regulation) implements CuratorStatement {
	}

	/** A requirement applies to an asset, or no longer does. */
	record RequirementApplied(Regulations.RequirementApplication application) implements CuratorStatement {
	}

}
