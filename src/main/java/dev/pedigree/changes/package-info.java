/** Changes of assets: the change log, subscriptions, and reports of a period. */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "description", "lineage" })
@NullMarked
package dev.pedigree.changes;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
