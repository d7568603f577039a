/**
 * Translates uploaded Hugging Face cards of models and datasets: sources, evaluations,
 * licenses, columns and text.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "catalog", "evaluation", "run" })
@NullMarked
package dev.pedigree.ingestion.huggingface;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
