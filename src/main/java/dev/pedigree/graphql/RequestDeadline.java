package dev.pedigree.graphql;

import dev.pedigree.graph.Deadline;
import dev.pedigree.limits.RequestLimits;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.stereotype.Component;

/**
 * Gives every question over HTTP one deadline, and ends it when the client goes. Fields
 * are answered on the thread of the request (see {@link Engine}), which carries it.
 */
@Component
class RequestDeadline implements WebGraphQlInterceptor {

	private final RequestLimits.Graphql limits;

	private final ClientWatch clients;

	RequestDeadline(RequestLimits limits, ClientWatch clients) {
		this.limits = limits.limits();
		this.clients = clients;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (request instanceof WebSocketGraphQlRequest) {
			return chain.next(request);
		}
		return Mono.defer(() -> {
			Runnable watch = this.clients.watch(Deadline.begin(this.limits.deadline()));
			return chain.next(request).doFinally((_) -> {
				watch.run();
				Deadline.end();
			});
		});
	}

}
