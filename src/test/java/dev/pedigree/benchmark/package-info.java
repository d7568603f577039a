/** How fast the catalog is, beside the store alone on the same data. */
@NullMarked
package dev.pedigree.benchmark;

import org.jspecify.annotations.NullMarked;
