/** Runs of long ago, which become one summary a job and day. */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "lineage" })
@NullMarked
package dev.pedigree.retention;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
