/**
 * What sources and people say of assets: the newest shows, what people set wins, and all
 * that was said stays.
 */
@ApplicationModule(allowedDependencies = { "graph", "catalog", "identity" })
@NullMarked
package dev.pedigree.description;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
