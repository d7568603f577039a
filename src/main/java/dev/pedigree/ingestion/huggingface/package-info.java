/**
 * Model cards of Hugging Face, sent as files; they may capture models, what they were
 * made from, evaluations, licences and the text of the card.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "catalog", "evaluation", "run" })
@NullMarked
package dev.pedigree.ingestion.huggingface;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
