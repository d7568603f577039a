package dev.pedigree.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** Authenticates the bearer tokens of the configuration. */
class TokenAuthentication implements AuthenticationProvider, AuthenticationConverter {

	private static final String SCHEME = "Bearer ";

	private final List<SecurityProperties.Token> tokens;

	TokenAuthentication(List<SecurityProperties.Token> tokens) {
		this.tokens = List.copyOf(tokens);
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		return bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
	}

	/** The token of an authorization header; null for another scheme. */
	static @Nullable Authentication bearer(@Nullable String header) {
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		return new PreAuthenticatedAuthenticationToken("bearer", header.substring(SCHEME.length()).strip());
	}

	@Override
	public Authentication authenticate(Authentication stated) {
		byte[] digest = sha256(String.valueOf(stated.getCredentials()));
		SecurityProperties.Token known = null;
		// Compares all, so that the time does not depend on the matching token.
		for (SecurityProperties.Token token : this.tokens) {
			if (MessageDigest.isEqual(token.digest(), digest)) {
				known = token;
			}
		}
		if (known == null) {
			throw new BadCredentialsException("The bearer token is unknown");
		}
		Caller caller = new Caller(known.name(), known.role().toString(), known.person());
		return new PreAuthenticatedAuthenticationToken(caller, "", known.role().authorities());
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return PreAuthenticatedAuthenticationToken.class.isAssignableFrom(authentication);
	}

	private static byte[] sha256(String token) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
