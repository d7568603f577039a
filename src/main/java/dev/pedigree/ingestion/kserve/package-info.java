/**
 * Captures KServe: the artifacts that InferenceServices, LLMInferenceServices,
 * TrainedModels and Predictors serve, with traffic and health. A deleted service is a
 * retired deployment. An InferenceGraph is an application that uses services. Of
 * containers only images are stored.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "deployment", "description",
		"ownership" })
@NullMarked
package dev.pedigree.ingestion.kserve;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
