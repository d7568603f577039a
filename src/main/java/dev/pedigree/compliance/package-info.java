/** Regulations, what they require, and of which assets. */
@ApplicationModule(allowedDependencies = { "graph", "catalog" })
@NullMarked
package dev.pedigree.compliance;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
