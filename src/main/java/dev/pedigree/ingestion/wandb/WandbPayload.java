package dev.pedigree.ingestion.wandb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;

/**
 * Translates a polled W&B item: a collection, an artifact in a collection, a run or a
 * deletion. Aliases, tags and deletions have no time of their own, so they have the time
 * of the poll. An artifact in several collections has one address, so it is one version
 * of several models.
 */
record WandbPayload(PayloadNode payload, String instance, TranslationBuilder translation) {

	WandbPayload(PayloadNode payload) {
		this(payload, payload.at("instance").required(),
				new TranslationBuilder("wandb:" + payload.at("instance").required(), Instant.EPOCH));
	}

	Translation translate() {
		switch (this.payload.firstOf("artifact", "run", "about", "removed")) {
			case "artifact" -> translateArtifact(this.payload.at("artifact").object());
			case "run" -> translateRun(this.payload.at("run").object());
			case "about" -> translateCollection(this.payload.at("about").object());
			default -> translateRemoval();
		}
		return this.translation.build();
	}

	private void translateCollection(PayloadNode about) {
		Urn urn = urn();
		name(this.translation.at(EventTime.of(about.at("createdAt")).at()), urn);
		TranslationBuilder observed = observed();
		about.text("description").ifPresent((text) -> observed.document(urn, text));
		List<String> tags = tags(about).sorted().toList();
		observed.set(urn, "tags", tags);
		if (isModel()) {
			observed.register(urn, true);
			observed.set(urn, "promotions", this.payload.at("promotions").map(PayloadNode::required));
		}
		Optional<String> owner = this.payload.text("ownerTag")
			.flatMap((name) -> tags.stream()
				.filter((tag) -> tag.matches("(?s)" + Pattern.quote(name) + ":.+"))
				.findFirst());
		observed.own(urn, owner.map((tag) -> tag.substring(tag.indexOf(':') + 1).strip())
			.orElse(this.payload.at("entity").required()));
		this.translation.count("wandb.collection", about, Set.of("description", "createdAt", "tags"));
	}

	private void translateArtifact(PayloadNode node) {
		WandbArtifact artifact = WandbArtifact.of(this.payload, node, this.instance);
		Urn version = artifact.stated().version();
		PayloadNode run = this.payload.at("run");
		if (run.isPresent()) {
			WandbRun.of(run, Project.of(run), this.instance)
				.run()
				.observeOutput(this.translation.at(artifact.createdAt()), artifact.use());
		}
		if (artifact.model()) {
			nameVersion(artifact);
			if (run.isPresent()) {
				return;
			}
			observed().register(version, true);
		}
		else if (!run.isPresent()) {
			// A dataset version is captured by the runs that wrote or read it.
			this.translation.count("wandb.artifact", node, Set.of());
			return;
		}
		Instant updated = EventTime.of(node.at(node.at("updatedAt").isPresent() ? "updatedAt" : "createdAt")).at();
		node.text("description").ifPresent((text) -> this.translation.at(updated).document(version, text));
		Stream<String> digest = node.text("digest").map((hex) -> "digest:" + hex).stream();
		observed().tag(version,
				Stream.of(tags(node), Values.tags(node.at("metadata").node()), digest).flatMap((tags) -> tags));
		this.translation.count("wandb.artifact", node,
				Set.of("id", "description", "size", "digest", "createdAt", "updatedAt", "tags", "metadata"));
	}

	private void translateRun(PayloadNode node) {
		WandbRun run = WandbRun.of(node, Project.of(this.payload), this.instance);
		Urn urn = run.run().urn();
		List<WandbArtifact> outputs = links("outputArtifacts");
		run.observe(this.translation, links("inputArtifacts"), outputs);
		TranslationBuilder atLast = this.translation.at(run.last());
		node.text("displayName").ifPresent((name) -> atLast.set(urn, "displayName", name));
		Stream<String> groups = Stream.of("group", "sweepName", "commit")
			.flatMap((member) -> node.text(member).map((name) -> member.replace("Name", "") + ":" + name).stream());
		atLast.tag(urn, Stream.concat(tags(node), groups));
		List<String> parameters = Values.parameters(node.at("config").node());
		if (!parameters.isEmpty()) {
			atLast.set(urn, "parameters", parameters);
		}
		Set<String> used = new HashSet<>(Set.of("name", "displayName", "state", "tags", "group", "jobType", "program",
				"commit", "createdAt", "heartbeatAt", "sweepName", "config"));
		outputs.stream().filter(WandbArtifact::model).forEach((model) -> {
			nameVersion(model);
			used.add("summaryMetrics");
			Instant ended = run.ended();
			if (ended != null) {
				this.translation.at(ended)
					.measure(model.stated(), null, "training run", ended,
							Values.metrics(node.at("summaryMetrics").node()));
			}
		});
		this.translation.count("wandb.run", node, used);
	}

	private List<WandbArtifact> links(String member) {
		List<WandbArtifact> artifacts = new ArrayList<>();
		for (PayloadNode link : this.payload.at(member).elements()) {
			if (WandbArtifact.isData(link)) {
				artifacts.add(WandbArtifact.of(link, link, this.instance));
			}
			else {
				this.translation.countUnused("wandb." + member, link.text("type").orElse("untyped"), link.node());
			}
		}
		return artifacts;
	}

	private void nameVersion(WandbArtifact artifact) {
		TranslationBuilder created = this.translation.at(artifact.createdAt());
		created.name(artifact.stated());
		created.describe(artifact.stated().version(), "model", Map.of("artifactUri", artifact.location()));
	}

	/** A deleted model is no longer registered; other systems may still have the data. */
	private void translateRemoval() {
		Urn urn = urn();
		name(observed(), urn);
		if (isModel()) {
			Optional<Urn> version = this.payload.text("version").map((number) -> Urn.version(urn, "wandb:" + number));
			version.ifPresent((removed) -> observed().name(new StatedVersion(removed, urn, false)));
			observed().register(version.orElse(urn), false);
		}
	}

	private void name(TranslationBuilder builder, Urn urn) {
		builder.name(isModel() ? DataUse.of(urn).asModel() : DataUse.of(urn));
	}

	private static Stream<String> tags(PayloadNode node) {
		return node.at("tags").stream().filter((tag) -> !tag.node().asString("").isBlank()).map(PayloadNode::required);
	}

	private TranslationBuilder observed() {
		return this.translation.at(EventTime.ofMillis(this.payload.at("observed_at")));
	}

	private boolean isModel() {
		return this.payload.at("type").required().equals("model");
	}

	private Urn urn() {
		return Urn.data(Project.of(this.payload).namespace(this.instance), this.payload.at("collection").required());
	}

}
