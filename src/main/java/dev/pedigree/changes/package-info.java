/** What changed: every change as it is committed, in one order. */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "description", "lineage" })
@NullMarked
package dev.pedigree.changes;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
