package dev.pedigree.ingestion.clearml;

import java.time.Instant;
import java.util.ArrayList;
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
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.SourceConfig;
import dev.pedigree.run.DataUse;

/**
 * What ClearML says of one task, of one model with the figures and packages of the task
 * that made it, of that it did, or of one serving endpoint.
 */
final class ClearmlPayload {

	private static final Set<String> PARTS = new TreeSet<>(Set.of("task", "model", "made", "endpoint", "gone"));

	private final PayloadNode payload;

	private final String source;

	private final Names names;

	private final Instant seen;

	private final List<MetadataEvent> events = new ArrayList<>();

	private final List<Translation.PayloadFacet> facets = new ArrayList<>();

	ClearmlPayload(PayloadNode payload) {
		this.payload = payload;
		String instance = payload.at("instance").required();
		this.source = "clearml:" + instance;
		this.names = new Names("clearml://" + instance);
		this.seen = EventTime.ofMillis(payload.at("observed_at"));
	}

	Translation translate() {
		if (this.payload.at("made").isThere()) {
			made(this.payload.at("made").object(), run(this.payload.at("task").object()));
		}
		else if (this.payload.at("model").isThere()) {
			model(this.payload.at("model").object());
		}
		else if (this.payload.at("task").isThere()) {
			task(this.payload.at("task").object());
		}
		else if (this.payload.at("endpoint").isThere()) {
			endpoint(this.payload.at("endpoint").object());
		}
		else if (this.payload.at("gone").isThere()) {
			served(DeploymentObservation.retired(deployment(this.payload.at("gone")), this.seen, this.source));
		}
		else {
			throw this.payload.refused("has none of " + PARTS);
		}
		return new Translation(List.copyOf(this.events), List.copyOf(this.facets));
	}

	private void task(PayloadNode task) {
		ClearmlTask run = run(task);
		ClearmlTask parent = this.payload.at("parent").isThere() ? run(this.payload.at("parent").object()) : null;
		List<StatedVersion> read = this.payload.at("datasets").elements().stream().map(this.names::dataset).toList();
		List<DataUse> used = this.payload.at("inputs")
			.elements()
			.stream()
			.map((model) -> ClearmlTask.use(this.names.model(model)).asModel())
			.toList();
		List<StatedVersion> written = ClearmlTask.isDataset(task.node()) ? List.of(this.names.dataset(task))
				: List.of();
		run.observations(parent, read, used, written)
			.forEach((one) -> this.events.add(new MetadataEvent.RunObserved(one)));
		task.text("type").ifPresent((type) -> state(run.job(), "jobType", run.updated(), Map.of("jobType", type)));
		state(run.urn(), "tags", run.updated(), Map.of("tags",
				Stream.concat(tags(task, "tags"), tags(task, "system_tags")).distinct().sorted().toList()));
		state(run.urn(), "parameters", run.updated(), Map.of("parameters", run.parameters()));
		if (run.ended() != null) {
			written.forEach((version) -> dataset(version, task, run.updated()));
		}
		count(task, read);
	}

	private void count(PayloadNode task, List<StatedVersion> read) {
		Set<String> used = new TreeSet<>(task.node().propertyNames());
		if (ClearmlTask.models(task.node(), "output").isEmpty()) {
			// Nobody knows what they measure.
			used.remove("last_metrics");
		}
		count("task", task, used);
		if (ClearmlTask.datasets(task.node()).size() > read.size()) {
			this.facets.add(new Translation.PayloadFacet("clearml.task", "datasets that are none, or not shown", false,
					task.at("id").node()));
		}
	}

	private void dataset(StatedVersion version, PayloadNode task, Instant at) {
		task.at("runtime")
			.text("version")
			.ifPresent((number) -> state(version.version(), "displayName", at, Map.of("displayName", number)));
		state(version.version(), "tags", at, Map.of("tags", tags(task, "tags").sorted().toList()));
	}

	private void model(PayloadNode model) {
		String uri = model.text("uri").orElse("");
		if (isUploading(model)) {
			this.facets
				.add(new Translation.PayloadFacet("clearml.model", "uploading_file", false, model.at("uri").node()));
			return;
		}
		StatedVersion version = this.names.model(model);
		Instant created = ClearmlTask.time(model, this.seen, "created", "last_update");
		Instant at = ClearmlTask.time(model, created, "last_change", "last_update");
		this.events.add(new MetadataEvent.VersionNamed(version, created, this.source));
		Map<String, Object> made = new HashMap<>();
		// A path on somebody's machine is another file on each.
		if (uri.contains("://") && !uri.startsWith("file:")) {
			made.put("artifactUri", Masking.address(SourceConfig.located(this.payload.at("locations"), uri)));
		}
		model.text("framework").ifPresent((framework) -> made.put("framework", framework));
		state(version.version(), "model", at, made);
		boolean ready = model.at("ready").node().asBoolean(false);
		state(version.version(), "stage", at, Map.of("stage", ready ? "published" : "draft"));
		state(version.version(), "registry", at,
				Map.of("registered", tags(model, "system_tags").noneMatch("archived"::equals)));
		state(version.version(), "tags", at,
				Map.of("tags", Stream.concat(tags(model, "tags"), metadata(model)).distinct().sorted().toList()));
		if (this.payload.at("task").isThere()) {
			figures(version, this.payload.at("task").object());
		}
		count("model", model, Set.copyOf(model.node().propertyNames()));
	}

	/** Whether its name and place are not its own yet. */
	private static boolean isUploading(PayloadNode model) {
		return model.text("uri").orElse("").endsWith("/uploading_file");
	}

	private void made(PayloadNode model, ClearmlTask run) {
		if (!isUploading(model)) {
			StatedVersion version = this.names.model(model);
			Instant created = ClearmlTask.time(model, this.seen, "created", "last_update");
			this.events.add(new MetadataEvent.VersionNamed(version, created, this.source));
			this.events.add(new MetadataEvent.RunObserved(run.made(version, created)));
		}
	}

	/** What the task that put a model out says of it. */
	private void figures(StatedVersion version, PayloadNode task) {
		ClearmlTask run = run(task);
		List<Metric> metrics = run.metrics();
		if (run.ended() != null && !metrics.isEmpty()) {
			this.events.add(new MetadataEvent.Evaluated(new EvaluationStatement(version, null,
					task.text("type").orElse("training"), run.ended(), metrics, run.updated(), this.source)));
		}
		List<String> packages = Packages.canonical("script.requirements.pip", run.packages());
		if (!packages.isEmpty()) {
			state(version.version(), "dependencies", run.updated(), Map.of("dependencies", packages));
		}
	}

	private void endpoint(PayloadNode endpoint) {
		Urn deployment = deployment(endpoint.at("endpoint"));
		Set<String> roles = new TreeSet<>();
		List<PayloadNode> models = this.payload.at("models").elements();
		for (PayloadNode model : models) {
			String role = (models.size() == 1) ? "primary" : model.at("id").required();
			roles.add(role);
			served(in(endpoint, DeploymentObservation.serving(deployment, this.seen, this.source, role,
					this.names.model(model), null)));
		}
		String place = endpoint.text("model_source")
			.filter((uri) -> uri.contains("://") && !uri.startsWith("file:"))
			.orElse(null);
		if (models.isEmpty() && place != null) {
			roles.add("primary");
			served(in(endpoint, DeploymentObservation.serving(deployment, this.seen, this.source, "primary",
					ArtifactKey.of(Masking.address(SourceConfig.located(this.payload.at("locations"), place))), null)));
		}
		if (!roles.isEmpty()) {
			served(DeploymentObservation.over(deployment, this.seen, this.source, roles));
		}
		count("endpoint", endpoint, roles.isEmpty() ? Set.of() : Set.of("endpoint", "url", "model", "model_source"));
	}

	private DeploymentObservation in(PayloadNode endpoint, DeploymentObservation seen) {
		Environment.Tier tier = this.payload.text("tier").map(Environment.Tier::valueOf).orElse(null);
		return seen.in(Urn.environment(this.names.root().replaceFirst("^clearml://", "") + "/serving"), tier,
				endpoint.text("url").map(Masking::address).orElse(null));
	}

	private void served(DeploymentObservation seen) {
		this.events.add(new MetadataEvent.DeploymentObserved(seen));
	}

	private Urn deployment(PayloadNode name) {
		return Urn.deployment(this.names.root() + "/serving", name.required());
	}

	private ClearmlTask run(PayloadNode task) {
		return new ClearmlTask(task, this.seen, this.names, this.source);
	}

	private static Stream<String> tags(PayloadNode item, String member) {
		return item.at(member)
			.node()
			.valueStream()
			.map((tag) -> tag.asString("").strip())
			.filter((tag) -> !tag.isEmpty());
	}

	/** Metadata as tags; a server of before API 2.13 has a list of it. */
	private static Stream<String> metadata(PayloadNode model) {
		return model.at("metadata").node().valueStream().flatMap((entry) -> {
			String value = entry.path("value").asString("").strip();
			return PayloadNode.text(entry, "key").map((key) -> value.isEmpty() ? key : key + ":" + value).stream();
		});
	}

	private void state(Urn urn, String group, Instant at, Map<String, Object> values) {
		this.events.add(new MetadataEvent.AssetDescribed(Statement.captured(urn, group, at, this.source, values)));
	}

	private void count(String part, PayloadNode place, Set<String> used) {
		this.facets.addAll(Translation.PayloadFacet.of("clearml." + part, place, used));
	}

}
