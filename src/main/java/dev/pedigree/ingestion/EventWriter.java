package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.Urn;
import dev.pedigree.compliance.Regulations;
import dev.pedigree.deployment.Applications;
import dev.pedigree.deployment.DeploymentHistory;
import dev.pedigree.description.Descriptions;
import dev.pedigree.evaluation.Evaluations;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.graph.Viewer;
import dev.pedigree.identity.Identities;
import dev.pedigree.identity.Identity;
import dev.pedigree.identity.Split;
import dev.pedigree.identity.Splitting;
import dev.pedigree.ingestion.MetadataEvent.ApplicationObserved;
import dev.pedigree.ingestion.MetadataEvent.AssetDescribed;
import dev.pedigree.ingestion.MetadataEvent.AssetsMerged;
import dev.pedigree.ingestion.MetadataEvent.DataChecked;
import dev.pedigree.ingestion.MetadataEvent.DataNamed;
import dev.pedigree.ingestion.MetadataEvent.DeploymentObserved;
import dev.pedigree.ingestion.MetadataEvent.Evaluated;
import dev.pedigree.ingestion.MetadataEvent.JobDeclared;
import dev.pedigree.ingestion.MetadataEvent.OwnerAssigned;
import dev.pedigree.ingestion.MetadataEvent.OwnersNamed;
import dev.pedigree.ingestion.MetadataEvent.ArtifactResolved;
import dev.pedigree.ingestion.MetadataEvent.LinkStated;
import dev.pedigree.ingestion.MetadataEvent.MembershipStated;
import dev.pedigree.ingestion.MetadataEvent.OwnershipTransferred;
import dev.pedigree.ingestion.MetadataEvent.PersonRegistered;
import dev.pedigree.ingestion.MetadataEvent.RegulationRegistered;
import dev.pedigree.ingestion.MetadataEvent.RequirementApplied;
import dev.pedigree.ingestion.MetadataEvent.TeamRegistered;
import dev.pedigree.ingestion.MetadataEvent.RunObserved;
import dev.pedigree.lineage.Fields;
import dev.pedigree.lineage.Links;
import dev.pedigree.ownership.Ownership;
import dev.pedigree.ownership.Teams;
import dev.pedigree.retention.Retention;
import dev.pedigree.run.RunObservation;
import dev.pedigree.run.Runs;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes metadata events: one call, one transaction. */
@Service
public class EventWriter {

	private final Identity identity;

	private final Descriptions descriptions;

	private final Runs runs;

	private final Ownership ownership;

	private final DeploymentHistory deployments;

	private final Applications applications;

	private final Evaluations evaluations;

	private final Packages packages;

	private final Links links;

	private final Fields fields;

	private final Splitting splitting;

	private final Teams teams;

	private final Regulations regulations;

	private final Retention retention;

	EventWriter(Identity identity, Descriptions descriptions, Runs runs, Ownership ownership,
			DeploymentHistory deployments, Applications applications, Evaluations evaluations, Packages packages,
			Links links, Fields fields, Teams teams, Regulations regulations, Splitting splitting,
			Retention retention) {
		this.teams = teams;
		this.regulations = regulations;
		this.identity = identity;
		this.descriptions = descriptions;
		this.runs = runs;
		this.ownership = ownership;
		this.deployments = deployments;
		this.applications = applications;
		this.evaluations = evaluations;
		this.packages = packages;
		this.links = links;
		this.fields = fields;
		this.splitting = splitting;
		this.retention = retention;
	}

	/** Writes events that the catalog itself states; see {@link #submit}. */
	@Transactional(timeout = 30)
	public void write(List<MetadataEvent> events) {
		submit(List.of(new Submission(null, events)));
	}

	/**
	 * Writes all events in one transaction, which is committed on return. The graph does
	 * not depend on the order of the events and of the calls.
	 */
	@Transactional(timeout = 30)
	public void submit(List<Submission> submissions) {
		Viewer.ALL.run(() -> writeAll(submissions));
	}

	/** Writes the events of a file in one transaction, which may be long. */
	@Transactional(timeout = 300)
	public void submitFile(Submission file) {
		Viewer.ALL.run(() -> writeAll(List.of(file)));
	}

	/**
	 * Splits an alias key from its asset, with all that was stated under it, in one
	 * transaction, which is long if the asset has a long history.
	 * @throws dev.pedigree.catalog.InvalidRequestException if it is no alias key
	 */
	@Transactional(timeout = 300)
	public void split(String alias, Instant at, String actor) {
		Viewer.ALL.run(() -> splitAsset(alias, at, actor));
	}

	private void splitAsset(String alias, Instant at, String actor) {
		Split split = this.splitting.begin(alias, at, actor);
		this.descriptions.split(split);
		this.runs.split(split);
		this.deployments.derive(split.deployments());
		this.packages.derive(split.both());
		this.fields.derive(split.both(), List.of(split.from().value()));
		this.ownership.derive(split.both());
		this.links.split(split.both());
		this.splitting.end(split);
	}

	private void writeAll(List<Submission> submissions) {
		List<Attributed<MetadataEvent>> events = submissions.stream().flatMap(Submission::attributed).toList();
		statements(events, AssetsMerged.class, AssetsMerged::merge).forEach((merge) -> this.identity.state(merge));
		Identities identities = this.identity.upsert(all(events, MetadataEvent::references));
		List<Attributed<RunObservation>> runs = statements(events, RunObserved.class, RunObserved::run);
		refuseSummarised(runs);
		this.identity.ensureExists(all(events, MetadataEvent::versions), identities);
		this.evaluations.check(statements(events, DataChecked.class, DataChecked::check));
		this.runs.record(runs,
				statements(events, DataNamed.class, DataNamed::named).stream().map(Attributed::statement).toList(),
				identities);
		this.runs.declare(statements(events, JobDeclared.class, JobDeclared::job), identities);
		Map<String, Set<String>> changed = this.descriptions
			.state(statements(events, AssetDescribed.class, AssetDescribed::statement), identities);
		this.evaluations.state(statements(events, Evaluated.class, Evaluated::evaluation), identities);
		this.deployments.state(statements(events, DeploymentObserved.class, DeploymentObserved::seen), identities);
		this.applications.state(statements(events, ApplicationObserved.class, ApplicationObserved::seen));
		this.ownership.state(statements(events, OwnersNamed.class, OwnersNamed::owners));
		this.teams.register(statements(events, TeamRegistered.class, TeamRegistered::team),
				statements(events, PersonRegistered.class, PersonRegistered::person));
		this.teams.state(statements(events, MembershipStated.class, MembershipStated::membership));
		this.ownership.assign(statements(events, OwnerAssigned.class, OwnerAssigned::assignment));
		this.ownership.transfer(statements(events, OwnershipTransferred.class, OwnershipTransferred::transfer));
		this.links.state(statements(events, LinkStated.class, LinkStated::link));
		this.deployments.resolve(statements(events, ArtifactResolved.class, ArtifactResolved::resolution));
		this.regulations.register(statements(events, RegulationRegistered.class, RegulationRegistered::regulation));
		this.regulations.apply(statements(events, RequirementApplied.class, RequirementApplied::application));
		derive(changed, identities);
	}

	/** The statements of one type, with their actors. */
	private static <E extends MetadataEvent, T> List<Attributed<T>> statements(List<Attributed<MetadataEvent>> events,
			Class<E> type, Function<E, T> statement) {
		return events.stream()
			.filter((event) -> type.isInstance(event.statement()))
			.map((event) -> new Attributed<>(statement.apply(type.cast(event.statement())), event.actor()))
			.toList();
	}

	private static <T> List<T> all(List<Attributed<MetadataEvent>> events, Function<MetadataEvent, List<T>> part) {
		return events.stream().flatMap((event) -> part.apply(event.statement()).stream()).toList();
	}

	/**
	 * Rejects runs from a time that is kept as daily summaries only: a repeated run could
	 * not be recognized. The jobs are locked.
	 */
	private void refuseSummarised(List<Attributed<RunObservation>> runs) {
		List<RunObservation> late = runs.stream()
			.map(Attributed::statement)
			.filter((run) -> this.retention.mayBeSummarised(run.at()))
			.toList();
		if (late.isEmpty()) {
			return;
		}
		Map<String, Instant> summarised = this.retention
			.summarisedUntil(late.stream().map((run) -> run.job().value()).collect(Collectors.toSet()));
		for (RunObservation run : late) {
			Instant until = summarised.get(run.job().value());
			if (until != null && run.at().isBefore(until)) {
				throw new InvalidPayloadException("/eventTime",
						"is too long ago: runs of this job until " + until + " are kept as a summary of each day");
			}
		}
	}

	/** Derives the facts that follow from descriptions and merges. */
	private void derive(Map<String, Set<String>> changed, Identities identities) {
		Set<String> merged = identities.merged().stream().map(Urn::value).collect(Collectors.toSet());
		this.packages.derive(assets(merged, changed, "dependencies"));
		this.fields.derive(assets(Set.of(), changed, "schema", "columnLineage"), merged);
		this.runs.versionTrainingData(assets(Set.of(), changed, "trainingData"));
		if (!merged.isEmpty()) {
			this.ownership.derive(merged);
			this.links.derive(merged);
		}
		this.deployments.derive(identities.redeployed());
	}

	private static Set<String> assets(Set<String> merged, Map<String, Set<String>> changed, String... groups) {
		Set<String> assets = new TreeSet<>(merged);
		Stream.of(groups).forEach((group) -> assets.addAll(changed.getOrDefault(group, Set.of())));
		return assets;
	}

}
