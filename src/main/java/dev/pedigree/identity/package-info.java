/** Identity of assets: keys, aliases, upserts, merges and splits. */
@ApplicationModule(allowedDependencies = { "graph", "catalog" })
@NullMarked
package dev.pedigree.identity;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
