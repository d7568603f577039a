/**
 * Kubeflow Pipelines: what compiled pipelines are to read and write, from files, and the
 * runs of their tasks with states, times, parameters and errors, from its API (v2beta1);
 * commands, arguments, environments and pods are kept nowhere.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "description", "run" })
@NullMarked
package dev.pedigree.ingestion.pipelines;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
