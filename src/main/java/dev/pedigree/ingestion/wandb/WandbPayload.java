package dev.pedigree.ingestion.wandb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.run.DataUse;

/**
 * What W&B says of one collection, of one artifact in a collection, or of one run. What
 * carries no time, aliases, tags and removals, is dated by when it was seen. An artifact
 * that several collections have lies at the same place in all of them, so it is one
 * version of several models.
 */
final class WandbPayload {

	private final PayloadNode payload;

	private final String instance;

	private final String source;

	private final List<MetadataEvent> events = new ArrayList<>();

	private final List<Translation.PayloadFacet> facets = new ArrayList<>();

	WandbPayload(PayloadNode payload) {
		this.payload = payload;
		this.instance = payload.at("instance").required();
		this.source = "wandb:" + this.instance;
	}

	Translation translate() {
		if (this.payload.at("artifact").isThere()) {
			artifact(this.payload.at("artifact").object());
		}
		else if (this.payload.at("run").isThere()) {
			run(this.payload.at("run").object());
		}
		else if (this.payload.at("about").isThere()) {
			collection(this.payload.at("about").object());
		}
		else if (this.payload.at("removed").isThere()) {
			removed();
		}
		else {
			throw this.payload.refused("has none of about, artifact, removed, run");
		}
		return new Translation(List.copyOf(this.events), List.copyOf(this.facets));
	}

	private void collection(PayloadNode about) {
		Urn urn = urn();
		named(urn, EventTime.of(about.at("createdAt")).at());
		described(urn, about, observed());
		List<String> tags = tags(about).sorted().toList();
		state(urn, "tags", observed(), Map.of("tags", tags));
		if (isModel()) {
			state(urn, "registry", observed(), Map.of("registered", true));
			state(urn, "promotions", observed(), Map.of("promotions",
					this.payload.at("promotions").elements().stream().map(PayloadNode::required).toList()));
		}
		String prefix = this.payload.text("ownerTag").map((tag) -> tag + ":").orElse(null);
		String owner = tags.stream()
			.filter((tag) -> prefix != null && tag.startsWith(prefix) && tag.length() > prefix.length())
			.map((tag) -> tag.substring(tag.indexOf(':') + 1).strip())
			.findFirst()
			.orElse(this.payload.at("entity").required());
		this.events.add(new MetadataEvent.OwnersNamed(new OwnersStatement(urn, observed(), this.source,
				List.of(new OwnersStatement.NamedOwner(owner, "owner")))));
		count("collection", about, Set.of("description", "createdAt", "tags"));
	}

	private void artifact(PayloadNode told) {
		WandbArtifact artifact = WandbArtifact.of(this.payload, told, this.instance);
		Urn version = artifact.stated().version();
		PayloadNode run = this.payload.at("run");
		if (run.isThere()) {
			this.events.add(new MetadataEvent.RunObserved(
					WandbRun.of(run, Project.of(run), this.instance, this.source).made(artifact)));
		}
		if (artifact.model()) {
			model(artifact);
			if (run.isThere()) {
				return;
			}
			state(version, "registry", observed(), Map.of("registered", true));
		}
		else if (!run.isThere()) {
			// A version of data is known by the runs that made or read it.
			count("artifact", told, Set.of());
			return;
		}
		described(version, told,
				EventTime.of(told.at(told.at("updatedAt").isThere() ? "updatedAt" : "createdAt")).at());
		Stream<String> digest = told.text("digest").map((hex) -> "digest:" + hex).stream();
		state(version, "tags", observed(),
				Map.of("tags",
						Stream.of(tags(told), Values.tags(told.at("metadata").node()).stream(), digest)
							.flatMap((tags) -> tags)
							.distinct()
							.sorted()
							.toList()));
		count("artifact", told,
				Set.of("id", "description", "size", "digest", "createdAt", "updatedAt", "tags", "metadata"));
	}

	private void run(PayloadNode told) {
		WandbRun run = WandbRun.of(told, Project.of(this.payload), this.instance, this.source);
		List<WandbArtifact> outputs = links("outputArtifacts");
		run.observations(told, links("inputArtifacts"), outputs)
			.forEach((seen) -> this.events.add(new MetadataEvent.RunObserved(seen)));
		Instant last = WandbRun.last(told);
		told.text("displayName")
			.ifPresent((name) -> state(run.urn(), "displayName", last, Map.of("displayName", name)));
		Stream<String> part = Stream.of("group", "sweepName", "commit")
			.flatMap((member) -> told.text(member).map((name) -> member.replace("Name", "") + ":" + name).stream());
		state(run.urn(), "tags", last, Map.of("tags", Stream.concat(tags(told), part).distinct().sorted().toList()));
		List<String> parameters = Values.parameters(told.at("config").node());
		if (!parameters.isEmpty()) {
			state(run.urn(), "parameters", last, Map.of("parameters", parameters));
		}
		Set<String> used = new HashSet<>(Set.of("name", "displayName", "state", "tags", "group", "jobType", "program",
				"commit", "createdAt", "heartbeatAt", "sweepName", "config"));
		outputs.stream().filter(WandbArtifact::model).forEach((model) -> {
			model(model);
			evaluated(model, told);
			used.add("summaryMetrics");
		});
		count("run", told, used);
	}

	/** The figures at the end of the run that made a model are that model's. */
	private void evaluated(WandbArtifact model, PayloadNode run) {
		Instant ended = WandbRun.ended(run);
		List<Metric> metrics = Values.metrics(run.at("summaryMetrics").node());
		if (ended != null && !metrics.isEmpty()) {
			this.events.add(new MetadataEvent.Evaluated(
					new EvaluationStatement(model.stated(), null, "training run", ended, metrics, ended, this.source)));
		}
	}

	private List<WandbArtifact> links(String member) {
		List<PayloadNode> links = this.payload.at(member).elements();
		links.stream()
			.filter((link) -> !WandbArtifact.isData(link))
			.forEach((link) -> this.facets.add(new Translation.PayloadFacet("wandb." + member,
					link.text("type").orElse("untyped"), false, link.node())));
		return links.stream()
			.filter(WandbArtifact::isData)
			.map((link) -> WandbArtifact.of(link, link, this.instance))
			.toList();
	}

	/** A version of a model, and where it lies. */
	private void model(WandbArtifact artifact) {
		this.events.add(new MetadataEvent.VersionNamed(artifact.stated(), artifact.made(), this.source));
		state(artifact.stated().version(), "model", artifact.made(), Map.of("artifactUri", artifact.location()));
	}

	/** What is gone in W&B; of data it says nothing, which others may still have. */
	private void removed() {
		Urn urn = urn();
		named(urn, observed());
		if (isModel()) {
			this.payload.text("version").ifPresentOrElse((version) -> {
				Urn gone = Urn.version(urn, "wandb:" + version);
				this.events
					.add(new MetadataEvent.VersionNamed(new StatedVersion(gone, urn, false), observed(), this.source));
				state(gone, "registry", observed(), Map.of("registered", false));
			}, () -> state(urn, "registry", observed(), Map.of("registered", false)));
		}
	}

	private void named(Urn urn, Instant at) {
		DataUse data = DataUse.of(urn);
		this.events.add(new MetadataEvent.DataNamed(isModel() ? data.asModel() : data, at, this.source));
	}

	private void described(Urn urn, PayloadNode place, Instant at) {
		place.text("description")
			.ifPresent((text) -> this.events
				.add(new MetadataEvent.AssetDescribed(Statement.documentation(urn, at, this.source, text))));
	}

	private static Stream<String> tags(PayloadNode place) {
		return place.at("tags")
			.elements()
			.stream()
			.filter((tag) -> !tag.node().asString("").isBlank())
			.map(PayloadNode::required);
	}

	private void state(Urn urn, String group, Instant at, Map<String, Object> values) {
		this.events.add(new MetadataEvent.AssetDescribed(Statement.captured(urn, group, at, this.source, values)));
	}

	private void count(String part, PayloadNode place, Set<String> used) {
		this.facets.addAll(Translation.PayloadFacet.of("wandb." + part, place, used));
	}

	private Instant observed() {
		return EventTime.ofMillis(this.payload.at("observed_at"));
	}

	private boolean isModel() {
		return this.payload.at("type").required().equals("model");
	}

	/** The collection that the payload is of. */
	private Urn urn() {
		return Project.of(this.payload).collection(this.instance, this.payload.at("collection").required());
	}

}
