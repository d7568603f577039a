/**
 * Deployments, their environments and the applications they feed: what served which
 * version when.
 */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity", "description" })
@NullMarked
package dev.pedigree.deployment;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
