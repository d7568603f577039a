package dev.pedigree.ingestion.kserve;

import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One round of looking at a cluster: all that serves is listed, and then watched until
 * the next turn, so that no canary passes unseen. What is on a list and was taken before
 * is not taken again; what is no longer on it is gone.
 */
final class KserveWatch implements AutoCloseable {

	/** Events that are taken at once. */
	private static final int BATCH = 200;

	private static final int MOST_EVENTS = 10_000;

	/** In seconds, between two lists. */
	private static final int LONGEST_PAUSE = 32;

	private final PollRound poll;

	private final KserveClient client;

	private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>(MOST_EVENTS);

	/** Whether there were more events than can wait. */
	private final AtomicBoolean overrun = new AtomicBoolean();

	/** That our account may not see some kind. */
	private @Nullable SourceUnavailableException hidden;

	/** What was listed of each kind, by namespace and name, with its state. */
	private final Map<KserveKind, Map<String, String>> listed = new TreeMap<>();

	/** An object that changed, or the end of a watch (no object). */
	private record WatchEvent(KserveKind kind, Watcher.Action action, @Nullable GenericKubernetesResource object,
			Instant at) {
	}

	KserveWatch(PollRound poll) {
		this.poll = poll;
		this.client = new KserveClient(poll.instance().settings());
	}

	/**
	 * Lists, and watches while the round goes on; lists again when a watch breaks off.
	 */
	void follow() {
		try {
			for (int pause = 1;; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
				look();
				if (!this.poll.goesOn()) {
					return;
				}
				TimeUnit.SECONDS.sleep(pause);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SourceUnavailableException("The catalog stops");
		}
		catch (KubernetesClientException ex) {
			throw (ex.getCode() > 0 || ex.getCause() == null)
					? new SourceUnavailableException("The cluster does not answer: " + said(ex))
					: SourceUnavailableException.unanswered("The cluster does not answer", ex);
		}
	}

	private static String said(KubernetesClientException ex) {
		return String.valueOf((ex.getStatus() != null) ? ex.getStatus().getMessage() : ex.getMessage());
	}

	private void look() throws InterruptedException {
		List<Watch> watches = new ArrayList<>();
		try {
			for (KserveKind kind : KserveKind.values()) {
				watch(kind, watches);
			}
			if (this.listed.isEmpty()) {
				throw (this.hidden != null) ? this.hidden : new SourceUnavailableException(
						"The cluster has none of the kinds of KServe, or something else answers in its place");
			}
			drain();
		}
		finally {
			watches.forEach(Watch::close);
			this.events.clear();
			this.overrun.set(false);
		}
	}

	/**
	 * Lists a kind and begins to watch it; nothing of one that the cluster does not have.
	 */
	private void watch(KserveKind kind, List<Watch> watches) {
		for (String version : kind.versions()) {
			try {
				String state = list(kind, version);
				watches.add(this.client.watch(kind, version, state, new Follower(kind)));
				return;
			}
			catch (KubernetesClientException ex) {
				if (ex.getCode() == HttpURLConnection.HTTP_GONE) {
					// The cluster forgot the state that was listed meanwhile.
					broken(kind);
					return;
				}
				if (ex.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
					SourceUnavailableException hides = new SourceUnavailableException(
							"The cluster does not show " + kind.plural() + ": " + said(ex));
					this.poll.without(kind.word(), hides);
					this.hidden = (this.hidden != null) ? this.hidden : hides;
					return;
				}
				if (ex.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
					throw ex;
				}
			}
		}
	}

	/** Takes what a list has that is new; gives the state that a watch begins at. */
	private String list(KserveKind kind, String version) {
		Map<String, String> before = this.poll.listedBefore(kind.word())
			.stream()
			.collect(Collectors.toMap(KserveWatch::subject, (line) -> line));
		String cluster = "kserve://" + this.poll.instance().name() + "/";
		this.poll.serving(cluster)
			.forEach((deployment) -> kind.object(deployment, cluster)
				.ifPresent((subject) -> before.putIfAbsent(subject, subject + "\t")));
		Map<String, String> now = new TreeMap<>();
		boolean whole = true;
		String state;
		String next = null;
		do {
			GenericKubernetesResourceList answer = this.client.page(kind, version, next);
			List<ObjectNode> news = new ArrayList<>();
			for (GenericKubernetesResource object : answer.getItems()) {
				String line = line(object);
				now.put(subject(line), line);
				if (!line.equals(before.get(subject(line)))) {
					news.add(payload("object", kind, object, this.poll.now()));
				}
			}
			whole &= this.poll.take(news);
			state = answer.getMetadata().getResourceVersion();
			next = answer.getMetadata().getContinue();
		}
		while (next != null && !next.isEmpty());
		whole &= this.poll.take(before.keySet()
			.stream()
			.filter((subject) -> !now.containsKey(subject))
			.map((subject) -> gone(kind, subject))
			.toList());
		this.listed.put(kind, now);
		if (whole) {
			this.poll.listed(kind.word(), new TreeSet<>(now.values()));
		}
		else {
			broken(kind);
		}
		return state;
	}

	/** Takes events as they come, until the round is over or a list is needed again. */
	private void drain() throws InterruptedException {
		boolean whole = true;
		while (whole && this.poll.goesOn()) {
			WatchEvent event = this.events.poll(1, TimeUnit.SECONDS);
			if (event != null) {
				List<WatchEvent> some = new ArrayList<>(List.of(event));
				this.events.drainTo(some, BATCH);
				whole = take(some);
			}
		}
	}

	/** Whether all was taken, and nothing was missed. */
	private boolean take(List<WatchEvent> some) {
		List<ObjectNode> payloads = new ArrayList<>();
		for (WatchEvent event : some) {
			if (event.object != null) {
				payloads.add(payload((event.action == Watcher.Action.DELETED) ? "gone" : "object", event.kind,
						event.object, event.at));
			}
		}
		if (!this.poll.take(payloads)) {
			return false;
		}
		Set<KserveKind> changed = new TreeSet<>();
		for (WatchEvent event : some) {
			if (event.object != null) {
				String line = line(event.object);
				Map<String, String> known = Objects.requireNonNull(this.listed.get(event.kind));
				if (event.action == Watcher.Action.DELETED) {
					known.remove(subject(line));
				}
				else {
					known.put(subject(line), line);
				}
				changed.add(event.kind);
			}
		}
		changed.forEach((kind) -> this.poll.listed(kind.word(),
				new TreeSet<>(Objects.requireNonNull(this.listed.get(kind)).values())));
		return some.stream().noneMatch((event) -> event.object == null) && !this.overrun.get();
	}

	/** Asks for a list: a watch broke off, or not all could be written. */
	private void broken(KserveKind kind) {
		keep(new WatchEvent(kind, Watcher.Action.ERROR, null, this.poll.now()));
	}

	/** More than can wait is on the next list. */
	private void keep(WatchEvent event) {
		if (!this.events.offer(event)) {
			this.overrun.set(true);
		}
	}

	private final class Follower implements Watcher<GenericKubernetesResource> {

		private final KserveKind kind;

		Follower(KserveKind kind) {
			this.kind = kind;
		}

		@Override
		public void eventReceived(Action action, GenericKubernetesResource object) {
			if (action == Action.ADDED || action == Action.MODIFIED || action == Action.DELETED) {
				keep(new WatchEvent(this.kind, action, object, KserveWatch.this.poll.now()));
			}
		}

		/** The state that it began at is too old (410), or the cluster is away. */
		@Override
		public void onClose(WatcherException cause) {
			broken(this.kind);
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

	private static ObjectNode payload(String member, KserveKind kind, GenericKubernetesResource object, Instant at) {
		return observed(at).set(member, KserveClient.json(kind, object));
	}

	private ObjectNode gone(KserveKind kind, String subject) {
		int slash = subject.indexOf('/');
		ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", kind.word());
		object.putObject("metadata")
			.put("namespace", subject.substring(0, slash))
			.put("name", subject.substring(slash + 1));
		return observed(this.poll.now()).set("gone", object);
	}

	private static ObjectNode observed(Instant at) {
		return JsonNodeFactory.instance.objectNode().put("observed_at", at.toEpochMilli());
	}

	@Override
	public void close() {
		this.client.close();
	}

}
