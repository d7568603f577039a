/** Connects sources: settings and credentials, webhooks, polling. */
@ApplicationModule(allowedDependencies = { "limits", "graph", "catalog", "deployment", "ingestion" })
@NullMarked
package dev.pedigree.ingestion.connector;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
