package dev.pedigree.ingestion.mlflow;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ingestion.connector.SourceConfig;
import dev.pedigree.run.DataUse;

/**
 * Translates a polled MLflow item: a registered model, a model version, a run, a renaming
 * or a deletion. Descriptions have the server's time ({@code last_updated_timestamp});
 * aliases, tags and deletions have none, so they have the time of the poll.
 */
record MlflowPayload(PayloadNode payload, String namespace, TranslationBuilder translation) {

	MlflowPayload(PayloadNode payload) {
		this(payload, "mlflow://" + payload.at("instance").required(),
				new TranslationBuilder("mlflow:" + payload.at("instance").required(), Instant.EPOCH));
	}

	Translation translate() {
		String member = this.payload.firstOf("model_version", "registered_model", "run", "renamed", "removed");
		PayloadNode item = this.payload.at(member).object();
		switch (member) {
			case "model_version" -> translateVersion(item);
			case "registered_model" -> translateModel(item);
			case "run" -> translateRun(item);
			case "renamed" -> translateRenaming(item);
			default -> translateRemoval(item);
		}
		return this.translation.build();
	}

	private void translateModel(PayloadNode model) {
		Urn urn = model(model.name());
		Instant at = EventTime.ofMillis(model.at("last_updated_timestamp"));
		this.translation.at(EventTime.ofMillis(model.at("creation_timestamp"))).name(DataUse.of(urn).asModel());
		describe(urn, model, at);
		List<String> aliases = model.at("aliases")
			.map((alias) -> alias.at("alias").required() + "=" + alias.at("version").required());
		this.translation.at(EventTime.ofMillis(this.payload.at("observed_at"))).set(urn, "promotions", aliases);
		this.payload.text("ownerTag")
			.map((tag) -> tags(model).get(tag))
			.ifPresent((owner) -> this.translation.at(observedAt(at)).own(urn, owner));
		// Ignored members repeat others or name users.
		this.translation.count("mlflow.registered_model", model,
				Set.of("name", "creation_timestamp", "last_updated_timestamp", "description", "tags", "aliases"),
				"latest_versions");
	}

	private void translateVersion(PayloadNode version) {
		StatedVersion stated = version(version.name(), version.at("version").required());
		Instant created = EventTime.ofMillis(version.at("creation_timestamp"));
		Instant at = EventTime.ofMillis(version.at("last_updated_timestamp"));
		this.translation.at(created).name(stated);
		describe(stated.version(), version, at);
		version.text("current_stage")
			.ifPresent((stage) -> this.translation.at(at).set(stated.version(), "stage", stage));
		PayloadNode logged = this.payload.at("logged_model");
		Map<String, Object> values = new HashMap<>();
		artifact(version, logged).ifPresent((uri) -> values.put("artifactUri", Masking.address(uri)));
		logged.at("info").text("model_type").ifPresent((framework) -> values.put("framework", framework));
		this.translation.at(at).describe(stated.version(), "model", values);
		if (this.payload.at("model_file").isPresent()) {
			describeFiles(stated.version(), created, at, values);
		}
		this.translation.count(
				"mlflow.model_version", version, Set.of("name", "version", "creation_timestamp",
						"last_updated_timestamp", "description", "tags", "current_stage", "source", "run_id"),
				"user_id", "run_link");
		if (this.payload.at("run").isPresent()) {
			MlflowRun run = run();
			run.run().observeOutput(this.translation.at(created), DataUse.of(stated).asModel());
			measure(stated, run, logged);
		}
	}

	/**
	 * States the contents of the version's files, which do not change. The framework has
	 * the later time of the poll, so that an update without files does not remove it.
	 */
	private void describeFiles(Urn version, Instant created, Instant at, Map<String, Object> values) {
		ModelContents files = new ModelContents(this.payload.at("model_file").object());
		files.framework().ifPresent((framework) -> {
			Map<String, Object> all = new HashMap<>(values);
			all.put("framework", framework);
			Instant observed = observedAt(at);
			this.translation.at(observed.isAfter(at) ? observed : at.plusMillis(1)).describe(version, "model", all);
		});
		files.statements().forEach((group, stated) -> this.translation.at(created).describe(version, group, stated));
		files.count(this.translation);
	}

	/** The artifact address, qualified by run or server if only MLflow resolves it. */
	private Optional<String> artifact(PayloadNode version, PayloadNode logged) {
		String server = "mlflow-artifacts" + this.namespace.replaceFirst("^mlflow", "") + "/";
		Optional<String> run = this.payload.at("run", "info")
			.text("artifact_uri")
			.map((uri) -> Matcher.quoteReplacement(uri.replaceFirst("/+$", "")));
		return logged.at("info")
			.text("artifact_uri")
			.or(() -> version.text("source"))
			.map((uri) -> run.map((folder) -> uri.replaceFirst("^runs:/+[^/]*", folder)).orElse(uri))
			.map((uri) -> uri.replaceFirst("^mlflow-artifacts:/(?!/)", server))
			.map((uri) -> SourceConfig.mapLocation(this.payload.at("locations"), uri));
	}

	/**
	 * Adds the metrics of the run that made a version, and of the model on each dataset.
	 * An evaluation dataset has an evaluation even without metrics, because MLflow before
	 * 3 stores metrics with the run only.
	 */
	private void measure(StatedVersion version, MlflowRun run, PayloadNode logged) {
		List<Metric> trained = MlflowRun.metrics(run.data().at("metrics"), (_) -> true);
		Instant ended = run.ended();
		if (ended == null) {
			return;
		}
		TranslationBuilder atEnd = this.translation.at(ended);
		atEnd.measure(version, null, "training run", ended, trained);
		for (MlflowDataset input : run.inputs()) {
			List<Metric> measured = MlflowRun.metrics(logged.at("data", "metrics"), input::isMeasuredBy);
			if (!measured.isEmpty() || input.evaluation()) {
				atEnd.evaluate(version, input.stated(), "training run", ended, measured);
			}
		}
	}

	private void translateRun(PayloadNode node) {
		MlflowRun run = run();
		Urn urn = run.run().urn();
		run.observe(this.translation);
		List<String> parameters = run.data()
			.at("params")
			.stream()
			.map((parameter) -> parameter.at("key").required() + "=" + parameter.at("value").node().asString(""))
			.sorted()
			.toList();
		TranslationBuilder atLast = this.translation.at(run.last());
		if (!parameters.isEmpty()) {
			atLast.set(urn, "parameters", parameters);
		}
		node.at("info").text("run_name").ifPresent((name) -> atLast.set(urn, "displayName", name));
		List<String> tags = tagTexts(run.data());
		if (!tags.isEmpty()) {
			atLast.set(urn, "tags", tags);
		}
		this.translation.count("mlflow.run.info", node.at("info"), Set.of("run_id", "run_name", "experiment_id",
				"status", "start_time", "end_time", "lifecycle_stage", "artifact_uri"), "run_uuid", "user_id");
		this.translation.count("mlflow.run.data", node.at("data"), Set.of("params", "metrics", "tags"));
	}

	private MlflowRun run() {
		return MlflowRun.of(this.payload.at("run").object(), this.payload.at("parent"), this.namespace);
	}

	/** A renaming keeps the model and its versions: both names are keys of it. */
	private void translateRenaming(PayloadNode renamed) {
		this.translation.at(EventTime.ofMillis(renamed.at("at")))
			.name(new DataUse(model(renamed.at("to").required()), Set.of(model(renamed.at("from").required())), null,
					true, DataUse.WriteMode.UNKNOWN, null, null, false, null, null));
	}

	private void translateRemoval(PayloadNode removed) {
		TranslationBuilder atRemoval = this.translation.at(EventTime.ofMillis(removed.at("at")));
		Urn model = model(removed.name());
		Optional<StatedVersion> version = removed.text("version").map((number) -> version(removed.name(), number));
		version.ifPresentOrElse(atRemoval::name, () -> atRemoval.name(DataUse.of(model).asModel()));
		atRemoval.register(version.map(StatedVersion::version).orElse(model), false);
	}

	private void describe(Urn urn, PayloadNode item, Instant at) {
		item.text("description").ifPresent((text) -> this.translation.at(at).document(urn, text));
		TranslationBuilder observed = this.translation.at(observedAt(at));
		observed.set(urn, "tags", tagTexts(item));
		observed.register(urn, true);
	}

	private static List<String> tagTexts(PayloadNode item) {
		return tags(item).entrySet()
			.stream()
			.map((tag) -> TranslationBuilder.tagText(tag.getKey(), tag.getValue()))
			.sorted()
			.toList();
	}

	/** The time of the poll, for values that have no time of their own. */
	private Instant observedAt(Instant otherwise) {
		return Objects.requireNonNullElse(EventTime.millisOrNull(this.payload.at("observed_at")), otherwise);
	}

	/** Tags of users; tags of MLflow start with its name. */
	private static Map<String, String> tags(PayloadNode item) {
		Map<String, String> tags = new HashMap<>();
		for (PayloadNode tag : item.at("tags").elements()) {
			tag.text("key")
				.filter((key) -> !key.startsWith("mlflow."))
				.ifPresent((key) -> tags.put(key, tag.at("value").node().asString("").strip()));
		}
		return tags;
	}

	private Urn model(String name) {
		return Urn.data(this.namespace, name);
	}

	private StatedVersion version(String name, String version) {
		Urn model = model(name);
		return new StatedVersion(Urn.version(model, "mlflow:" + version), model, false);
	}

}
