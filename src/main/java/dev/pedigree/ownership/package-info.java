/** Teams and people, and who answers for what since when. */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity", "description", "security" })
@NullMarked
package dev.pedigree.ownership;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
