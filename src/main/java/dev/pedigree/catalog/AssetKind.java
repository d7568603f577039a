package dev.pedigree.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an asset is, as a label of its node states. It is the one place that knows which
 * label means which kind: queries return labels.
 */
public enum AssetKind {

	DATASET("Dataset"), DATASET_VERSION("DatasetVersion"), JOB("Job"), RUN("Run"), MODEL("Model"),
	MODEL_VERSION("ModelVersion"), DEPLOYMENT("Deployment"), APPLICATION("Application"),

	/** Of an asset that no longer has a node of its own, in its last changes. */
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
	 * @throws IllegalArgumentException if no label is that of a kind; the message names
	 * them
	 */
	public static AssetKind of(Collection<String> labels) {
		for (String label : labels) {
			AssetKind kind = BY_LABEL.get(label);
			if (kind != null) {
				return kind;
			}
		}
		throw new IllegalArgumentException(
				"labels: " + labels + " are of no asset kind; one of " + LABELS + " is required");
	}

}
