package dev.pedigree.ingestion.pipelines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ingestion.connector.SourceConfig;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import dev.pedigree.run.RunObservation.RunEventType;
import org.jspecify.annotations.Nullable;

/** Translates a compiled pipeline or one of its runs. */
record PipelinesPayload(PayloadNode payload, PayloadNode definition, Urn pipeline, String namespace,
		List<Wiring.Task> tasks, TranslationBuilder translation) {

	static PipelinesPayload of(PayloadNode payload) {
		PayloadNode instance = payload.at("instance");
		if (!instance.required().matches("[A-Za-z0-9._-]+")) {
			throw instance.invalid("must be a name of letters, digits, dots, hyphens and underscores");
		}
		PayloadNode run = payload.at("run");
		PayloadNode definition = payload.at(run.isPresent() ? "definition" : "content");
		if (run.isPresent() && !definition.isPresent()) {
			throw run.at("pipeline_version_reference")
				.invalid("names no visible version of a pipeline; access to the pipeline is required");
		}
		String name = definition.object().at("pipelineInfo").name();
		DatasetNaming naming = DatasetNaming.of("kfp://" + instance.required(), name);
		// Escapes characters that would begin a query or fragment.
		String path = name.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
		String namespace = DatasetNaming.of(naming.namespace() + "/" + path, ".").namespace();
		return new PipelinesPayload(payload, definition, Urn.job(naming.namespace(), name), namespace,
				tasks(payload, definition, namespace, run.at("runtime_config", "parameters")),
				new TranslationBuilder("kubeflow-pipelines:" + instance.required(), Instant.EPOCH));
	}

	private static List<Wiring.Task> tasks(PayloadNode payload, PayloadNode definition, String namespace,
			PayloadNode parameters) {
		return Wiring
			.of(definition, parameters, namespace,
					(address) -> SourceConfig.mapLocation(payload.at("locations"), address))
			.tasks();
	}

	Translation translate() {
		if (this.payload.at("run").isPresent()) {
			translateRun(this.payload.at("run").object());
		}
		else {
			declare(EventTime.of(this.payload.at("at")).at(), this.tasks);
		}
		this.translation.count("kfp.definition", this.definition,
				Set.of("pipelineInfo", "root", "components", "deploymentSpec"));
		return this.translation.build();
	}

	private void declare(Instant at, List<Wiring.Task> tasks) {
		TranslationBuilder defined = this.translation.at(at);
		defined.declare(this.pipeline, List.of(), List.of());
		describe(defined);
		tasks.forEach((task) -> defined.declare(task.job(), task.inputs(), task.writes()));
	}

	private void describe(TranslationBuilder defined) {
		PayloadNode info = this.definition.at("pipelineInfo");
		info.text("description").ifPresent((text) -> defined.document(this.pipeline, Masking.masked(text)));
		info.text("displayName").ifPresent((name) -> defined.set(this.pipeline, "displayName", name));
		defined.set(this.pipeline, "jobType", "pipeline");
		for (Wiring.Task task : this.tasks) {
			defined.set(task.job(), "jobType", "task");
			defined.set(task.job(), "tags",
					task.image().isEmpty() ? List.of() : List.of("image:" + Masking.masked(task.image())));
		}
	}

	private void translateRun(PayloadNode node) {
		PipelineRun run = new PipelineRun(node);
		Urn urn = Urn.run(this.pipeline, run.id());
		TranslationBuilder created = this.translation.at(run.created());
		if (this.payload.at("defined_at").isPresent()) {
			// The time of the version, so that all its runs declare the same.
			declare(EventTime.of(this.payload.at("defined_at")).at(),
					tasks(this.payload, this.definition, this.namespace, this.payload.at("none")));
		}
		else {
			describe(created);
		}
		for (TaskRun.RunEvent event : run.events()) {
			observe(this.pipeline, run.id(), event, null, run, node, List.of(), List.of());
		}
		node.text("display_name").ifPresent((name) -> created.set(urn, "displayName", name));
		created.set(urn, "parameters", run.parameters());
		// The time of archiving is unknown.
		this.translation.at(EventTime.ofMillis(this.payload.at("observed_at"))).set(urn, "tags", run.tags());
		Map<Urn, List<TaskRun>> executions = executions(run);
		for (Wiring.Task task : this.tasks) {
			executions.getOrDefault(task.job(), List.of())
				.stream()
				.filter((one) -> !one.cached())
				.forEach((one) -> translateExecution(task, one, run, executions));
		}
		this.translation.count("kfp.run", node, PipelineRun.USED);
	}

	private void observe(Urn job, String id, TaskRun.RunEvent event, @Nullable Urn parent, PipelineRun run,
			PayloadNode node, List<DataUse> inputs, List<DataUse> outputs) {
		String error = node.at("error").text("message").filter((_) -> event.type() == RunEventType.FAIL).orElse(null);
		this.translation.observe(new RunObservation(job, id, event.at(), this.translation.source(), event.type(),
				parent, (parent != null) ? Urn.run(parent, run.id()) : null, run.nominal(), false,
				this.payload.text("digest").orElse(null), error, inputs, outputs));
	}

	/** The executions of each job; groups distinguish tasks of one name. */
	private Map<Urn, List<TaskRun>> executions(PipelineRun run) {
		Map<String, List<Wiring.Task>> named = this.tasks.stream().collect(Collectors.groupingBy(Wiring.Task::name));
		this.tasks.stream().collect(Collectors.groupingBy(Wiring.Task::label)).forEach(named::putIfAbsent);
		Map<Urn, List<TaskRun>> executions = new HashMap<>();
		for (TaskRun one : TaskRun.of(run.run().at("run_details", "task_details").elements())) {
			List<Wiring.Task> candidates = Stream.of("name", "display_name")
				.flatMap((member) -> one.task().text(member).map(named::get).stream())
				.findFirst()
				.orElse(List.of());
			List<Wiring.Task> matches = (candidates.size() > 1)
					? candidates.stream().filter((task) -> isOf(one, task, candidates)).toList() : candidates;
			if (matches.size() == 1) {
				executions.computeIfAbsent(matches.getFirst().job(), (_) -> new ArrayList<>()).add(one);
			}
			else if (!candidates.isEmpty()) {
				this.translation.countUnused("kfp.task", "of several tasks of one name", one.task().node());
			}
		}
		return executions;
	}

	/** Whether an execution is in all groups of a task and in no others. */
	private static boolean isOf(TaskRun one, Wiring.Task task, List<Wiring.Task> others) {
		return task.groups().stream().allMatch(one::isWithin) && others.stream()
			.flatMap((other) -> other.groups().stream())
			.filter((group) -> !task.groups().contains(group))
			.noneMatch(one::isWithin);
	}

	private void translateExecution(Wiring.Task task, TaskRun one, PipelineRun run,
			Map<Urn, List<TaskRun>> executions) {
		List<DataUse> reads = task.reads()
			.stream()
			.filter((data) -> isExecuted(task, data, executions))
			.flatMap((data) -> (data.location() != null)
					? Stream.of(nameVersion(data.use(), data.location(), run.created())) : read(task, data, executions))
			.distinct()
			.toList();
		for (TaskRun.RunEvent event : one.events(run.created())) {
			// A failed task has no outputs, because they are stored after its code
			// succeeds.
			observe(task.job(), one.id(), event, this.pipeline, run, one.task(), reads,
					(event.type() == RunEventType.COMPLETE) ? task.writes() : List.of());
		}
	}

	/** Whether data comes from an executed branch, if any branch was executed. */
	private static boolean isExecuted(Wiring.Task task, Wiring.Data data, Map<Urn, List<TaskRun>> executions) {
		return data.from() == null || executions.containsKey(data.from())
				|| task.reads()
					.stream()
					.noneMatch((other) -> other.input().equals(data.input()) && other.from() != null
							&& executions.containsKey(other.from()));
	}

	/**
	 * The data that a task reads from another: the version that this pipeline run wrote,
	 * if any. Between iterations of two loops the version is unknown.
	 */
	private Stream<DataUse> read(Wiring.Task task, Wiring.Data data, Map<Urn, List<TaskRun>> executions) {
		List<TaskRun> makers = (data.from() != null) ? executions.getOrDefault(data.from(), List.of()) : List.of();
		boolean ambiguous = task.repeated()
				&& this.tasks.stream().anyMatch((other) -> other.job().equals(data.from()) && other.repeated());
		List<DataUse> uses = makers.stream()
			.filter((maker) -> !ambiguous && maker.isComplete())
			.map((maker) -> data.use().version("run:" + maker.id()))
			.toList();
		return uses.isEmpty() ? Stream.of(data.use()) : uses.stream();
	}

	/** Names the model version at an address, which a registry may have too. */
	private DataUse nameVersion(DataUse model, String location, Instant at) {
		String version = "uri:" + ArtifactKey.of(location).key();
		Urn urn = Urn.version(model.data(), version);
		this.translation.at(at).mention(new StatedVersion(urn, model.data(), false));
		this.translation.at(at).describe(urn, "model", Map.of("artifactUri", location));
		return model.version(version);
	}

}
