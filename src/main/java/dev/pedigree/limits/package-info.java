/** The limits of all ways into the catalog. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.pedigree.limits;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
