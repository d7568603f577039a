/**
 * GitHub: deployments of repositories with their environment, commit, status and who
 * began them; and what serves, where a deployment's own payload names it. Webhooks say
 * what to ask for; asking for the deployments of the named repositories finds the rest.
 */
@ApplicationModule(allowedDependencies = { "ingestion", "ingestion.connector", "catalog", "deployment", "description" })
@NullMarked
package dev.pedigree.ingestion.github;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
