package dev.pedigree.graphql;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.pedigree.graph.Deadline;
import dev.pedigree.limits.RequestLimits;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Sets the deadline of every request over HTTP, and cancels the request when its client
 * has closed the connection. Tomcat reports that only on a read or write, so each
 * connection with a request in progress is polled without blocking; data that arrives
 * stays in Tomcat's buffer.
 */
@Component
class ClientWatch implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, WebGraphQlInterceptor {

	private static final Logger log = LoggerFactory.getLogger(ClientWatch.class);

	private static final String CONNECTION = ClientWatch.class.getName() + ".connection";

	private final Set<WatchedRequest> all = ConcurrentHashMap.newKeySet();

	private final Duration deadline;

	ClientWatch(RequestLimits limits) {
		this.deadline = limits.limits().deadline();
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addContextValves(new ValveBase(true) {

			@Override
			public void invoke(Request request, Response response) throws IOException, ServletException {
				request.setAttribute(CONNECTION, request.getCoyoteRequest());
				getNext().invoke(request, response);
			}

		});
	}

	/** The thread of the request, which fetches its fields, carries both. */
	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (request instanceof WebSocketGraphQlRequest) {
			return chain.next(request);
		}
		return Mono.defer(() -> {
			Optional<WatchedRequest> watched = watch(Deadline.begin(this.deadline));
			return chain.next(request).doFinally((_) -> {
				// Before the response is written, the connection is Tomcat's again.
				watched.ifPresent(this.all::remove);
				watched.ifPresent(WatchedRequest::end);
				Deadline.end();
			});
		});
	}

	private Optional<WatchedRequest> watch(Deadline deadline) {
		RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
		Object connection = (attributes != null) ? attributes.getAttribute(CONNECTION, RequestAttributes.SCOPE_REQUEST)
				: null;
		if (!(connection instanceof org.apache.coyote.Request request)) {
			return Optional.empty();
		}
		WatchedRequest watched = new WatchedRequest(request, Thread.currentThread(), deadline);
		this.all.add(watched);
		return Optional.of(watched);
	}

	@Scheduled(fixedRate = 250)
	void poll() {
		this.all.removeIf(WatchedRequest::cancelIfGone);
	}

	/** A request in progress. */
	private static final class WatchedRequest {

		private final Thread thread;

		private final Deadline deadline;

		private org.apache.coyote.@Nullable Request request;

		WatchedRequest(org.apache.coyote.Request request, Thread thread, Deadline deadline) {
			this.request = request;
			this.thread = thread;
			this.deadline = deadline;
		}

		synchronized void end() {
			this.request = null;
		}

		synchronized boolean cancelIfGone() {
			org.apache.coyote.Request connection = this.request;
			// A closed connection reports one byte each time; a pipelined request reports
			// its size, and then nothing more.
			if (connection == null || available(connection) != 1 || available(connection) != 1) {
				return false;
			}
			this.request = null;
			if (this.deadline.expire()) {
				log.debug("A client is gone; its request is cancelled");
				this.thread.interrupt();
			}
			return true;
		}

		private static int available(org.apache.coyote.Request connection) {
			connection.action(ActionCode.AVAILABLE, true);
			return connection.getAvailable();
		}

	}

}
