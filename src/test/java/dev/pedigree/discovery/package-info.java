@NullMarked
package dev.pedigree.discovery;

import org.jspecify.annotations.NullMarked;
