/** Authentication and authorization: bearer tokens, callers and roles. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.pedigree.security;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
