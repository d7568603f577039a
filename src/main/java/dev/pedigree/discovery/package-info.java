/** Full-text search for assets, teams and people. */
@ApplicationModule(allowedDependencies = { "graph", "catalog" })
@NullMarked
package dev.pedigree.discovery;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
