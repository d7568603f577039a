package dev.pedigree;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.pedigree.limits.RequestLimits;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A probe is answered while all threads of the main port are busy. */
class HealthPortTests {

	private final CountDownLatch end = new CountDownLatch(1);

	private final CountDownLatch begun = new CountDownLatch(1);

	@Test
	void probeIsAnsweredWhileTheMainPortIsBusy() throws Exception {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		new HealthPort(limits(Map.of("pedigree.probes.port", "0"))).customize(factory);
		factory.addConnectorCustomizers(
				(connector) -> ((AbstractProtocol<?>) connector.getProtocolHandler()).setMaxThreads(1));
		TomcatWebServer server = (TomcatWebServer) factory
			.getWebServer((context) -> context.addServlet("busy", new Busy(this.begun, this.end)).addMapping("/*"));
		server.start();
		try (HttpClient client = HttpClient.newHttpClient()) {
			int probes = server.getTomcat().getService().findConnectors()[1].getLocalPort();
			CompletableFuture<HttpResponse<String>> busy = client.sendAsync(request(server.getPort(), "/busy"),
					HttpResponse.BodyHandlers.ofString());
			assertThat(this.begun.await(20, TimeUnit.SECONDS)).isTrue();
			HttpResponse<String> health = client.send(request(probes, "/actuator/health/liveness"),
					HttpResponse.BodyHandlers.ofString());
			assertThat(health.statusCode()).isEqualTo(200);
			for (String path : new String[] { "/graphql", "/actuator/healthy", "/actuator/health/../prometheus" }) {
				assertThat(client.send(request(probes, path), HttpResponse.BodyHandlers.ofString()).statusCode())
					.as(path)
					.isEqualTo(404);
			}
			this.end.countDown();
			assertThat(busy.get().statusCode()).isEqualTo(200);
		}
		finally {
			this.end.countDown();
			server.stop();
			server.destroy();
		}
	}

	@Test
	void thereIsNoPortWithoutTheSetting() {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		new HealthPort(limits(Map.of())).customize(factory);
		assertThat(factory.getAdditionalConnectors()).isEmpty();
	}

	private static RequestLimits limits(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("pedigree", RequestLimits.class);
	}

	private static HttpRequest request(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.timeout(Duration.ofSeconds(20))
			.build();
	}

	/** Answers probes at once and all others when the test ends. */
	private static final class Busy extends HttpServlet {

		private final transient CountDownLatch begun;

		private final transient CountDownLatch end;

		Busy(CountDownLatch begun, CountDownLatch end) {
			this.begun = begun;
			this.end = end;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			if (request.getRequestURI().equals("/busy")) {
				this.begun.countDown();
				try {
					this.end.await(30, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					throw new IOException(ex);
				}
			}
			response.getWriter().write("ok");
		}

	}

}
