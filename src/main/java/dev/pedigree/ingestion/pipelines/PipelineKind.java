package dev.pedigree.ingestion.pipelines;

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
