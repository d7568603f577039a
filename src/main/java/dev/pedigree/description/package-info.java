/**
 * Descriptions of assets: statements of sources and curators, current properties, their
 * history, and conflicts.
 */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity" })
@NullMarked
package dev.pedigree.description;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
