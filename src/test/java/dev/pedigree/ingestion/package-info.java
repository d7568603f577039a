/** Tests of the one way in. */
@NullMarked
package dev.pedigree.ingestion;

import org.jspecify.annotations.NullMarked;
