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
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.SourceConfig;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;

/** What a compiled pipeline is to do, or what one run of it did. */
final class PipelinesPayload {

	private final PayloadNode payload;

	private final PayloadNode definition;

	private final String source;

	private final Urn pipeline;

	/** Of its tasks and data. */
	private final String namespace;

	private final List<Wiring.Task> tasks;

	private final List<MetadataEvent> events = new ArrayList<>();

	private final List<Translation.PayloadFacet> facets = new ArrayList<>();

	PipelinesPayload(PayloadNode payload) {
		this.payload = payload;
		PayloadNode instance = payload.at("instance");
		if (!instance.required().matches("[A-Za-z0-9._-]+")) {
			throw instance.refused("must be a name of letters, digits, dots, hyphens and underscores");
		}
		this.source = "kubeflow-pipelines:" + instance.required();
		PayloadNode run = payload.at("run");
		this.definition = payload.at(run.isThere() ? "definition" : "content");
		if (run.isThere() && !this.definition.isThere()) {
			throw run.at("pipeline_version_reference").refused("names no version of a pipeline that is shown to us");
		}
		String name = this.definition.object().at("pipelineInfo").name();
		DatasetNaming naming = DatasetNaming.of("kfp://" + instance.required(), name);
		this.pipeline = Urn.job(naming.namespace(), name);
		// What begins a query or a fragment of an address is neither here.
		String path = name.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
		this.namespace = DatasetNaming.of(naming.namespace() + "/" + path, ".").namespace();
		this.tasks = tasks(run.at("runtime_config").at("parameters"));
	}

	private List<Wiring.Task> tasks(PayloadNode parameters) {
		return new Wiring(this.definition, parameters, this.namespace,
				(address) -> SourceConfig.located(this.payload.at("locations"), address))
			.tasks();
	}

	Translation translate() {
		if (this.payload.at("run").isThere()) {
			run(this.payload.at("run").object());
		}
		else {
			design(EventTime.of(this.payload.at("at")).at(), this.tasks);
		}
		count("definition", this.definition, Set.of("pipelineInfo", "root", "components", "deploymentSpec"));
		return new Translation(List.copyOf(this.events), List.copyOf(this.facets));
	}

	private void design(Instant at, List<Wiring.Task> tasks) {
		this.events.add(new MetadataEvent.JobDeclared(
				new JobDeclaration(this.pipeline, at, this.source, List.of(), List.of())));
		described(at);
		for (Wiring.Task task : tasks) {
			this.events.add(new MetadataEvent.JobDeclared(
					new JobDeclaration(task.job(), at, this.source, task.inputs(), task.writes())));
		}
	}

	/** What the definition says of its pipeline and tasks. */
	private void described(Instant at) {
		this.definition.at("pipelineInfo")
			.text("description")
			.ifPresent((text) -> this.events.add(new MetadataEvent.AssetDescribed(
					Statement.documentation(this.pipeline, at, this.source, Masking.masked(text)))));
		this.definition.at("pipelineInfo")
			.text("displayName")
			.ifPresent((name) -> state(this.pipeline, "displayName", at, Map.of("displayName", name)));
		state(this.pipeline, "jobType", at, Map.of("jobType", "pipeline"));
		for (Wiring.Task task : this.tasks) {
			state(task.job(), "jobType", at, Map.of("jobType", "task"));
			state(task.job(), "tags", at, Map.of("tags",
					task.image().isEmpty() ? List.of() : List.of("image:" + Masking.masked(task.image()))));
		}
	}

	private void run(PayloadNode place) {
		PipelineRun run = new PipelineRun(place);
		Urn urn = Urn.run(this.pipeline, run.id());
		if (this.payload.at("defined_at").isThere()) {
			// As of when its version was made, whichever of its runs tells.
			design(EventTime.of(this.payload.at("defined_at")).at(), tasks(this.payload.at("none")));
		}
		else {
			described(run.created());
		}
		for (TaskRun.Sighting seen : run.sightings()) {
			this.events.add(new MetadataEvent.RunObserved(new RunObservation(this.pipeline, run.id(), seen.at(),
					this.source, seen.type(), null, null, run.due(), false, code(),
					(seen.type() == RunObservation.Type.FAIL) ? run.error() : null, List.of(), List.of())));
		}
		place.text("display_name")
			.ifPresent((name) -> state(urn, "displayName", run.created(), Map.of("displayName", name)));
		state(urn, "parameters", run.created(), Map.of("parameters", run.parameters()));
		// No time tells when a run was archived.
		state(urn, "tags", EventTime.ofMillis(this.payload.at("observed_at")), Map.of("tags", run.tags()));
		Map<Urn, List<TaskRun>> executions = executions(run);
		for (Wiring.Task task : this.tasks) {
			for (TaskRun one : executions.getOrDefault(task.job(), List.of())) {
				if (!one.isCached()) {
					executed(task, one, run, executions);
				}
			}
		}
		count("run", place, PipelineRun.USED);
	}

	/** By job. Which of several tasks of one name is meant, follows from their groups. */
	private Map<Urn, List<TaskRun>> executions(PipelineRun run) {
		Map<String, List<Wiring.Task>> named = new HashMap<>();
		this.tasks.forEach((task) -> named.computeIfAbsent(task.name(), (_) -> new ArrayList<>()).add(task));
		this.tasks.stream()
			.filter((task) -> !named.containsKey(task.label()))
			.collect(Collectors.groupingBy(Wiring.Task::label))
			.forEach(named::put);
		Map<Urn, List<TaskRun>> executions = new HashMap<>();
		for (TaskRun one : run.tasks()) {
			List<Wiring.Task> candidates = one.names()
				.stream()
				.flatMap((name) -> Stream.ofNullable(named.get(name)))
				.findFirst()
				.orElse(List.of());
			List<Wiring.Task> of = candidates;
			if (of.size() > 1) {
				of = of.stream().filter((task) -> isOf(one, task, candidates)).toList();
			}
			if (of.size() == 1) {
				executions.computeIfAbsent(of.getFirst().job(), (_) -> new ArrayList<>()).add(one);
			}
			else if (!candidates.isEmpty()) {
				this.facets
					.add(new Translation.PayloadFacet("kfp.task", "of several tasks of one name", false, one.node()));
			}
		}
		return executions;
	}

	/** Whether it ran within all groups of a task, and within none of another's. */
	private static boolean isOf(TaskRun one, Wiring.Task task, List<Wiring.Task> others) {
		return task.groups().stream().allMatch(one::isWithin) && others.stream()
			.flatMap((other) -> other.groups().stream())
			.filter((group) -> !task.groups().contains(group))
			.noneMatch(one::isWithin);
	}

	private void executed(Wiring.Task task, TaskRun one, PipelineRun run, Map<Urn, List<TaskRun>> executions) {
		List<DataUse> reads = task.reads()
			.stream()
			.filter((data) -> isTaken(task, data, executions))
			.flatMap((data) -> (data.location() != null)
					? Stream.of(located(data.use(), data.location(), run.created())) : read(task, data, executions))
			.distinct()
			.toList();
		for (TaskRun.Sighting seen : one.sightings(run.created())) {
			// What fails puts nothing out: outputs are stored once the code has ended
			// well.
			this.events.add(new MetadataEvent.RunObserved(new RunObservation(task.job(), one.id(), seen.at(),
					this.source, seen.type(), this.pipeline, Urn.run(this.pipeline, run.id()), run.due(), false, code(),
					(seen.type() == RunObservation.Type.FAIL) ? one.error() : null, reads,
					(seen.type() == RunObservation.Type.COMPLETE) ? task.writes() : List.of())));
		}
	}

	/** Whether data comes by the branch that was taken, if one was seen to be. */
	private static boolean isTaken(Wiring.Task task, Wiring.Data data, Map<Urn, List<TaskRun>> executions) {
		return data.from() == null || executions.containsKey(data.from())
				|| task.reads()
					.stream()
					.noneMatch((other) -> other.input().equals(data.input()) && other.from() != null
							&& executions.containsKey(other.from()));
	}

	/**
	 * What a task reads of another: the version that this run of the pipeline made, where
	 * it made one. Which round of a loop reads what of a round of another is not known.
	 */
	private Stream<DataUse> read(Wiring.Task task, Wiring.Data data, Map<Urn, List<TaskRun>> executions) {
		List<TaskRun> makers = (data.from() != null) ? executions.getOrDefault(data.from(), List.of()) : List.of();
		boolean rounds = task.repeated() && isRepeated(data.from());
		List<DataUse> uses = makers.stream()
			.filter((maker) -> !rounds && maker.isComplete())
			.map((maker) -> data.use().version("run:" + maker.id()))
			.toList();
		return uses.isEmpty() ? Stream.of(data.use()) : uses.stream();
	}

	private boolean isRepeated(@Nullable Urn job) {
		return this.tasks.stream().anyMatch((task) -> task.job().equals(job) && task.repeated());
	}

	/**
	 * A model that lies somewhere: the version that lies there, which may be one that a
	 * registry has too.
	 */
	private DataUse located(DataUse model, String location, Instant at) {
		String version = "uri:" + ArtifactKey.of(location).key();
		Urn urn = Urn.version(model.data(), version);
		this.events
			.add(new MetadataEvent.VersionNamed(new StatedVersion(urn, model.data(), false), at, this.source, false));
		state(urn, "model", at, Map.of("artifactUri", location));
		return model.version(version);
	}

	private @Nullable String code() {
		return this.payload.text("digest").orElse(null);
	}

	private void state(Urn urn, String group, Instant at, Map<String, Object> values) {
		this.events.add(new MetadataEvent.AssetDescribed(Statement.captured(urn, group, at, this.source, values)));
	}

	private void count(String part, PayloadNode place, Set<String> used) {
		this.facets.addAll(Translation.PayloadFacet.of("kfp." + part, place, used));
	}

}
