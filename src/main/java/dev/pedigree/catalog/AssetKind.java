package dev.pedigree.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kind of an asset. Queries return labels; only this type maps them to kinds. */
public enum AssetKind {

	DATASET("Dataset"), DATASET_VERSION("DatasetVersion"), JOB("Job"), RUN("Run"), MODEL("Model"),
	MODEL_VERSION("ModelVersion"), DEPLOYMENT("Deployment"), APPLICATION("Application"),

	/** The kind of an asset whose node is deleted, in its last changes. */
	OTHER("Other");

	private static final Map<String, AssetKind> BY_LABEL = Arrays.stream(values())
		.filter((kind) -> kind != OTHER)
		.collect(Collectors.toUnmodifiableMap(AssetKind::label, Function.identity()));

	private static final List<String> LABELS = BY_LABEL.keySet().stream().sorted().toList();

	private final String label;

	AssetKind(String label) {
		this.label = label;
	}

	/** The node label of this kind. */
	public String label() {
		return this.label;
	}

	/** The labels of all kinds. */
	public static List<String> labels() {
		return LABELS;
	}

	/**
	 * The kind that the labels of a node state.
	 * @throws IllegalArgumentException if no label is that of a kind
	 */
	public static AssetKind of(Collection<String> labels) {
		return labels.stream()
			.filter(BY_LABEL::containsKey)
			.findFirst()
			.map(BY_LABEL::get)
			.orElseThrow(() -> new IllegalArgumentException(
					"labels: " + labels + " are of no asset kind; one of " + LABELS + " is required"));
	}

}
