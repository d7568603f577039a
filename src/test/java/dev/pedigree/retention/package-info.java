@NullMarked
package dev.pedigree.retention;

import org.jspecify.annotations.NullMarked;
