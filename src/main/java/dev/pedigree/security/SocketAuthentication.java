package dev.pedigree.security;

import java.util.Map;

import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Who asks over a WebSocket: whoever the first message says, with
 * {@code {"Authorization": "Bearer <token>"}} as its payload, else whoever the request
 * that opened it did. One that may not ask is closed at once (4401).
 */
class SocketAuthentication implements WebSocketGraphQlInterceptor {

	/** Of a socket that brought no token, where reads are open. */
	private static final Authentication ANONYMOUS = new AnonymousAuthenticationToken("socket", "anonymous",
			AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	private static final String ASKER = SocketAuthentication.class.getName();

	/** Where Spring Security looks for it in a reactive chain. */
	private static final String CONTEXT = SecurityContext.class.getName();

	private final AuthenticationManager manager;

	private final boolean openReads;

	SocketAuthentication(AuthenticationManager manager, boolean openReads) {
		this.manager = manager;
		this.openReads = openReads;
	}

	@Override
	public Mono<Object> handleConnectionInitialization(WebSocketSessionInfo session, Map<String, Object> payload) {
		Authentication told = (payload.get(HttpHeaders.AUTHORIZATION) instanceof String header)
				? TokenAuthentication.bearer(header) : null;
		Mono<Authentication> asker = (told != null) ? Mono.fromCallable(() -> this.manager.authenticate(told))
				: session.getPrincipal().ofType(Authentication.class);
		return asker.doOnNext((known) -> session.getAttributes().put(ASKER, known))
			.filter((known) -> known.getAuthorities()
				.stream()
				.anyMatch((held) -> Role.READER.authority().equals(held.getAuthority())))
			.switchIfEmpty(this.openReads ? Mono.empty()
					: Mono.error(() -> new AuthenticationCredentialsNotFoundException("This needs a bearer token")))
			.then(Mono.empty());
	}

	/**
	 * Makes the asker known to what runs on this thread, as it is for other requests, and
	 * to what does not.
	 */
	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (request instanceof WebSocketGraphQlRequest socket) {
			SecurityContext context = new SecurityContextImpl(
					(socket.getSessionInfo().getAttributes().get(ASKER) instanceof Authentication asker) ? asker
							: ANONYMOUS);
			return Mono.defer(() -> {
				SecurityContextHolder.setContext(context);
				return chain.next(request);
			}).contextWrite(Context.of(CONTEXT, context)).doFinally((signal) -> SecurityContextHolder.clearContext());
		}
		return chain.next(request);
	}

}
