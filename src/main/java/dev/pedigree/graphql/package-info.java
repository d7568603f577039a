/** The execution of GraphQL operations: types, scalars, errors and limits. */
@ApplicationModule(allowedDependencies = { "limits", "graph", "catalog" })
@NullMarked
package dev.pedigree.graphql;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
