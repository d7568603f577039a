/** Tests of who may do what. */
@NullMarked
package dev.pedigree.security;

import org.jspecify.annotations.NullMarked;
