package dev.pedigree.graphql;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.limits.RequestLimits;
import graphql.GraphqlErrorBuilder;
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

/**
 * Counts open subscriptions, per socket and per token, and answers LIMIT_EXCEEDED to one
 * more than is allowed. Each one holds memory and reads the change log.
 */
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
		String socket = (request instanceof WebSocketGraphQlRequest one) ? "socket " + one.getSessionInfo().getId()
				: null;
		return chain.next(request)
			.map((response) -> (response
				.getData() instanceof Publisher<?> results)
						? response
							.transform(
									(builder) -> builder.data(
											(socket != null)
													? limited(socket, this.limits.subscriptions(),
															limited(token, this.limits.subscriptionsPerToken(),
																	results))
													: limited(token, this.limits.subscriptionsPerToken(), results)))
						: response);
	}

	/** The same results, counted under a key for as long as they are subscribed to. */
	<T> Flux<T> limited(String key, int most, Publisher<T> results) {
		return Flux.defer(() -> {
			if (this.open.merge(key, 1, Integer::sum) > most) {
				close(key);
				return Flux.error(exceeded(key.substring(0, key.indexOf(' ')), most));
			}
			return Flux.from(results).doFinally((signal) -> close(key));
		});
	}

	/** The number of open subscriptions under a key. */
	int open(String key) {
		return this.open.getOrDefault(key, 0);
	}

	private void close(String key) {
		this.open.computeIfPresent(key, (_, count) -> (count > 1) ? count - 1 : null);
	}

	private static SubscriptionPublisherException exceeded(String holder, int most) {
		InvalidRequestException refusal = InvalidRequestException.limit("subscription",
				"the " + holder + " has too many; at most " + most + " are allowed");
		return new SubscriptionPublisherException(List.of(GraphqlErrorBuilder.newError()
			.errorType(ErrorCode.LIMIT_EXCEEDED)
			.message(String.valueOf(refusal.getMessage()))
			.extensions(Map.of("code", ErrorCode.LIMIT_EXCEEDED.name()))
			.build()), refusal);
	}

}
