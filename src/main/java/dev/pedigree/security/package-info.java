/** Who is asking: bearer tokens, roles, and what each role may do. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.pedigree.security;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
