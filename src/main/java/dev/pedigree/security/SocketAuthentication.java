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
 * Authenticates the caller of a WebSocket by the payload of its first message,
 * {@code {"Authorization": "Bearer <token>"}}, else by the request that opened it. A
 * socket without the role is closed at once (4401).
 */
class SocketAuthentication implements WebSocketGraphQlInterceptor {

	/** The caller of a socket without a token, if reads are open. */
	private static final Authentication ANONYMOUS = new AnonymousAuthenticationToken("socket", "anonymous",
			AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	private static final String CALLER = SocketAuthentication.class.getName();

	private final AuthenticationManager manager;

	private final boolean openReads;

	SocketAuthentication(AuthenticationManager manager, boolean openReads) {
		this.manager = manager;
		this.openReads = openReads;
	}

	@Override
	public Mono<Object> handleConnectionInitialization(WebSocketSessionInfo session, Map<String, Object> payload) {
		Authentication stated = (payload.get(HttpHeaders.AUTHORIZATION) instanceof String header)
				? TokenAuthentication.bearer(header) : null;
		Mono<Authentication> caller = (stated != null) ? Mono.fromCallable(() -> this.manager.authenticate(stated))
				: session.getPrincipal().ofType(Authentication.class);
		return caller.doOnNext((known) -> session.getAttributes().put(CALLER, known))
			.filter(Role.READER::isHeldBy)
			.switchIfEmpty(this.openReads ? Mono.empty()
					: Mono.error(() -> new AuthenticationCredentialsNotFoundException("This needs a bearer token")))
			.then(Mono.empty());
	}

	/** Sets the caller for this thread and for the reactive chain. */
	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (request instanceof WebSocketGraphQlRequest socket) {
			SecurityContext context = new SecurityContextImpl(
					(socket.getSessionInfo().getAttributes().get(CALLER) instanceof Authentication caller) ? caller
							: ANONYMOUS);
			return Mono.defer(() -> {
				SecurityContextHolder.setContext(context);
				return chain.next(request);
			})
				.contextWrite(Context.of(SecurityContext.class.getName(), context))
				.doFinally((signal) -> SecurityContextHolder.clearContext());
		}
		return chain.next(request);
	}

}
