/** Tests of owners, teams and people. */
@NullMarked
package dev.pedigree.ownership;

import org.jspecify.annotations.NullMarked;
