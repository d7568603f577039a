/** Deployments, their environments and applications, and the versions that served. */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity", "description" })
@NullMarked
package dev.pedigree.deployment;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
