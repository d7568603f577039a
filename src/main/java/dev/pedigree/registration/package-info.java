/**
 * Registrations of model versions: an artifact in several registries is one shared
 * version.
 */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "description", "run", "deployment" })
@NullMarked
package dev.pedigree.registration;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
