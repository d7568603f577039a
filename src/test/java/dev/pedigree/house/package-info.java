/** Tests of the structure: modules, queries, language, documentation and the jar. */
@NullMarked
package dev.pedigree.house;

import org.jspecify.annotations.NullMarked;
