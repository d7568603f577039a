/**
 * KServe: which artifact each InferenceService, LLMInferenceService, TrainedModel and
 * Predictor serves, with what share of the requests, and whether it answers. Services are
 * listed and watched; one that vanishes is retired. An InferenceGraph is an application,
 * which uses the services that it calls. Of containers only the images are taken, and no
 * environment variables.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "deployment", "description",
		"ownership" })
@NullMarked
package dev.pedigree.ingestion.kserve;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
