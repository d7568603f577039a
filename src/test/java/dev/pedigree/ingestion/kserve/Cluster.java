package dev.pedigree.ingestion.kserve;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;

/**
 * The API of a cluster that has InferenceServices and InferenceGraphs, with a real list
 * and watch.
 */
final class Cluster implements AutoCloseable {

	private static final String ADMIN = "admin";

	/** What the next lists and watches are answered with instead. */
	final Queue<Integer> faults = new ConcurrentLinkedQueue<>();

	/** The number of next watches whose resource version is too old. */
	final AtomicInteger tooOld = new AtomicInteger();

	/** The requested paths and queries. */
	final List<String> asked = new CopyOnWriteArrayList<>();

	/** Whether something else answers in its place. */
	volatile boolean proxied;

	/** What our account may not see, as paths call it. */
	volatile String hidden = "none";

	/** The token that is good for all but its own client. */
	volatile String token = "good-token";

	private final KubernetesMockServer server;

	private final KubernetesClient admin;

	Cluster() {
		KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();
		this.server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new Dispatcher() {
			@Override
			public MockResponse dispatch(RecordedRequest request) {
				int refused = refused(request);
				return (refused != 0) ? new MockResponse().setResponseCode(refused)
						: closable(objects.dispatch(request));
			}
		}, false);
		this.server.init();
		this.admin = this.server.createClient((client) -> client
			.withConfig(new ConfigBuilder(Config.empty()).withMasterUrl(url()).withOauthToken(ADMIN).build()));
	}

	/**
	 * Closes a watch on a thread of its own. The mock server (7.8.0) waits for its sender
	 * on the event loop, for up to a minute, while the sender waits for that loop.
	 */
	private static MockResponse closable(MockResponse response) {
		WebSocketListener watch = response.getWebSocketListener();
		return (watch == null) ? response : response.withWebSocketUpgrade(new WebSocketListener() {
			@Override
			public void onOpen(WebSocket socket, Response opened) {
				watch.onOpen(socket, opened);
			}

			@Override
			public void onClosing(WebSocket socket, int code, String reason) {
				watch.onClosing(socket, code, reason);
			}

			@Override
			public void onClosed(WebSocket socket, int code, String reason) {
				Thread.startVirtualThread(() -> watch.onClosed(socket, code, reason));
			}

			@Override
			public void onFailure(WebSocket socket, Throwable error, Response last) {
				Thread.startVirtualThread(() -> watch.onFailure(socket, error, last));
			}
		});
	}

	private int refused(RecordedRequest request) {
		String authorization = request.getHeader("Authorization");
		if (authorization == null || authorization.equals("Bearer " + ADMIN)) {
			return 0;
		}
		this.asked.add(request.getPath());
		if (!authorization.equals("Bearer " + this.token)) {
			return 401;
		}
		if (request.getPath().contains("/" + this.hidden)) {
			return 403;
		}
		if (this.proxied || !request.getPath().matches(".*/inference(services|graphs).*")) {
			return 404;
		}
		if (request.getPath().contains("watch=true") && this.tooOld.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
			return 410;
		}
		Integer fault = this.faults.poll();
		return (fault != null) ? fault : 0;
	}

	String url() {
		return this.server.url("/");
	}

	private static ResourceDefinitionContext context(KserveKind kind) {
		return new ResourceDefinitionContext.Builder().withGroup(kind.group())
			.withVersion(kind.versions().getFirst())
			.withKind(kind.word())
			.withPlural(kind.plural())
			.withNamespaced(true)
			.build();
	}

	/** Makes or changes an object. */
	void apply(String yaml) {
		GenericKubernetesResource object = this.admin.getKubernetesSerialization()
			.unmarshal(yaml, GenericKubernetesResource.class);
		this.admin.genericKubernetesResources(context(Objects.requireNonNull(KserveKind.of(object.getKind()))))
			.inNamespace(object.getMetadata().getNamespace())
			.resource(object)
			.createOr((existing) -> existing.update());
	}

	void delete(KserveKind kind, String namespace, String name) {
		this.admin.genericKubernetesResources(context(kind)).inNamespace(namespace).withName(name).delete();
	}

	@Override
	public void close() {
		this.server.destroy();
	}

}
