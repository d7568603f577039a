package dev.pedigree.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kind of an asset. Queries return labels; only this type maps them to kinds. */
public enum AssetKind {

	DATASET("Dataset", true, false), DATASET_VERSION("DatasetVersion", false, true), JOB("Job", true, false),
	RUN("Run", false, true), MODEL("Model", true, false), MODEL_VERSION("ModelVersion", false, true),
	DEPLOYMENT("Deployment", true, true), APPLICATION("Application", true, true),

	/** The kind of an asset whose node is deleted, in its last changes. */
	OTHER("Other", false, false);

	private static final Map<String, AssetKind> BY_LABEL = Arrays.stream(values())
		.filter((kind) -> kind != OTHER)
		.collect(Collectors.toUnmodifiableMap(AssetKind::label, Function.identity()));

	private static final List<String> LABELS = BY_LABEL.keySet().stream().sorted().toList();

	private final String label;

	private final boolean standing;

	private final boolean recorded;

	AssetKind(String label, boolean standing, boolean recorded) {
		this.label = label;
		this.standing = standing;
		this.recorded = recorded;
	}

	/** The node label of this kind. */
	public String label() {
		return this.label;
	}

	/** Whether its assets are on the standing level (semantics, Levels and tense). */
	public boolean isStanding() {
		return this.standing;
	}

	/** Whether its assets are on the recorded level; a kind may be on both. */
	public boolean isRecorded() {
		return this.recorded;
	}

	/** Whether it is a dataset or model: both have one key of the same form. */
	public boolean isData() {
		return this == DATASET || this == MODEL;
	}

	/** The kinds of the standing level. */
	public static List<AssetKind> standing() {
		return Arrays.stream(values()).filter(AssetKind::isStanding).toList();
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
