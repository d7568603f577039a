/** Translates OpenLineage events (specification 2-0-2 and older). */
@ApplicationModule(allowedDependencies = { "ingestion", "catalog", "description", "run", "ownership", "evaluation" })
@NullMarked
package dev.pedigree.ingestion.openlineage;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
