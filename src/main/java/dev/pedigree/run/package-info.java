/**
 * Runs, what they used and generated, and the standing edges that are folded from them.
 */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity" })
@NullMarked
package dev.pedigree.run;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
