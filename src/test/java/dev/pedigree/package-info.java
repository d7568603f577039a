/** Tests of the whole catalog. */
@NullMarked
package dev.pedigree;

import org.jspecify.annotations.NullMarked;
