/** How well model versions did, on which data, and which packages they depend on. */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity" })
@NullMarked
package dev.pedigree.evaluation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
