/**
 * Bills of materials as SPDX 3 writes them, with its AI and dataset profiles, sent as
 * files; they may capture models, data that they were trained on, figures, packages,
 * licences, and how both came about.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "catalog", "evaluation", "run" })
@NullMarked
package dev.pedigree.ingestion.spdx;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
