/** Tests of questions for assets. */
@NullMarked
package dev.pedigree.catalog;

import org.jspecify.annotations.NullMarked;
