package dev.pedigree.security;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The caller of a request: a token and, where the token names one, the person that it
 * acts for, by e-mail address.
 *
 * @param name the name of the token, the actor of its requests
 * @param role the greatest role: {@code reader}, {@code capturer}, {@code editor} or
 * {@code admin}
 */
public record Caller(String name, String role, @Nullable String person) implements AuthenticatedPrincipal {

	private static final AuthenticationTrustResolverImpl trust = new AuthenticationTrustResolverImpl();

	/**
	 * The caller of the current thread's request.
	 * @throws AuthenticationCredentialsNotFoundException when the request has no token
	 */
	public static Caller current() {
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		if (caller == null || trust.isAnonymous(caller)) {
			throw new AuthenticationCredentialsNotFoundException("This needs a bearer token");
		}
		return (caller.getPrincipal() instanceof Caller known) ? known
				: new Caller(caller.getName(), Role.greatest(caller).toString(), null);
	}

	@Override
	public String getName() {
		return this.name;
	}

}
