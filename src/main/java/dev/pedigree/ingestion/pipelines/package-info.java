/**
 * Captures Kubeflow Pipelines 2: tasks and data of compiled pipelines, from files or the
 * API (v2beta1), and runs with states, times, parameters and errors. Commands, arguments,
 * environments and pods are not stored.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "description", "run" })
@NullMarked
package dev.pedigree.ingestion.pipelines;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
