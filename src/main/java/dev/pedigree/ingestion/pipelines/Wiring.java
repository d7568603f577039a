package dev.pedigree.ingestion.pipelines;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;

/**
 * What each task of a pipeline reads and writes, through conditions, loops and pipelines
 * within it. An importer whose address is known runs nothing: what it names was there
 * before.
 */
final class Wiring {

	private final PayloadNode executors;

	private final Scope root;

	/** Of the pipeline's tasks and data. */
	private final String namespace;

	private final UnaryOperator<String> located;

	private final Map<String, Long> paths;

	private final Set<WiredArtifact> read = new LinkedHashSet<>();

	/**
	 * Follows the artifacts of a pipeline.
	 * @param parameters of one run of it, as far as they are known
	 * @param namespace of what it names
	 * @param located writes an address as everybody else does
	 */
	Wiring(PayloadNode definition, PayloadNode parameters, String namespace, UnaryOperator<String> located) {
		this.executors = definition.at("deploymentSpec").at("executors");
		this.root = Scope.of(definition, parameters);
		this.namespace = namespace;
		this.located = located;
		this.paths = this.root.running()
			.collect(Collectors.groupingBy((one) -> one.path(false), Collectors.counting()));
		this.root.running()
			.forEach((task) -> names(task.task().at("inputs"))
				.forEach((input) -> this.read.addAll(given(task, input).toList())));
	}

	/**
	 * An output of a task, or something that is given to the pipeline.
	 *
	 * @param task null for what the pipeline is given
	 */
	private record WiredArtifact(@Nullable Scope task, String name, PipelineKind kind) {
	}

	/**
	 * A task that runs.
	 *
	 * @param name its key, by which runs name it
	 * @param label what its author calls it
	 * @param image what it runs in; empty when nobody says
	 * @param groups the keys of the groups that it is in, the innermost first
	 * @param repeated whether it may run several times in one run of the pipeline
	 */
	record Task(Urn job, String name, String label, String image, List<String> groups, boolean repeated,
			List<Data> reads, List<DataUse> writes) {

		/** What it reads by design: of several branches any. */
		List<DataUse> inputs() {
			return this.reads.stream().map(Data::use).distinct().toList();
		}

	}

	/**
	 * Data that a task reads.
	 *
	 * @param input under which name; what comes by one name are branches, or rounds
	 * @param from the job that writes it in the same run; null for what was there before
	 * @param location where a model lies; null for what the pipeline makes, and for data
	 */
	record Data(String input, DataUse use, @Nullable Urn from, @Nullable String location) {
	}

	/** The tasks that run, in the order of their paths. */
	List<Task> tasks() {
		return this.root.running().filter((task) -> location(task).isEmpty()).map(this::task).toList();
	}

	private Task task(Scope task) {
		List<Data> reads = new ArrayList<>();
		for (String input : names(task.task().at("inputs"))) {
			given(task, input).filter(this::isData).map((artifact) -> data(input, artifact)).forEach(reads::add);
		}
		List<DataUse> writes = outputs(task).filter(this::isData).map((output) -> data("", output).use()).toList();
		return new Task(job(task), task.key(), task.task().at("taskInfo").text("name").orElse(task.key()),
				executor(task).at("container").text("image").filter((image) -> !image.contains("{{")).orElse(""),
				task.groups(), task.isRepeated(), List.copyOf(reads), writes);
	}

	private boolean isData(WiredArtifact artifact) {
		return artifact.kind == PipelineKind.DATASET || artifact.kind == PipelineKind.MODEL
				|| (artifact.kind == PipelineKind.ANY && this.read.contains(artifact));
	}

	private Data data(String input, WiredArtifact artifact) {
		Scope task = artifact.task;
		Optional<String> location = (task != null) ? location(task) : Optional.empty();
		DatasetNaming naming = location.map(DatasetNaming::ofLocation)
			.orElseGet(() -> DatasetNaming.of(this.namespace,
					(task != null) ? path(task) + "." + artifact.name : artifact.name));
		DataUse use = new DataUse(naming.urn(), Set.of(), null, artifact.kind == PipelineKind.MODEL,
				DataUse.WriteMode.UNKNOWN, naming.partition(), null, false, null, null);
		return new Data(input, use, (task != null && location.isEmpty()) ? job(task) : null,
				location.filter((_) -> artifact.kind == PipelineKind.MODEL).orElse(null));
	}

	private Stream<WiredArtifact> outputs(Scope task) {
		return names(task.component().at("outputDefinitions")).stream().map((name) -> output(task, name));
	}

	/** Names of artifacts, in their order. */
	private static List<String> names(PayloadNode holder) {
		return holder.at("artifacts").node().propertyNames().stream().sorted().toList();
	}

	private static WiredArtifact output(Scope task, String name) {
		return new WiredArtifact(task, name, kind(task.component().at("outputDefinitions"), name));
	}

	private static PipelineKind kind(PayloadNode definitions, String name) {
		return PipelineKind.of(definitions.at("artifacts").at(name).at("artifactType").text("schemaTitle").orElse(""));
	}

	/** What a task is given under a name. */
	private Stream<WiredArtifact> given(Scope task, String name) {
		Scope parent = task.parent();
		if (parent == null) {
			return Stream.of(new WiredArtifact(null, name, kind(task.component().at("inputDefinitions"), name)));
		}
		PayloadNode input = task.task().at("inputs").at("artifacts").at(name);
		PayloadNode made = input.at("taskOutputArtifact");
		if (made.isThere()) {
			return made(parent, made.at("producerTask"), made.at("outputArtifactKey").required());
		}
		PayloadNode iterator = task.task().at("artifactIterator");
		if (!input.isThere() && iterator.text("itemInput").filter(name::equals).isPresent()) {
			return given(task, iterator.at("items").at("inputArtifact").required());
		}
		return given(parent, input.at("componentInputArtifact").required());
	}

	/** What a task, or one within it, puts out; of several branches any may. */
	private Stream<WiredArtifact> made(Scope group, PayloadNode producer, String name) {
		Scope task = group.inner(producer.required());
		if (task == null) {
			throw producer.refused("is no task beside it");
		}
		if (!task.isGroup()) {
			return Stream.of(output(task, name));
		}
		return task.component()
			.at("dag")
			.at("outputs")
			.at("artifacts")
			.at(name)
			.at("artifactSelectors")
			.elements()
			.stream()
			.flatMap((one) -> made(task, one.at("producerSubtask"), one.at("outputArtifactKey").required()));
	}

	/** Where what an importer names lies; empty when that is not known, or it is none. */
	private Optional<String> location(Scope task) {
		PayloadNode uri = executor(task).at("importer").at("artifactUri");
		return uri.text("constant")
			.flatMap(task::filled)
			.or(() -> uri.text("runtimeParameter").flatMap(task::value))
			.map((address) -> Masking.address(this.located.apply(address.strip())))
			.filter((address) -> AllowList.isAddress(address) && !address.contains("{{")
					&& !DatasetNaming.ofLocation(address).name().isBlank());
	}

	private PayloadNode executor(Scope task) {
		return task.component().text("executorLabel").map(this.executors::at).orElseGet(() -> this.executors.at(""));
	}

	private Urn job(Scope task) {
		return Urn.job(this.namespace, path(task));
	}

	/** The compiler numbers anew when something is put before a condition or loop. */
	private String path(Scope task) {
		String path = task.path(false);
		return task.path(this.paths.getOrDefault(path, 0L) > 1);
	}

}
