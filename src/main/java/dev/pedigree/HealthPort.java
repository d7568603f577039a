package dev.pedigree;

import java.io.IOException;

import dev.pedigree.limits.RequestLimits;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * A port for health probes with platform threads of its own ({@code pedigree.probes}).
 * All other requests share the carriers of the virtual threads, so a probe beside them
 * can wait for their CPU time, and an orchestrator then kills a server that is only busy.
 */
@Component
class HealthPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final RequestLimits.Probes settings;

	HealthPort(RequestLimits limits) {
		this.settings = limits.probes();
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		if (this.settings.port() < 0) {
			return;
		}
		Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
		connector.setPort(this.settings.port());
		AbstractProtocol<?> protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
		protocol.setMaxThreads(this.settings.threads());
		protocol.setMinSpareThreads(1);
		protocol.setConnectionTimeout(5_000);
		factory.addAdditionalConnectors(connector);
		factory.addEngineValves(new ProbesOnly(connector));
	}

	/** Answers 404 on the port to all other requests. */
	private static final class ProbesOnly extends ValveBase {

		private final Connector connector;

		ProbesOnly(Connector connector) {
			super(true);
			this.connector = connector;
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			String path = request.getDecodedRequestURI();
			if (this.connector.equals(request.getConnector()) && !path.equals("/actuator/health")
					&& !path.startsWith("/actuator/health/")) {
				response.sendError(HttpServletResponse.SC_NOT_FOUND);
				return;
			}
			getNext().invoke(request, response);
		}

	}

}
