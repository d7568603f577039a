/** Which asset each key means: assets are claimed, taken for one, and split again. */
@ApplicationModule(allowedDependencies = { "graph", "catalog" })
@NullMarked
package dev.pedigree.identity;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
