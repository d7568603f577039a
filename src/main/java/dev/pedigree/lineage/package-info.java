/** Jobs and runs, what they read and wrote, and the graph of what feeds what. */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity", "description" })
@NullMarked
package dev.pedigree.lineage;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
