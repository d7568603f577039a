/** Ownership of assets: teams, people, roles, transfers and the erasure of people. */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity", "description", "security" })
@NullMarked
package dev.pedigree.ownership;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
