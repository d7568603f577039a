package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Descriptions;
import dev.pedigree.catalog.Identities;
import dev.pedigree.catalog.Identity;
import dev.pedigree.catalog.Mention;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Statement;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentHistory;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Evaluations;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.lineage.DataUse;
import dev.pedigree.lineage.JobDeclaration;
import dev.pedigree.lineage.Lineage;
import dev.pedigree.lineage.Links;
import dev.pedigree.lineage.RunObservation;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.ownership.Ownership;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes metadata events: one call, one transaction. */
@Service
public class Intake {

	private final Identity identity;

	private final Descriptions descriptions;

	private final Lineage lineage;

	private final Ownership ownership;

	private final DeploymentHistory deployments;

	private final Evaluations evaluations;

	private final Packages packages;

	private final Links links;

	Intake(Identity identity, Descriptions descriptions, Lineage lineage, Ownership ownership,
			DeploymentHistory deployments, Evaluations evaluations, Packages packages, Links links) {
		this.identity = identity;
		this.descriptions = descriptions;
		this.lineage = lineage;
		this.ownership = ownership;
		this.deployments = deployments;
		this.evaluations = evaluations;
		this.packages = packages;
		this.links = links;
	}

	/**
	 * Writes all events in one transaction; when it returns they are committed. The order
	 * of the events, and of the calls, does not matter to the graph.
	 */
	@Transactional(timeout = 30)
	public void write(List<MetadataEvent> events) {
		List<Mention> mentions = new ArrayList<>();
		List<RunObservation> runs = new ArrayList<>();
		List<Lineage.Named> named = new ArrayList<>();
		List<JobDeclaration> jobs = new ArrayList<>();
		List<Statement> statements = new ArrayList<>();
		List<OwnersStatement> owners = new ArrayList<>();
		List<Identity.Meeting> versions = new ArrayList<>();
		List<EvaluationStatement> measured = new ArrayList<>();
		for (MetadataEvent event : events) {
			switch (event) {
				case MetadataEvent.RunObserved(RunObservation run) -> {
					mentions.addAll(Lineage.mentions(run));
					runs.add(run);
				}
				case MetadataEvent.JobDeclared(JobDeclaration job) -> {
					mentions.addAll(Lineage.mentions(job));
					jobs.add(job);
				}
				case MetadataEvent.DataNamed(DataUse data, Instant at, String source) -> {
					Lineage.Named one = new Lineage.Named(data, at);
					mentions.addAll(Lineage.mentions(one, source));
					named.add(one);
				}
				case MetadataEvent.AssetDescribed(Statement statement) -> {
					mentions.addAll(Descriptions.mentions(statement));
					statements.add(statement);
				}
				case MetadataEvent.OwnersNamed(OwnersStatement statement) -> {
					mentions.addAll(Descriptions.mentions(statement.asset(), statement.at(), statement.source()));
					owners.add(statement);
				}
				case MetadataEvent.VersionNamed(StatedVersion version, Instant at, String source) -> {
					mentions.add(new Mention(version.data(), AssetKind.MODEL, Set.of(), at, source, false));
					versions.add(new Identity.Meeting(version, at));
				}
				case MetadataEvent.Evaluated(EvaluationStatement statement) -> {
					mentions.addAll(statement.mentions());
					statement.versions().forEach((version) -> versions.add(new Identity.Meeting(version, null)));
					measured.add(statement);
				}
			}
		}
		Identities identities = this.identity.claim(mentions);
		this.identity.meet(versions, identities);
		this.lineage.record(runs, named, identities);
		this.lineage.declare(jobs, identities);
		this.descriptions.state(statements, identities);
		this.evaluations.state(measured, identities);
		this.packages.derive(Descriptions.described(statements, "dependencies", identities));
		if (!owners.isEmpty()) {
			this.ownership.state(owners);
		}
		if (!identities.merged().isEmpty()) {
			this.ownership.derive(identities.merged().stream().map(Urn::value).toList());
			this.links.derive(identities.merged().stream().map(Urn::value).toList());
		}
		if (!identities.redeployed().isEmpty()) {
			this.deployments.derive(identities.redeployed());
		}
	}

}
