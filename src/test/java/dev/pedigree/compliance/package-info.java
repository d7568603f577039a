@NullMarked
package dev.pedigree.compliance;

import org.jspecify.annotations.NullMarked;
