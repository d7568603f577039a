/**
 * The store: named Cypher files, migrations, and the conversions between Java and the
 * graph.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.pedigree.graph;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
