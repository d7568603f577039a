package dev.pedigree.ingestion.pipelines;

/** What an artifact is to the catalog, by the title of its schema. */
enum PipelineKind {

	DATASET, MODEL,
	/** A part of a run that says no more of itself; data once another task reads it. */
	ANY,
	/** Figures and pages for people, and what stands for a service. */
	NONE;

	static PipelineKind of(String title) {
		if (title.equals("system.Dataset") || title.matches("google\\..*(Dataset|Table)")) {
			return DATASET;
		}
		if (title.equals("system.Model") || title.matches("google\\..*Model")) {
			return MODEL;
		}
		boolean shown = title.matches(".*Metrics|system\\.(HTML|Markdown)|google\\..*");
		return shown ? NONE : ANY;
	}

}
