package dev.pedigree.security;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The caller of a request: a token and, where the token names one, the person that it
 * acts for.
 *
 * @param name the name of the token, the actor of its requests
 * @param role the greatest role of the caller: {@code reader}, {@code capturer},
 * {@code editor} or {@code admin}
 * @param person the e-mail address of the person; null when the token names none
 */
public record Caller(String name, String role, @Nullable String person) implements AuthenticatedPrincipal {

	private static final AuthenticationTrustResolverImpl trust = new AuthenticationTrustResolverImpl();

	/**
	 * Returns the caller of the current thread's request.
	 * @throws AuthenticationCredentialsNotFoundException when the request has no token
	 */
	public static Caller current() {
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		if (caller == null || trust.isAnonymous(caller)) {
			throw new AuthenticationCredentialsNotFoundException("This needs a bearer token");
		}
		return (caller.getPrincipal() instanceof Caller known) ? known
				: new Caller(caller.getName(), role(caller.getAuthorities()), null);
	}

	@Override
	public String getName() {
		return this.name;
	}

	private static String role(Collection<? extends GrantedAuthority> authorities) {
		Role greatest = Role.READER;
		for (Role role : Role.values()) {
			if (authorities.stream().anyMatch((held) -> role.authority().equals(held.getAuthority()))) {
				greatest = role;
			}
		}
		return greatest.toString();
	}

}
