package dev.pedigree.ingestion.mlflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.SourceConfig;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.run.DataUse;

/**
 * What one answer of an MLflow server says. What is described is dated by the server
 * ({@code last_updated_timestamp}); what carries no time, aliases and removals, by when
 * it was seen.
 */
final class MlflowPayload {

	private static final Set<String> PARTS = Set.of("registered_model", "model_version", "run", "renamed", "removed");

	private final PayloadNode payload;

	private final String source;

	private final String namespace;

	private final List<MetadataEvent> events = new ArrayList<>();

	private final List<Translation.PayloadFacet> facets = new ArrayList<>();

	MlflowPayload(PayloadNode payload) {
		this.payload = payload;
		String instance = payload.at("instance").required();
		this.source = "mlflow:" + instance;
		this.namespace = "mlflow://" + instance;
	}

	Translation translate() {
		if (this.payload.at("model_version").isThere()) {
			version(this.payload.at("model_version").object());
		}
		else if (this.payload.at("registered_model").isThere()) {
			model(this.payload.at("registered_model").object());
		}
		else if (this.payload.at("run").isThere()) {
			run(this.payload.at("run").object());
		}
		else if (this.payload.at("renamed").isThere()) {
			renamed(this.payload.at("renamed").object());
		}
		else if (this.payload.at("removed").isThere()) {
			removed(this.payload.at("removed").object());
		}
		else {
			throw this.payload.refused("has none of " + new TreeSet<>(PARTS));
		}
		return new Translation(List.copyOf(this.events), List.copyOf(this.facets));
	}

	private void model(PayloadNode model) {
		Urn urn = model(model.name());
		Instant at = EventTime.ofMillis(model.at("last_updated_timestamp"));
		this.events.add(new MetadataEvent.DataNamed(DataUse.of(urn).asModel(),
				EventTime.ofMillis(model.at("creation_timestamp")), this.source));
		described(urn, model, at);
		registered(urn, observed(at), true);
		List<String> aliases = new ArrayList<>();
		for (PayloadNode alias : model.at("aliases").elements()) {
			aliases.add(alias.at("alias").required() + "=" + alias.at("version").required());
		}
		state(urn, "promotions", EventTime.ofMillis(this.payload.at("observed_at")), Map.of("promotions", aliases));
		this.payload.text("ownerTag")
			.map((tag) -> tags(model).get(tag))
			.ifPresent((owner) -> this.events.add(new MetadataEvent.OwnersNamed(new OwnersStatement(urn, observed(at),
					this.source, List.of(new OwnersStatement.NamedOwner(owner, "owner"))))));
		count("registered_model", model,
				Set.of("name", "creation_timestamp", "last_updated_timestamp", "description", "tags", "aliases"),
				Set.of("latest_versions"));
	}

	private void version(PayloadNode version) {
		StatedVersion stated = version(version.name(), version.at("version").required());
		Instant created = EventTime.ofMillis(version.at("creation_timestamp"));
		Instant at = EventTime.ofMillis(version.at("last_updated_timestamp"));
		this.events.add(new MetadataEvent.VersionNamed(stated, created, this.source));
		described(stated.version(), version, at);
		registered(stated.version(), observed(at), true);
		version.text("current_stage")
			.ifPresent((stage) -> state(stated.version(), "stage", at, Map.of("stage", stage)));
		PayloadNode logged = this.payload.at("logged_model");
		Map<String, Object> made = new HashMap<>();
		artifact(version, logged).ifPresent((uri) -> made.put("artifactUri", Masking.address(uri)));
		logged.at("info").text("model_type").ifPresent((framework) -> made.put("framework", framework));
		state(stated.version(), "model", at, made);
		if (this.payload.at("model_file").isThere()) {
			files(stated.version(), created, at, made);
		}
		count("model_version", version, Set.of("name", "version", "creation_timestamp", "last_updated_timestamp",
				"description", "tags", "current_stage", "source", "run_id"), Set.of("user_id", "run_link"));
		if (this.payload.at("run").isThere()) {
			MlflowRun run = run();
			this.events.add(new MetadataEvent.RunObserved(run.made(stated, created)));
			evaluations(stated, run, logged);
		}
	}

	/**
	 * What its files say, which do not change. What it was made with is told after the
	 * rest and by when it was seen: an answer without them does not take it away.
	 */
	private void files(Urn version, Instant created, Instant at, Map<String, Object> made) {
		ModelContents files = new ModelContents(this.payload.at("model_file").object());
		files.framework().ifPresent((framework) -> {
			Map<String, Object> whole = new HashMap<>(made);
			whole.put("framework", framework);
			Instant seen = observed(at);
			state(version, "model", seen.isAfter(at) ? seen : at.plusMillis(1), whole);
		});
		files.statements().forEach((group, values) -> state(version, group, created, values));
		this.facets.addAll(files.facets());
	}

	/**
	 * Where the artifact of a version lies. Addresses that MLflow resolves itself name
	 * the run or the server here, so that they mean the same everywhere.
	 */
	private Optional<String> artifact(PayloadNode version, PayloadNode logged) {
		String uri = logged.at("info").text("artifact_uri").or(() -> version.text("source")).orElse("");
		Optional<String> ofRun = this.payload.at("run").at("info").text("artifact_uri");
		if (uri.startsWith("runs:/") && ofRun.isPresent()) {
			uri = uri.replaceFirst("^runs:/+[^/]*", Matcher.quoteReplacement(ofRun.get().replaceFirst("/+$", "")));
		}
		uri = uri.replaceFirst("^mlflow-artifacts:/(?!/)",
				"mlflow-artifacts://" + this.namespace.replaceFirst("^mlflow://", "") + "/");
		return uri.isEmpty() ? Optional.empty() : Optional.of(SourceConfig.located(this.payload.at("locations"), uri));
	}

	/**
	 * The metrics of the run that made a version, and those of the model on each dataset.
	 * What the run logged to evaluate on has an evaluation even without metrics, which
	 * MLflow before 3 stores with the run only.
	 */
	private void evaluations(StatedVersion version, MlflowRun run, PayloadNode logged) {
		List<Metric> trained = MlflowRun.metrics(run.data().at("metrics"), (metric) -> true);
		if (!trained.isEmpty() && run.ended() != null) {
			this.events.add(new MetadataEvent.Evaluated(new EvaluationStatement(version, null, "training run",
					run.ended(), trained, run.ended(), this.source)));
		}
		if (run.ended() != null) {
			run.inputs().forEach((input) -> {
				List<Metric> measured = MlflowRun.metrics(logged.at("data").at("metrics"), (metric) -> input
					.isCalled(metric.path("dataset_name").asString(""), metric.path("dataset_digest").asString("")));
				if (!measured.isEmpty() || input.evaluation()) {
					this.events.add(new MetadataEvent.Evaluated(new EvaluationStatement(version, input.stated(),
							"training run", run.ended(), measured, run.ended(), this.source)));
				}
			});
		}
	}

	private void run(PayloadNode place) {
		MlflowRun run = run();
		run.observations().forEach((seen) -> this.events.add(new MetadataEvent.RunObserved(seen)));
		List<String> parameters = new ArrayList<>();
		for (PayloadNode parameter : run.data().at("params").elements()) {
			parameters.add(parameter.at("key").required() + "=" + parameter.at("value").node().asString(""));
		}
		if (!parameters.isEmpty()) {
			state(run.urn(), "parameters", run.last(), Map.of("parameters", parameters.stream().sorted().toList()));
		}
		place.at("info")
			.text("run_name")
			.ifPresent((name) -> state(run.urn(), "displayName", run.last(), Map.of("displayName", name)));
		List<String> tags = tagTexts(run.data());
		if (!tags.isEmpty()) {
			state(run.urn(), "tags", run.last(), Map.of("tags", tags));
		}
		count("run.info", place.at("info"), Set.of("run_id", "run_name", "experiment_id", "status", "start_time",
				"end_time", "lifecycle_stage", "artifact_uri"), Set.of("run_uuid", "user_id"));
		count("run.data", place.at("data"), Set.of("params", "metrics", "tags"), Set.of());
	}

	private MlflowRun run() {
		return new MlflowRun(this.payload.at("run").object(), this.payload.at("parent"), this.namespace, this.source);
	}

	/** A rename in MLflow keeps the model and all its versions: both names find it. */
	private void renamed(PayloadNode renamed) {
		Urn to = model(renamed.at("to").required());
		Urn from = model(renamed.at("from").required());
		this.events.add(new MetadataEvent.DataNamed(
				new DataUse(to, Set.of(from), null, true, DataUse.WriteMode.UNKNOWN, null, null, false, null, null),
				EventTime.ofMillis(renamed.at("at")), this.source));
	}

	private void removed(PayloadNode removed) {
		Instant at = EventTime.ofMillis(removed.at("at"));
		Optional<StatedVersion> version = removed.text("version").map((number) -> version(removed.name(), number));
		this.events.add(version.<MetadataEvent>map((stated) -> new MetadataEvent.VersionNamed(stated, at, this.source))
			.orElseGet(
					() -> new MetadataEvent.DataNamed(DataUse.of(model(removed.name())).asModel(), at, this.source)));
		registered(version.map(StatedVersion::version).orElseGet(() -> model(removed.name())), at, false);
	}

	private void registered(Urn urn, Instant at, boolean registered) {
		state(urn, "registry", at, Map.of("registered", registered));
	}

	private void described(Urn urn, PayloadNode place, Instant at) {
		place.text("description")
			.ifPresent((text) -> this.events
				.add(new MetadataEvent.AssetDescribed(Statement.documentation(urn, at, this.source, text))));
		state(urn, "tags", observed(at), Map.of("tags", tagTexts(place)));
	}

	private static List<String> tagTexts(PayloadNode place) {
		List<String> tags = new ArrayList<>();
		tags(place).forEach((key, value) -> tags
			.add((value.isEmpty() || value.equalsIgnoreCase("true")) ? key : key + ":" + value));
		return tags.stream().sorted().toList();
	}

	/** When it was seen, for what comes and goes without a time of its own. */
	private Instant observed(Instant otherwise) {
		return Objects.requireNonNullElse(EventTime.millisOrNull(this.payload.at("observed_at")), otherwise);
	}

	/** Tags that people set; those of MLflow itself begin with its name. */
	private static Map<String, String> tags(PayloadNode place) {
		Map<String, String> tags = new HashMap<>();
		for (PayloadNode tag : place.at("tags").elements()) {
			tag.text("key")
				.filter((key) -> !key.startsWith("mlflow."))
				.ifPresent((key) -> tags.put(key, tag.at("value").node().asString("").strip()));
		}
		return tags;
	}

	private void state(Urn urn, String group, Instant at, Map<String, Object> values) {
		this.events.add(new MetadataEvent.AssetDescribed(Statement.captured(urn, group, at, this.source, values)));
	}

	private void count(String part, PayloadNode place, Set<String> used, Set<String> left) {
		Translation.PayloadFacet.of("mlflow." + part, place, used)
			.stream()
			.filter((facet) -> !left.contains(facet.name()))
			.forEach(this.facets::add);
	}

	private Urn model(String name) {
		return Urn.data(this.namespace, name);
	}

	private StatedVersion version(String name, String version) {
		Urn model = model(name);
		return new StatedVersion(Urn.version(model, "mlflow:" + version), model, false);
	}

}
