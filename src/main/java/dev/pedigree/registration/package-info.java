/**
 * Versions of models that several registries have: each registration keeps what was said
 * of it, and the version that they share shows what was said of any.
 */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "description", "run", "deployment" })
@NullMarked
package dev.pedigree.registration;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
