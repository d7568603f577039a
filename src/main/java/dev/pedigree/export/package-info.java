/** Files of all assets that a filter selects, for analysis elsewhere. */
@ApplicationModule(allowedDependencies = "graphql")
@NullMarked
package dev.pedigree.export;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
