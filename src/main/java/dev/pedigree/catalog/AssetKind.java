package dev.pedigree.catalog;

/** What an asset is; the label of its node says the same. */
public enum AssetKind {

	DATASET("Dataset"), DATASET_VERSION("DatasetVersion"), JOB("Job"), RUN("Run"), MODEL("Model"),
	MODEL_VERSION("ModelVersion"), DEPLOYMENT("Deployment"), APPLICATION("Application"), OTHER("Other");

	private final String label;

	AssetKind(String label) {
		this.label = label;
	}

	/** The node label of this kind. */
	public String label() {
		return this.label;
	}

	/** The kind that a node's labels say; OTHER when none does. */
	public static AssetKind of(Iterable<String> labels) {
		for (String label : labels) {
			for (AssetKind kind : values()) {
				if (kind.label.equals(label)) {
					return kind;
				}
			}
		}
		return OTHER;
	}

}
