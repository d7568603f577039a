/** The pages that a person sees, in a real browser that reaches no other host. */
@NullMarked
package dev.pedigree.pages;

import org.jspecify.annotations.NullMarked;
