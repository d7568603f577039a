/** Finding assets, teams and people by what one remembers of them. */
@ApplicationModule(allowedDependencies = { "graph", "catalog" })
@NullMarked
package dev.pedigree.discovery;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
