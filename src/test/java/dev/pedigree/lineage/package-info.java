/**
 * Jobs and runs, what they read and wrote, and walks over the graph of what feeds what.
 */
@NullMarked
package dev.pedigree.lineage;

import org.jspecify.annotations.NullMarked;
