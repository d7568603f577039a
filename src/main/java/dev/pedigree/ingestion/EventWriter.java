package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.ApplicationObservation;
import dev.pedigree.deployment.Applications;
import dev.pedigree.deployment.DeploymentHistory;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.description.Descriptions;
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.DataCheck;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Evaluations;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.identity.Identities;
import dev.pedigree.identity.Identity;
import dev.pedigree.identity.Split;
import dev.pedigree.identity.Splitting;
import dev.pedigree.lineage.Fields;
import dev.pedigree.lineage.Links;
import dev.pedigree.ownership.OwnerAssignment;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.ownership.Ownership;
import dev.pedigree.retention.Retention;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
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

	private final Retention retention;

	EventWriter(Identity identity, Descriptions descriptions, Runs runs, Ownership ownership,
			DeploymentHistory deployments, Applications applications, Evaluations evaluations, Packages packages,
			Links links, Fields fields, Splitting splitting, Retention retention) {
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

	/**
	 * Writes all events in one transaction; when it returns they are committed. The order
	 * of the events, and of the calls, does not matter to the graph.
	 */
	@Transactional(timeout = 30)
	public void write(List<MetadataEvent> events) {
		take(events);
	}

	/**
	 * Writes as many events as a whole file says in one transaction, which may be long.
	 */
	@Transactional(timeout = 300)
	public void writeFile(List<MetadataEvent> events) {
		take(events);
	}

	/**
	 * Makes a further key of an asset an asset of its own again, with all that was stated
	 * under it, in one transaction, which is long where the asset has a long history.
	 * @throws dev.pedigree.catalog.InvalidRequestException when it is no further key of
	 * an asset
	 */
	@Transactional(timeout = 300)
	public void split(String alias, Instant at, String actor) {
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

	private void take(List<MetadataEvent> events) {
		List<AssetReference> mentions = new ArrayList<>();
		List<RunObservation> observed = new ArrayList<>();
		List<Runs.NamedData> named = new ArrayList<>();
		List<JobDeclaration> jobs = new ArrayList<>();
		List<Statement> statements = new ArrayList<>();
		List<OwnersStatement> owners = new ArrayList<>();
		List<OwnerAssignment> assigned = new ArrayList<>();
		List<Identity.VersionReference> versions = new ArrayList<>();
		List<EvaluationStatement> measured = new ArrayList<>();
		List<DataCheck> checks = new ArrayList<>();
		List<DeploymentObservation> served = new ArrayList<>();
		List<ApplicationObservation> used = new ArrayList<>();
		List<Identity.Merge> merges = new ArrayList<>();
		for (MetadataEvent event : events) {
			switch (event) {
				case MetadataEvent.RunObserved(RunObservation run) -> {
					mentions.addAll(Runs.mentions(run));
					observed.add(run);
				}
				case MetadataEvent.JobDeclared(JobDeclaration job) -> {
					mentions.addAll(Runs.mentions(job));
					jobs.add(job);
				}
				case MetadataEvent.DataNamed(DataUse data, Instant at, String source) -> {
					Runs.NamedData one = new Runs.NamedData(data, at);
					mentions.addAll(Runs.mentions(one, source));
					named.add(one);
				}
				case MetadataEvent.AssetsMerged(Identity.Merge merge) -> {
					mentions.add(merge.mention());
					merges.add(merge);
				}
				case MetadataEvent.AssetDescribed(Statement statement) -> {
					mentions.addAll(Descriptions.mentions(statement));
					statements.add(statement);
				}
				case MetadataEvent.OwnersNamed(OwnersStatement statement) -> {
					mentions.addAll(Descriptions.mentions(statement.asset(), statement.at(), statement.source()));
					owners.add(statement);
				}
				case MetadataEvent.OwnerAssigned(OwnerAssignment one) -> {
					mentions.addAll(Descriptions.mentions(one.asset(), one.at(), AssetReference.MANUAL));
					assigned.add(one);
				}
				case MetadataEvent.VersionNamed(StatedVersion version, Instant at, String source, boolean registered) -> {
					mentions.add(new AssetReference(version.data(), AssetKind.MODEL, Set.of(), at, source, false));
					versions.add(new Identity.VersionReference(version, registered ? at : null));
				}
				case MetadataEvent.Evaluated(EvaluationStatement statement) -> {
					mentions.addAll(statement.mentions());
					statement.versions()
						.forEach((version) -> versions.add(new Identity.VersionReference(version, null)));
					measured.add(statement);
				}
				case MetadataEvent.DataChecked(DataCheck check) -> checks.add(check);
				case MetadataEvent.DeploymentObserved(DeploymentObservation seen) -> {
					mentions.addAll(seen.mentions());
					Stream.ofNullable(seen.version())
						.forEach((version) -> versions.add(new Identity.VersionReference(version, null)));
					served.add(seen);
				}
				case MetadataEvent.ApplicationObserved(ApplicationObservation seen) -> {
					mentions.addAll(seen.mentions());
					used.add(seen);
				}
			}
		}
		merges.forEach(this.identity::state);
		Identities identities = this.identity.claim(mentions);
		refuseSummarised(observed);
		this.identity.meet(versions, identities);
		this.evaluations.check(checks);
		this.runs.record(observed, named, identities);
		this.runs.declare(jobs, identities);
		Map<String, Set<String>> changed = this.descriptions.state(statements, identities);
		this.evaluations.state(measured, identities);
		this.deployments.state(served, identities);
		this.applications.state(used);
		this.ownership.state(owners);
		this.ownership.assign(assigned);
		derive(changed, identities);
	}

	/**
	 * What a job did while its runs are kept as summaries only can no longer be changed,
	 * nor can it be told from what was counted already. The jobs are locked.
	 */
	private void refuseSummarised(List<RunObservation> runs) {
		List<RunObservation> late = runs.stream().filter((run) -> this.retention.mayBeSummarised(run.at())).toList();
		if (!late.isEmpty()) {
			Map<String, Instant> summarised = this.retention
				.summarisedUntil(late.stream().map((run) -> run.job().value()).collect(Collectors.toSet()));
			late.forEach((run) -> {
				Instant until = summarised.get(run.job().value());
				if (until != null && run.at().isBefore(until)) {
					throw new InvalidPayloadException("/eventTime",
							"is too long ago: what this job did until " + until + " is kept as a summary of each day");
				}
			});
		}
	}

	/** Brings up to date what follows from descriptions, and from merges. */
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
		for (String group : groups) {
			assets.addAll(changed.getOrDefault(group, Set.of()));
		}
		return assets;
	}

}
