/** The nouns of the catalog: assets, data, models and versions, and their names. */
@ApplicationModule(allowedDependencies = { "limits", "graph" })
@NullMarked
package dev.pedigree.catalog;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
