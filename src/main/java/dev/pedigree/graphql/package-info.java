/**
 * What all questions share: scalars, the interface fields, which type an answer has,
 * errors and limits.
 */
@ApplicationModule(allowedDependencies = { "limits", "graph", "catalog" })
@NullMarked
package dev.pedigree.graphql;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
