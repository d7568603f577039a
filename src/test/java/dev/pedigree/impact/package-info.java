/** What a change touches, and whom to tell. */
@NullMarked
package dev.pedigree.impact;

import org.jspecify.annotations.NullMarked;
