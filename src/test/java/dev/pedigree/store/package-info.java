/** The embedded Neo4j that tests and {@code spring-boot:test-run} use. */
@NullMarked
package dev.pedigree.store;

import org.jspecify.annotations.NullMarked;
