/**
 * Systems that are connected: their settings and credentials, the door for what they
 * push, the inbox, and the poller that asks for what pushes leave out.
 */
@ApplicationModule(allowedDependencies = { "limits", "graph", "catalog", "deployment", "ingestion" })
@NullMarked
package dev.pedigree.ingestion.connector;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
