/** Pedigree, a lineage catalog for machine-learning models. */
@NullMarked
package dev.pedigree;

import org.jspecify.annotations.NullMarked;
