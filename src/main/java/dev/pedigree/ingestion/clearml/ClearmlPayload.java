package dev.pedigree.ingestion.clearml;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.deployment.Environment;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ingestion.connector.SourceConfig;
import dev.pedigree.run.DataUse;

/**
 * Translates a polled ClearML item: a task, a model with metrics and packages of its
 * task, the run of a model's task, or a serving endpoint.
 */
final class ClearmlPayload {

	private final PayloadNode payload;

	private final ClearmlKeys keys;

	private final TranslationBuilder translation;

	ClearmlPayload(PayloadNode payload) {
		this.payload = payload;
		String instance = payload.at("instance").required();
		this.keys = new ClearmlKeys("clearml://" + instance);
		this.translation = new TranslationBuilder("clearml:" + instance, EventTime.ofMillis(payload.at("observed_at")));
	}

	Translation translate() {
		switch (this.payload.firstOf("made", "model", "task", "endpoint", "gone")) {
			case "made" -> translateRunOfModel(this.payload.at("made").object(), run(this.payload.at("task").object()));
			case "model" -> translateModel(this.payload.at("model").object());
			case "task" -> translateTask(this.payload.at("task").object());
			case "endpoint" -> translateEndpoint(this.payload.at("endpoint").object());
			default -> this.translation.observe(DeploymentObservation.retired(deployment(this.payload.at("gone")),
					this.translation.at(), this.translation.source()));
		}
		return this.translation.build();
	}

	private void translateTask(PayloadNode task) {
		ClearmlTask run = run(task);
		ClearmlTask parent = this.payload.at("parent").isPresent() ? run(this.payload.at("parent").object()) : null;
		List<StatedVersion> datasets = this.payload.at("datasets").elements().stream().map(this.keys::dataset).toList();
		Stream<DataUse> models = this.payload.at("inputs")
			.elements()
			.stream()
			.map((model) -> ClearmlTask.use(this.keys.model(model)).asModel());
		List<StatedVersion> written = ClearmlTask.isDataset(task.node()) ? List.of(this.keys.dataset(task)) : List.of();
		run.observations(parent, Stream.concat(datasets.stream().map(ClearmlTask::use), models).toList(),
				written.stream().map(ClearmlTask::use).toList())
			.forEach(this.translation::observe);
		TranslationBuilder updated = this.translation.at(run.updated());
		task.text("type").ifPresent((type) -> updated.set(run.job(), "jobType", type));
		updated.tag(run.urn(), Stream.concat(tags(task, "tags"), tags(task, "system_tags")));
		updated.set(run.urn(), "parameters", run.parameters());
		if (run.ended() != null) {
			for (StatedVersion version : written) {
				task.at("runtime")
					.text("version")
					.ifPresent((number) -> updated.set(version.version(), "displayName", number));
				updated.set(version.version(), "tags", tags(task, "tags").sorted().toList());
			}
		}
		Set<String> used = new TreeSet<>(task.node().propertyNames());
		if (ClearmlTask.models(task.node(), "output").isEmpty()) {
			// Without a model the metrics have no subject.
			used.remove("last_metrics");
		}
		this.translation.count("clearml.task", task, used);
		if (ClearmlTask.datasets(task.node()).size() > datasets.size()) {
			this.translation.countUnused("clearml.task", "datasets that are none, or not shown", task.at("id").node());
		}
	}

	private void translateModel(PayloadNode model) {
		String uri = model.text("uri").orElse("");
		if (isUploading(model)) {
			this.translation.countUnused("clearml.model", "uploading_file", model.at("uri").node());
			return;
		}
		StatedVersion stated = this.keys.model(model);
		Urn version = stated.version();
		Instant created = ClearmlTask.time(model, this.translation.at(), "created", "last_update");
		this.translation.at(created).name(stated);
		TranslationBuilder updated = this.translation
			.at(ClearmlTask.time(model, created, "last_change", "last_update"));
		Map<String, Object> values = new HashMap<>();
		if (isGlobal(uri)) {
			values.put("artifactUri", Masking.address(SourceConfig.mapLocation(this.payload.at("locations"), uri)));
		}
		model.text("framework").ifPresent((framework) -> values.put("framework", framework));
		updated.describe(version, "model", values);
		updated.set(version, "stage", model.at("ready").node().asBoolean(false) ? "published" : "draft");
		updated.register(version, tags(model, "system_tags").noneMatch("archived"::equals));
		updated.tag(version, Stream.concat(tags(model, "tags"), metadata(model)));
		if (this.payload.at("task").isPresent()) {
			describeByTask(stated, this.payload.at("task").object());
		}
		this.translation.count("clearml.model", model, Set.copyOf(model.node().propertyNames()));
	}

	/** Whether name and address of a model are not final yet. */
	private static boolean isUploading(PayloadNode model) {
		return model.text("uri").orElse("").endsWith("/uploading_file");
	}

	/** Whether an address is valid on all machines, other than a local path. */
	private static boolean isGlobal(String uri) {
		return uri.contains("://") && !uri.startsWith("file:");
	}

	private void translateRunOfModel(PayloadNode model, ClearmlTask run) {
		if (!isUploading(model)) {
			StatedVersion version = this.keys.model(model);
			Instant created = ClearmlTask.time(model, this.translation.at(), "created", "last_update");
			this.translation.at(created).name(version);
			this.translation.observe(run.wrote(version, created));
		}
	}

	/** States the metrics and packages of the task that wrote a model. */
	private void describeByTask(StatedVersion version, PayloadNode task) {
		ClearmlTask run = run(task);
		TranslationBuilder updated = this.translation.at(run.updated());
		if (run.ended() != null) {
			updated.measure(version, null, task.text("type").orElse("training"), run.ended(), run.metrics());
		}
		List<String> packages = Packages.canonical("script.requirements.pip", run.packages());
		if (!packages.isEmpty()) {
			updated.set(version.version(), "dependencies", packages);
		}
	}

	private void translateEndpoint(PayloadNode endpoint) {
		Urn deployment = deployment(endpoint.at("endpoint"));
		Instant at = this.translation.at();
		String source = this.translation.source();
		Set<String> roles = new TreeSet<>();
		List<PayloadNode> models = this.payload.at("models").elements();
		for (PayloadNode model : models) {
			String role = (models.size() == 1) ? "primary" : model.at("id").required();
			roles.add(role);
			this.translation.observe(in(endpoint,
					DeploymentObservation.serving(deployment, at, source, role, this.keys.model(model), null)));
		}
		String uri = endpoint.text("model_source").filter(ClearmlPayload::isGlobal).orElse(null);
		if (models.isEmpty() && uri != null) {
			roles.add("primary");
			ArtifactKey artifact = ArtifactKey
				.of(Masking.address(SourceConfig.mapLocation(this.payload.at("locations"), uri)));
			this.translation.observe(
					in(endpoint, DeploymentObservation.serving(deployment, at, source, "primary", artifact, null)));
		}
		if (!roles.isEmpty()) {
			this.translation.observe(DeploymentObservation.over(deployment, at, source, roles));
		}
		this.translation.count("clearml.endpoint", endpoint,
				roles.isEmpty() ? Set.of() : Set.of("endpoint", "url", "model", "model_source"));
	}

	private DeploymentObservation in(PayloadNode endpoint, DeploymentObservation observation) {
		Environment.Tier tier = this.payload.text("tier").map(Environment.Tier::valueOf).orElse(null);
		return observation.in(Urn.environment(this.keys.root().replaceFirst("^clearml://", "") + "/serving"), tier,
				endpoint.text("url").map(Masking::address).orElse(null));
	}

	private Urn deployment(PayloadNode name) {
		return Urn.deployment(this.keys.root() + "/serving", name.required());
	}

	private ClearmlTask run(PayloadNode task) {
		return ClearmlTask.of(task, this.translation.at(), this.keys, this.translation.source());
	}

	private static Stream<String> tags(PayloadNode item, String member) {
		return item.at(member)
			.node()
			.valueStream()
			.map((tag) -> tag.asString("").strip())
			.filter((tag) -> !tag.isEmpty());
	}

	/** Metadata as tags, from an object or, before API 2.13, a list. */
	private static Stream<String> metadata(PayloadNode model) {
		return model.at("metadata").node().valueStream().flatMap((entry) -> {
			String value = entry.path("value").asString("").strip();
			return PayloadNode.text(entry, "key").map((key) -> value.isEmpty() ? key : key + ":" + value).stream();
		});
	}

}
