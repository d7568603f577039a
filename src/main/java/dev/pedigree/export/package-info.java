/** Exports of the assets that a filter selects, as CSV and JSON. */
@ApplicationModule(allowedDependencies = "graphql")
@NullMarked
package dev.pedigree.export;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
