package dev.pedigree.ingestion.kserve;

import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.pedigree.ingestion.connector.Instance;
import dev.pedigree.ingestion.connector.Poll;
import dev.pedigree.ingestion.connector.RemoteFailure;
import dev.pedigree.ingestion.connector.Secret;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One round of looking at a cluster: all that serves is listed, and then watched until
 * the next turn, so that no canary passes unseen. What is on a list and was taken before
 * is not taken again; what is no longer on it is gone.
 */
final class KserveWatch implements AutoCloseable {

	private static final long PAGE = 200;

	private final Poll poll;

	private final KubernetesClient client;

	private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

	/** What was listed of each kind, by namespace and name, with its state. */
	private final Map<Kind, Map<String, String>> listed = new TreeMap<>();

	/** An object that changed, or the end of a watch (no object). */
	private record Event(Kind kind, Watcher.Action action, @Nullable GenericKubernetesResource object) {
	}

	KserveWatch(Poll poll) {
		this.poll = poll;
		this.client = new KubernetesClientBuilder().withConfig(config(poll.instance().settings())).build();
	}

	private static Config config(Instance.Settings settings) {
		ConfigBuilder config = new ConfigBuilder(Config.empty()).withMasterUrl(settings.url().toString())
			.withRequestTimeout((int) settings.timeout().toMillis())
			.withConnectionTimeout((int) settings.timeout().toMillis())
			.withRequestRetryBackoffLimit(4)
			.withRequestRetryBackoffInterval(1000);
		String token = settings.token();
		if (token != null) {
			config.withOauthTokenProvider(new Secret(token)::read);
		}
		if (settings.ca() != null) {
			config.withCaCertFile(settings.ca().toString());
		}
		return config.build();
	}

	/**
	 * Lists, and watches while the round goes on; lists again when a watch breaks off.
	 */
	void follow() {
		try {
			do {
				List<Watch> watches = new ArrayList<>();
				try {
					for (Kind kind : Kind.values()) {
						watch(kind, watches);
					}
					drain();
				}
				finally {
					watches.forEach(Watch::close);
					this.events.clear();
				}
			}
			while (this.poll.goesOn());
		}
		catch (KubernetesClientException ex) {
			throw new RemoteFailure("The cluster does not answer: "
					+ ((ex.getStatus() != null) ? ex.getStatus().getMessage() : ex.getMessage()));
		}
	}

	/**
	 * Lists a kind and begins to watch it; nothing of one that the cluster does not have.
	 */
	private void watch(Kind kind, List<Watch> watches) {
		for (String version : kind.versions()) {
			ResourceDefinitionContext context = new ResourceDefinitionContext.Builder().withGroup(kind.group())
				.withVersion(version)
				.withKind(kind.word())
				.withPlural(kind.plural())
				.withNamespaced(true)
				.build();
			try {
				String state = list(kind, context);
				watches.add(this.client.genericKubernetesResources(context)
					.inAnyNamespace()
					.watch(new ListOptionsBuilder().withResourceVersion(state).build(), new Follower(kind)));
				return;
			}
			catch (KubernetesClientException ex) {
				if (ex.getCode() == HttpURLConnection.HTTP_GONE) {
					// The cluster forgot the state that was listed meanwhile.
					this.events.add(new Event(kind, Watcher.Action.ERROR, null));
					return;
				}
				if (ex.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
					throw ex;
				}
			}
		}
	}

	/** Takes what a list has that is new; gives the state that a watch begins at. */
	private String list(Kind kind, ResourceDefinitionContext context) {
		Map<String, String> before = this.poll.listedBefore(kind.word())
			.stream()
			.collect(Collectors.toMap(KserveWatch::subject, (line) -> line));
		Map<String, String> now = new TreeMap<>();
		String state;
		String next = null;
		do {
			ListOptions page = new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build();
			GenericKubernetesResourceList answer = this.client.genericKubernetesResources(context)
				.inAnyNamespace()
				.list(page);
			List<ObjectNode> news = new ArrayList<>();
			for (GenericKubernetesResource object : answer.getItems()) {
				String line = line(object);
				now.put(subject(line), line);
				if (!line.equals(before.get(subject(line)))) {
					news.add(payload("object", kind, object));
				}
			}
			this.poll.take(news);
			state = answer.getMetadata().getResourceVersion();
			next = answer.getMetadata().getContinue();
		}
		while (next != null && !next.isEmpty());
		this.poll.take(before.keySet()
			.stream()
			.filter((subject) -> !now.containsKey(subject))
			.map((subject) -> gone(kind, subject))
			.toList());
		this.listed.put(kind, now);
		this.poll.listed(kind.word(), new TreeSet<>(now.values()));
		return state;
	}

	/** Takes events as they come, until the round is over or a watch breaks off. */
	private void drain() {
		try {
			while (this.poll.goesOn()) {
				Event event = this.events.poll(1, TimeUnit.SECONDS);
				if (event != null) {
					GenericKubernetesResource object = event.object;
					if (object == null) {
						TimeUnit.SECONDS.sleep(1);
						return;
					}
					take(event.kind, event.action, object);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RemoteFailure("The catalog stops");
		}
	}

	private void take(Kind kind, Watcher.Action action, GenericKubernetesResource object) {
		Map<String, String> known = this.listed.getOrDefault(kind, Map.of());
		String line = line(object);
		if (action == Watcher.Action.DELETED) {
			this.poll.take(List.of(gone(kind, subject(line))));
			known.remove(subject(line));
		}
		else {
			this.poll.take(List.of(payload("object", kind, object)));
			known.put(subject(line), line);
		}
		this.poll.listed(kind.word(), new TreeSet<>(known.values()));
	}

	private final class Follower implements Watcher<GenericKubernetesResource> {

		private final Kind kind;

		Follower(Kind kind) {
			this.kind = kind;
		}

		@Override
		public void eventReceived(Action action, GenericKubernetesResource object) {
			if (action == Action.ADDED || action == Action.MODIFIED || action == Action.DELETED) {
				KserveWatch.this.events.add(new Event(this.kind, action, object));
			}
		}

		/** The state that it began at is too old (410), or the cluster is away. */
		@Override
		public void onClose(WatcherException cause) {
			KserveWatch.this.events.add(new Event(this.kind, Action.ERROR, null));
		}

	}

	/** Where an object is, and its state. */
	private static String line(GenericKubernetesResource object) {
		return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName() + "\t"
				+ object.getMetadata().getUid() + "\t" + object.getMetadata().getResourceVersion();
	}

	private static String subject(String line) {
		return line.substring(0, line.indexOf('\t'));
	}

	private ObjectNode payload(String member, Kind kind, GenericKubernetesResource object) {
		ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(Serialization.asJson(object));
		json.put("kind", kind.word());
		if (json.path("metadata").path("annotations") instanceof ObjectNode annotations) {
			// It repeats the whole specification.
			annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
		}
		json.path("metadata").path("managedFields").forEach((writer) -> ((ObjectNode) writer).remove("fieldsV1"));
		return observed().set(member, json);
	}

	private ObjectNode gone(Kind kind, String subject) {
		int slash = subject.indexOf('/');
		ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", kind.word());
		object.putObject("metadata")
			.put("namespace", subject.substring(0, slash))
			.put("name", subject.substring(slash + 1));
		return observed().set("gone", object);
	}

	private static ObjectNode observed() {
		return JsonNodeFactory.instance.objectNode().put("observed_at", System.currentTimeMillis());
	}

	@Override
	public void close() {
		this.client.close();
	}

}
