/** The store: named Cypher files, migrations, and conversions of rows and values. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.pedigree.graph;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
