package dev.pedigree.ingestion.clearml;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.ingestion.CapturedRun;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ingestion.connector.SourceConfig;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;

/**
 * Translates a polled ClearML item: a task, a model with metrics and packages of its
 * task, the run of a model's task, or a serving endpoint. Items are named within their
 * projects.
 *
 * @param root the namespace of the server: {@code clearml://prod}
 */
record ClearmlPayload(PayloadNode payload, String root, TranslationBuilder translation) {

	private static final Pattern DATASET = Pattern.compile("(?:(.*)/)?\\.datasets/(.+)", Pattern.DOTALL);

	ClearmlPayload(PayloadNode payload) {
		this(payload, "clearml://" + payload.at("instance").required(), new TranslationBuilder(
				"clearml:" + payload.at("instance").required(), EventTime.ofMillis(payload.at("observed_at"))));
	}

	Translation translate() {
		switch (this.payload.firstOf("made", "model", "task", "endpoint", "gone")) {
			case "made" ->
				translateRunOfModel(this.payload.at("made").object(), task(this.payload.at("task").object(), null));
			case "model" -> translateModel(this.payload.at("model").object());
			case "task" -> translateTask(this.payload.at("task").object());
			case "endpoint" -> translateEndpoint(this.payload.at("endpoint").object());
			default -> this.translation.observe(DeploymentObservation.retired(deployment(this.payload.at("gone")),
					this.translation.at(), this.translation.source()));
		}
		return this.translation.build();
	}

	private void translateTask(PayloadNode task) {
		PayloadNode parent = this.payload.at("parent");
		ClearmlTask state = task(task, parent.isPresent() ? task(parent.object(), null).run() : null);
		CapturedRun run = state.run();
		List<StatedVersion> datasets = this.payload.at("datasets").map(this::dataset);
		Stream<StatedVersion> models = this.payload.at("inputs").stream().map(this::model);
		List<DataUse> read = Stream
			.concat(datasets.stream().map(DataUse::of), models.map((model) -> DataUse.of(model).asModel()))
			.toList();
		List<StatedVersion> written = ClearmlTask.isDataset(task.node()) ? List.of(dataset(task)) : List.of();
		state.observe(this.translation, read, written.stream().map(DataUse::of).toList());
		TranslationBuilder updated = this.translation.at(state.updated());
		task.text("type").ifPresent((type) -> updated.set(run.job(), "jobType", type));
		updated.tag(run.urn(), Stream.concat(tags(task, "tags"), tags(task, "system_tags")));
		updated.set(run.urn(), "parameters", state.parameters());
		if (state.ended() != null) {
			for (StatedVersion version : written) {
				Optional<String> number = task.at("runtime").text("version");
				number.ifPresent((name) -> updated.set(version.version(), "displayName", name));
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
		if (isUploading(model)) {
			this.translation.countUnused("clearml.model", "uploading_file", model.at("uri").node());
			return;
		}
		StatedVersion stated = model(model);
		Urn version = stated.version();
		this.translation.at(created(model)).name(stated);
		TranslationBuilder updated = this.translation
			.at(ClearmlTask.time(model, created(model), "last_change", "last_update"));
		Map<String, Object> values = PayloadNode.texts(model.node(), "framework");
		Optional<String> uri = model.text("uri").filter(ClearmlPayload::isGlobal);
		uri.ifPresent((address) -> values.put("artifactUri", address(address)));
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

	private void translateRunOfModel(PayloadNode model, ClearmlTask task) {
		if (!isUploading(model)) {
			StatedVersion version = model(model);
			TranslationBuilder created = this.translation.at(created(model));
			created.name(version);
			task.run().observeOutput(created, DataUse.of(version).asModel());
		}
	}

	private Instant created(PayloadNode model) {
		return ClearmlTask.time(model, this.translation.at(), "created", "last_update");
	}

	private void describeByTask(StatedVersion version, PayloadNode task) {
		ClearmlTask state = task(task, null);
		TranslationBuilder updated = this.translation.at(state.updated());
		if (state.ended() != null) {
			updated.measure(version, null, task.text("type").orElse("training"), state.ended(), state.metrics());
		}
		List<String> packages = Packages.canonical("script.requirements.pip", state.packages());
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
			this.translation
				.observe(in(endpoint, DeploymentObservation.serving(deployment, at, source, role, model(model), null)));
		}
		String uri = endpoint.text("model_source").filter(ClearmlPayload::isGlobal).orElse(null);
		if (models.isEmpty() && uri != null) {
			roles.add("primary");
			this.translation.observe(in(endpoint, DeploymentObservation.serving(deployment, at, source, "primary",
					ArtifactKey.of(address(uri)), null)));
		}
		if (!roles.isEmpty()) {
			this.translation.observe(DeploymentObservation.over(deployment, at, source, roles));
		}
		this.translation.count("clearml.endpoint", endpoint,
				roles.isEmpty() ? Set.of() : Set.of("endpoint", "url", "model", "model_source"));
	}

	private DeploymentObservation in(PayloadNode endpoint, DeploymentObservation observation) {
		return observation.in(Urn.environment(this.root.replaceFirst("^clearml://", "") + "/serving"),
				SourceConfig.tier(this.payload), endpoint.text("url").map(Masking::address).orElse(null));
	}

	private String address(String uri) {
		return Masking.address(SourceConfig.mapLocation(this.payload.at("locations"), uri));
	}

	private Urn deployment(PayloadNode name) {
		return Urn.deployment(this.root + "/serving", name.required());
	}

	private ClearmlTask task(PayloadNode task, @Nullable CapturedRun parent) {
		return ClearmlTask.of(task, job(task), this.translation.at(), parent);
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

	private Urn job(PayloadNode task) {
		return Urn.job(namespace(project(task)), task.name());
	}

	/** The version of a model: ClearML models with one name are versions of one model. */
	private StatedVersion model(PayloadNode model) {
		return version(model, Urn.data(namespace(project(model)), model.name()));
	}

	/**
	 * The dataset version that a task represents. Its hidden project has the name of the
	 * dataset; older datasets are in an ordinary project. The key differs from that of a
	 * model of the same name.
	 */
	private StatedVersion dataset(PayloadNode task) {
		String project = project(task);
		Matcher hidden = DATASET.matcher(project);
		boolean named = hidden.matches();
		String within = !named ? project : (hidden.group(1) != null) ? hidden.group(1) : "";
		return version(task, Urn.data(namespace(within) + "/.datasets", named ? hidden.group(2) : task.name()));
	}

	private static StatedVersion version(PayloadNode item, Urn data) {
		return new StatedVersion(Urn.version(data, "clearml:" + item.at("id").required()), data, false);
	}

	private static String project(PayloadNode item) {
		PayloadNode name = item.at(ClearmlKind.PROJECT_NAME);
		if (!name.isPresent() && item.at("project").isPresent()) {
			throw item.at("project").invalid("is not visible to the catalog; access to the project is required");
		}
		return name.isPresent() ? name.required() : "";
	}

	/** Escapes characters that would begin a query or fragment. */
	private String namespace(String project) {
		return project.isEmpty() ? this.root
				: this.root + "/" + project.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
	}

}
