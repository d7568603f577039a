package dev.pedigree.graphql;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.limits.RequestLimits;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Limits the open subscriptions of a socket and of a token: each needs memory. */
@Component
class SubscriptionLimits implements WebGraphQlInterceptor {

	private final RequestLimits.Sockets limits;

	private final Map<String, Integer> open = new ConcurrentHashMap<>();

	SubscriptionLimits(RequestLimits limits) {
		this.limits = limits.sockets();
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		String token = "token " + ((caller != null) ? caller.getName() : "");
		String socket = (request instanceof WebSocketGraphQlRequest message)
				? "socket " + message.getSessionInfo().getId() : null;
		return chain.next(request).map((response) -> {
			if (!(response.getData() instanceof Publisher<?> results)) {
				return response;
			}
			Publisher<?> ofToken = limited(token, this.limits.subscriptionsPerToken(), results);
			Publisher<?> ofSocket = (socket != null) ? limited(socket, this.limits.subscriptions(), ofToken) : ofToken;
			return response.transform((builder) -> builder.data(ofSocket));
		});
	}

	/** The same results, counted under a key while they are subscribed to. */
	<T> Flux<T> limited(String key, int most, Publisher<T> results) {
		return Flux.defer(() -> {
			if (this.open.merge(key, 1, Integer::sum) > most) {
				close(key);
				return Flux.error(exceeded(key.substring(0, key.indexOf(' ')), most));
			}
			return Flux.from(results).doFinally((signal) -> close(key));
		});
	}

	int open(String key) {
		return this.open.getOrDefault(key, 0);
	}

	private void close(String key) {
		this.open.computeIfPresent(key, (_, count) -> (count > 1) ? count - 1 : null);
	}

	private static SubscriptionPublisherException exceeded(String holder, int most) {
		InvalidRequestException exceeded = InvalidRequestException.limit("subscription",
				"the " + holder + " has too many; at most " + most + " are allowed");
		return new SubscriptionPublisherException(
				List.of(ErrorCode.LIMIT_EXCEEDED.error(null, String.valueOf(exceeded.getMessage()), Map.of())),
				exceeded);
	}

}
