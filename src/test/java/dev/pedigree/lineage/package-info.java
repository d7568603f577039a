/**
 * Walks over the graph of what feeds what, columns, and the edges that people draw.
 */
@NullMarked
package dev.pedigree.lineage;

import org.jspecify.annotations.NullMarked;
