package dev.pedigree.ingestion.pipelines;

import java.util.HashSet;
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
 * Resolves the inputs and outputs of each pipeline task, through conditions, loops and
 * nested pipelines. An importer with a known address is no task, because its artifact
 * existed before.
 */
record Wiring(PayloadNode executors, Scope root, String namespace, UnaryOperator<String> mapLocation,
		Map<String, Long> paths, Set<WiredArtifact> read) {

	static Wiring of(PayloadNode definition, PayloadNode parameters, String namespace,
			UnaryOperator<String> mapLocation) {
		Scope root = Scope.of(definition, parameters);
		Map<String, Long> paths = root.running()
			.collect(Collectors.groupingBy((one) -> one.path(false), Collectors.counting()));
		Wiring wiring = new Wiring(definition.at("deploymentSpec", "executors"), root, namespace, mapLocation, paths,
				new HashSet<>());
		root.running()
			.forEach((task) -> names(task.task().at("inputs"))
				.forEach((input) -> wiring.input(task, input).forEach(wiring.read::add)));
		return wiring;
	}

	/** An output of a task, or (without a task) an input of the pipeline. */
	record WiredArtifact(@Nullable Scope task, String name, PipelineKind kind) {
	}

	/** The kind of a pipeline artifact in the catalog, by the title of its schema. */
	enum PipelineKind {

		DATASET, MODEL,
		/** An untyped artifact, which is a dataset if another task reads it. */
		ANY,
		/** Metrics, pages and references to services, which are not captured. */
		NONE;

		static PipelineKind of(String title) {
			if (title.equals("system.Dataset") || title.matches("google\\..*(Dataset|Table)")) {
				return DATASET;
			}
			if (title.equals("system.Model") || title.matches("google\\..*Model")) {
				return MODEL;
			}
			return title.matches(".*Metrics|system\\.(HTML|Markdown)|google\\..*") ? NONE : ANY;
		}

	}

	/**
	 * A task that runs.
	 *
	 * @param name the key, by which runs reference it
	 * @param image empty if unstated
	 * @param groups the keys of its groups, innermost first
	 * @param repeated whether it may run several times in one pipeline run
	 */
	record Task(Urn job, String name, String label, String image, List<String> groups, boolean repeated,
			List<Data> reads, List<DataUse> writes) {

		/** The data that it reads by design, from all branches. */
		List<DataUse> inputs() {
			return this.reads.stream().map(Data::use).distinct().toList();
		}

	}

	/**
	 * Data that a task reads.
	 *
	 * @param input the name of the input; several data of one input come from branches or
	 * iterations
	 * @param from the job that writes the data in the same run; null for existing data
	 * @param location the address of an existing model; else null
	 */
	record Data(String input, DataUse use, @Nullable Urn from, @Nullable String location) {
	}

	List<Task> tasks() {
		return this.root.running().filter((task) -> location(task).isEmpty()).map(this::task).toList();
	}

	private Task task(Scope task) {
		List<Data> reads = names(task.task().at("inputs")).stream()
			.flatMap((name) -> input(task, name).filter(this::isData).map((artifact) -> data(name, artifact)))
			.toList();
		List<DataUse> writes = names(task.component().at("outputDefinitions")).stream()
			.map((name) -> output(task, name))
			.filter(this::isData)
			.map((output) -> data("", output).use())
			.toList();
		String label = task.task().at("taskInfo").text("name").orElse(task.key());
		Optional<String> image = executor(task).at("container").text("image").filter((text) -> !text.contains("{{"));
		return new Task(job(task), task.key(), label, image.orElse(""), task.groups(), task.isRepeated(), reads,
				writes);
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

	private static List<String> names(PayloadNode node) {
		return node.at("artifacts").node().propertyNames().stream().sorted().toList();
	}

	private static WiredArtifact output(Scope task, String name) {
		return new WiredArtifact(task, name, kind(task.component().at("outputDefinitions"), name));
	}

	private static PipelineKind kind(PayloadNode definitions, String name) {
		return PipelineKind.of(definitions.at("artifacts", name, "artifactType").text("schemaTitle").orElse(""));
	}

	private Stream<WiredArtifact> input(Scope task, String name) {
		Scope parent = task.parent();
		if (parent == null) {
			return Stream.of(new WiredArtifact(null, name, kind(task.component().at("inputDefinitions"), name)));
		}
		PayloadNode input = task.task().at("inputs", "artifacts", name);
		PayloadNode output = input.at("taskOutputArtifact");
		if (output.isPresent()) {
			return output(parent, output.at("producerTask"), output.at("outputArtifactKey").required());
		}
		PayloadNode iterator = task.task().at("artifactIterator");
		if (!input.isPresent() && iterator.text("itemInput").filter(name::equals).isPresent()) {
			return input(task, iterator.at("items", "inputArtifact").required());
		}
		return input(parent, input.at("componentInputArtifact").required());
	}

	/** The artifacts of an output of a task or of the tasks in a group. */
	private Stream<WiredArtifact> output(Scope group, PayloadNode producer, String name) {
		Scope task = group.inner(producer.required());
		if (task == null) {
			throw producer.invalid("is unknown; the name of a task in the same group is required");
		}
		if (!task.isGroup()) {
			return Stream.of(output(task, name));
		}
		return task.component()
			.at("dag", "outputs", "artifacts", name, "artifactSelectors")
			.stream()
			.flatMap((one) -> output(task, one.at("producerSubtask"), one.at("outputArtifactKey").required()));
	}

	/** The address of an importer's artifact; empty for another task or if unknown. */
	private Optional<String> location(Scope task) {
		PayloadNode uri = executor(task).at("importer", "artifactUri");
		return uri.text("constant")
			.flatMap(task::filled)
			.or(() -> uri.text("runtimeParameter").flatMap(task::value))
			.map((address) -> Masking.address(this.mapLocation.apply(address.strip())))
			.filter((address) -> AllowList.isAddress(address) && !address.contains("{{")
					&& !DatasetNaming.ofLocation(address).name().isBlank());
	}

	private PayloadNode executor(Scope task) {
		return this.executors.at(task.component().text("executorLabel").orElse(""));
	}

	private Urn job(Scope task) {
		return Urn.job(this.namespace, path(task));
	}

	/**
	 * The path of a task, without numbered groups if it is unique: the compiler renumbers
	 * groups when another one is inserted.
	 */
	private String path(Scope task) {
		String path = task.path(false);
		return task.path(this.paths.getOrDefault(path, 0L) > 1);
	}

}
