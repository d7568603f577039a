package dev.pedigree.ingestion.kserve;

import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * One poll of a cluster: lists the objects of KServe and watches them until the next
 * round is due, so that no short canary is missed. Unchanged objects of the snapshot are
 * not written again; missing ones are deleted.
 */
final class KserveWatch implements AutoCloseable {

	/** The number of events that are written together. */
	private static final int BATCH = 200;

	private static final int MAX_EVENTS = 10_000;

	/** The longest pause between two lists, in seconds. */
	private static final int MAX_PAUSE = 32;

	private final PollRound round;

	private final KserveClient client;

	private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>(MAX_EVENTS);

	/** Whether an event was dropped because the queue was full. */
	private final AtomicBoolean overflow = new AtomicBoolean();

	/** The first kind without permission; null if there is none. */
	private @Nullable SourceUnavailableException forbidden;

	/** The listed objects of each kind, by namespace and name. */
	private final Map<KserveKind, Map<String, String>> listed = new TreeMap<>();

	/** A changed object; without an object, the request for a new list. */
	private record WatchEvent(KserveKind kind, Watcher.Action action, @Nullable GenericKubernetesResource object,
			Instant at) {
	}

	KserveWatch(PollRound round) {
		this.round = round;
		this.client = new KserveClient(round.config().settings());
	}

	/** Lists and watches until the round ends; lists again after a watch ends. */
	void run() {
		try {
			for (int pause = 1;; pause = Math.min(2 * pause, MAX_PAUSE)) {
				listAndWatch();
				if (!this.round.shouldContinue()) {
					return;
				}
				TimeUnit.SECONDS.sleep(pause);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SourceUnavailableException("The catalog shuts down");
		}
		catch (KubernetesClientException ex) {
			throw (ex.getCode() > 0 || ex.getCause() == null)
					? new SourceUnavailableException("The cluster does not answer: " + message(ex))
					: SourceUnavailableException.unanswered("The cluster does not answer", ex);
		}
	}

	private static String message(KubernetesClientException ex) {
		return String.valueOf((ex.getStatus() != null) ? ex.getStatus().getMessage() : ex.getMessage());
	}

	private void listAndWatch() throws InterruptedException {
		List<Watch> watches = new ArrayList<>();
		try {
			for (KserveKind kind : KserveKind.values()) {
				watch(kind, watches);
			}
			if (this.listed.isEmpty()) {
				throw (this.forbidden != null) ? this.forbidden : new SourceUnavailableException(
						"The cluster has none of the kinds of KServe; check that the URL is a cluster with KServe");
			}
			writeEvents();
		}
		finally {
			watches.forEach(Watch::close);
			this.events.clear();
			this.overflow.set(false);
		}
	}

	/** Lists and watches a kind, unless the cluster does not have it. */
	private void watch(KserveKind kind, List<Watch> watches) {
		for (String version : kind.versions()) {
			try {
				String resourceVersion = list(kind, version);
				watches.add(this.client.watch(kind, version, resourceVersion, new Listener(kind)));
				return;
			}
			catch (KubernetesClientException ex) {
				if (ex.getCode() == HttpURLConnection.HTTP_GONE) {
					// The listed resource version is too old.
					requestList(kind);
					return;
				}
				if (ex.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
					SourceUnavailableException failure = new SourceUnavailableException(
							"No permission to list " + kind.plural() + ": " + message(ex));
					this.round.skip(kind.word(), failure);
					this.forbidden = (this.forbidden != null) ? this.forbidden : failure;
					return;
				}
				if (ex.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
					throw ex;
				}
			}
		}
	}

	/** Writes new objects, changes and deletions; returns the listed resource version. */
	private String list(KserveKind kind, String version) {
		Map<String, String> before = this.round.snapshot(kind.word())
			.stream()
			.collect(Collectors.toMap(KserveWatch::subject, (entry) -> entry));
		String cluster = "kserve://" + this.round.config().name() + "/";
		this.round.serving(cluster)
			.forEach((deployment) -> kind.object(deployment, cluster)
				.ifPresent((subject) -> before.putIfAbsent(subject, subject + "\t")));
		Map<String, String> now = new TreeMap<>();
		String resourceVersion;
		String next = null;
		do {
			GenericKubernetesResourceList answer = this.client.page(kind, version, next);
			for (GenericKubernetesResource object : answer.getItems()) {
				String entry = entry(object);
				now.put(subject(entry), entry);
				if (!entry.equals(before.get(subject(entry)))) {
					this.round.add(payload("object", kind, object, this.round.now()));
				}
			}
			resourceVersion = answer.getMetadata().getResourceVersion();
			next = answer.getMetadata().getContinue();
		}
		while (next != null && !next.isEmpty());
		before.keySet()
			.stream()
			.filter((subject) -> !now.containsKey(subject))
			.forEach((subject) -> this.round.add(deletion(kind, subject)));
		this.listed.put(kind, now);
		if (this.round.flush()) {
			saveSnapshot(kind);
		}
		else {
			requestList(kind);
		}
		return resourceVersion;
	}

	private void saveSnapshot(KserveKind kind) {
		this.round.saveSnapshot(kind.word(), new TreeSet<>(Objects.requireNonNull(this.listed.get(kind)).values()));
	}

	/** Writes events until the round ends or a new list is required. */
	private void writeEvents() throws InterruptedException {
		boolean complete = true;
		while (complete && this.round.shouldContinue()) {
			WatchEvent event = this.events.poll(1, TimeUnit.SECONDS);
			if (event != null) {
				List<WatchEvent> batch = new ArrayList<>(List.of(event));
				this.events.drainTo(batch, BATCH);
				complete = write(batch);
			}
		}
	}

	/** Writes events; returns whether all were written and none was missed. */
	private boolean write(List<WatchEvent> batch) {
		List<ObjectNode> payloads = new ArrayList<>();
		Map<KserveKind, List<WatchEvent>> changes = new TreeMap<>();
		for (WatchEvent event : batch) {
			if (event.object != null) {
				payloads.add(payload((event.action == Watcher.Action.DELETED) ? "gone" : "object", event.kind,
						event.object, event.at));
				changes.computeIfAbsent(event.kind, (_) -> new ArrayList<>()).add(event);
			}
		}
		if (!this.round.write(payloads)) {
			return false;
		}
		changes.forEach((kind, events) -> {
			Map<String, String> known = Objects.requireNonNull(this.listed.get(kind));
			for (WatchEvent event : events) {
				String entry = entry(Objects.requireNonNull(event.object));
				if (event.action == Watcher.Action.DELETED) {
					known.remove(subject(entry));
				}
				else {
					known.put(subject(entry), entry);
				}
			}
			saveSnapshot(kind);
		});
		return batch.stream().noneMatch((event) -> event.object == null) && !this.overflow.get();
	}

	/** Requests a new list, after a watch ended or a payload could not be written. */
	private void requestList(KserveKind kind) {
		offer(new WatchEvent(kind, Watcher.Action.ERROR, null, this.round.now()));
	}

	/** Adds an event to the queue; an overflow is repaired by the next list. */
	private void offer(WatchEvent event) {
		if (!this.events.offer(event)) {
			this.overflow.set(true);
		}
	}

	private final class Listener implements Watcher<GenericKubernetesResource> {

		private final KserveKind kind;

		Listener(KserveKind kind) {
			this.kind = kind;
		}

		@Override
		public void eventReceived(Action action, GenericKubernetesResource object) {
			if (action == Action.ADDED || action == Action.MODIFIED || action == Action.DELETED) {
				offer(new WatchEvent(this.kind, action, object, KserveWatch.this.round.now()));
			}
		}

		/** The resource version is too old (410), or the cluster is unavailable. */
		@Override
		public void onClose(WatcherException cause) {
			requestList(this.kind);
		}

	}

	/** A snapshot entry: namespace and name, uid, resource version. */
	private static String entry(GenericKubernetesResource object) {
		return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName() + "\t"
				+ object.getMetadata().getUid() + "\t" + object.getMetadata().getResourceVersion();
	}

	private static String subject(String entry) {
		return entry.substring(0, entry.indexOf('\t'));
	}

	private static ObjectNode payload(String member, KserveKind kind, GenericKubernetesResource object, Instant at) {
		return observed(at).set(member, KserveClient.json(kind, object));
	}

	private ObjectNode deletion(KserveKind kind, String subject) {
		int slash = subject.indexOf('/');
		ObjectNode object = JsonNodeFactory.instance.objectNode().put("kind", kind.word());
		object.putObject("metadata")
			.put("namespace", subject.substring(0, slash))
			.put("name", subject.substring(slash + 1));
		return observed(this.round.now()).set("gone", object);
	}

	private static ObjectNode observed(Instant at) {
		return JsonNodeFactory.instance.objectNode().put("observed_at", at.toEpochMilli());
	}

	@Override
	public void close() {
		this.client.close();
	}

}
