/** Regulations, their requirements, and the assets to which they apply. */
@ApplicationModule(allowedDependencies = { "graph", "catalog" })
@NullMarked
package dev.pedigree.compliance;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
