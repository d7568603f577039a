/**
 * Tests of what all questions share: the schema, errors, limits, the number of queries.
 */
@NullMarked
package dev.pedigree.graphql;

import org.jspecify.annotations.NullMarked;
