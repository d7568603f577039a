package dev.pedigree.graphql;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.pedigree.graph.Deadline;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Cancels the work for clients that have closed their connection. Tomcat reports that to
 * nobody who does not read or write, so each connection with a question in progress is
 * read from time to time, without waiting; data that arrives stays in Tomcat's buffer.
 */
@Component
class ClientWatch implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final Logger log = LoggerFactory.getLogger(ClientWatch.class);

	private static final String CONNECTION = ClientWatch.class.getName() + ".connection";

	private final Set<Watched> all = ConcurrentHashMap.newKeySet();

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

	/**
	 * Watches the client of the request that the current thread answers. The body of the
	 * request must have been read.
	 * @param deadline ends when the client goes; then the thread is interrupted, which
	 * ends its query
	 * @return to be run by the same thread before it writes the response
	 */
	Runnable watch(Deadline deadline) {
		RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
		Object connection = (attributes != null) ? attributes.getAttribute(CONNECTION, RequestAttributes.SCOPE_REQUEST)
				: null;
		if (!(connection instanceof org.apache.coyote.Request request)) {
			return () -> {
			};
		}
		Watched watched = new Watched(request, Thread.currentThread(), deadline);
		this.all.add(watched);
		return () -> {
			this.all.remove(watched);
			watched.end();
		};
	}

	@Scheduled(fixedRate = 250)
	void look() {
		this.all.removeIf(Watched::cancelIfGone);
	}

	/** A question in progress. */
	private static final class Watched {

		private final Thread thread;

		private final Deadline deadline;

		private org.apache.coyote.@Nullable Request request;

		Watched(org.apache.coyote.Request request, Thread thread, Deadline deadline) {
			this.request = request;
			this.thread = thread;
			this.deadline = deadline;
		}

		/** From here on the connection is Tomcat's again. */
		synchronized void end() {
			this.request = null;
		}

		synchronized boolean cancelIfGone() {
			org.apache.coyote.Request connection = this.request;
			// A closed connection reports one byte each time; a next request that is sent
			// ahead reports its size, and then nothing more.
			if (connection == null || available(connection) != 1 || available(connection) != 1) {
				return false;
			}
			this.request = null;
			if (this.deadline.expire()) {
				log.debug("A client has gone; its question is cancelled");
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
