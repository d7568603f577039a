/** Tests of deployments and what served when. */
@NullMarked
package dev.pedigree.deployment;

import org.jspecify.annotations.NullMarked;
