/**
 * Runs, what they used and generated, and the standing edges that are folded from them.
 */
@NullMarked
package dev.pedigree.run;

import org.jspecify.annotations.NullMarked;
