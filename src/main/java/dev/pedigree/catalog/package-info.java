/**
 * The nouns of the catalog: assets, data, models and their versions, and how they are
 * named.
 */
@ApplicationModule(allowedDependencies = { "limits", "graph" })
@NullMarked
package dev.pedigree.catalog;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
