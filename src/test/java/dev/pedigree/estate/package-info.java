/** The sample estate, a small bank, as its pipelines and people tell it. */
@NullMarked
package dev.pedigree.estate;

import org.jspecify.annotations.NullMarked;
