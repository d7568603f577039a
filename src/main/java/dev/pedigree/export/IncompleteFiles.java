package dev.pedigree.export;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Closes the connection of an incomplete file, so that no client takes it for complete.
 * An exception does not: Tomcat appends the JSON of the error page and ends the response
 * properly.
 */
@Component
class IncompleteFiles implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final String INCOMPLETE = IncompleteFiles.class.getName();

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addContextValves(new ValveBase(true) {

			@Override
			public void invoke(Request request, Response response) throws IOException, ServletException {
				getNext().invoke(request, response);
				if (request.getAttribute(INCOMPLETE) != null) {
					response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
				}
			}

		});
	}

	/** Marks the response to a request as incomplete. */
	static void mark(ServletRequest request) {
		request.setAttribute(INCOMPLETE, true);
	}

}
