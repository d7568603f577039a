/** Tests of what is told of changes. */
@NullMarked
package dev.pedigree.changes;

import org.jspecify.annotations.NullMarked;
