/** Retention: old runs become one summary per job and day. */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "run" })
@NullMarked
package dev.pedigree.retention;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
