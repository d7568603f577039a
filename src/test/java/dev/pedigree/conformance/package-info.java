/**
 * The catalog as its users meet it: whole processes, real payloads, crashes and outages.
 */
@NullMarked
package dev.pedigree.conformance;

import org.jspecify.annotations.NullMarked;
