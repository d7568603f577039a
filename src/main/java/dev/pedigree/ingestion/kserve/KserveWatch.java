package dev.pedigree.ingestion.kserve;

import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.Snapshot;
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
final class KserveWatch {

	private static final int BATCH = 200;

	private static final int MAX_EVENTS = 10_000;

	/** The longest pause between two lists, in seconds. */
	private static final int MAX_PAUSE = 32;

	private final PollRound round;

	private final KserveClient client;

	private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>(MAX_EVENTS);

	/** Whether an event was dropped because the queue was full. */
	private final AtomicBoolean overflow = new AtomicBoolean();

	private @Nullable SourceUnavailableException forbidden;

	/** The listed objects of each kind; the subject is {@code namespace/name}. */
	private final Map<KserveKind, Snapshot> listed = new TreeMap<>();

	/** A changed object; without an object, the request for a new list. */
	private record WatchEvent(KserveKind kind, Watcher.Action action, @Nullable GenericKubernetesResource object,
			Instant at) {
	}

	KserveWatch(PollRound round, KserveClient client) {
		this.round = round;
		this.client = client;
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
				watches.add(this.client.watch(kind, version, list(kind, version), listener(kind)));
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
		Snapshot snapshot = this.round.compare(kind.word());
		String cluster = "kserve://" + this.round.config().name() + "/";
		this.round.serving(cluster)
			.forEach((deployment) -> kind.object(deployment, cluster)
				.ifPresent((subject) -> snapshot.addKnown(subject, "")));
		String resourceVersion;
		String next = null;
		do {
			GenericKubernetesResourceList answer = this.client.page(kind, version, next);
			for (GenericKubernetesResource object : answer.getItems()) {
				if (snapshot.add(subject(object), state(object))) {
					this.round.add(payload("object", kind, object, this.round.now()));
				}
			}
			resourceVersion = answer.getMetadata().getResourceVersion();
			next = answer.getMetadata().getContinue();
		}
		while (next != null && !next.isEmpty());
		snapshot.missing().forEach((subject) -> this.round.add(deletion(kind, subject)));
		this.listed.put(kind, snapshot);
		if (this.round.flush()) {
			snapshot.save();
		}
		else {
			requestList(kind);
		}
		return resourceVersion;
	}

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
		Set<Snapshot> changed = new LinkedHashSet<>();
		for (WatchEvent event : batch) {
			GenericKubernetesResource object = event.object;
			if (object != null) {
				Snapshot snapshot = Objects.requireNonNull(this.listed.get(event.kind));
				boolean deleted = event.action == Watcher.Action.DELETED;
				payloads.add(payload(deleted ? "gone" : "object", event.kind, object, event.at));
				if (deleted) {
					snapshot.remove(subject(object));
				}
				else {
					snapshot.add(subject(object), state(object));
				}
				changed.add(snapshot);
			}
		}
		if (!this.round.write(payloads)) {
			return false;
		}
		changed.forEach(Snapshot::save);
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

	private Watcher<GenericKubernetesResource> listener(KserveKind kind) {
		return new Watcher<>() {

			@Override
			public void eventReceived(Action action, GenericKubernetesResource object) {
				if (action == Action.ADDED || action == Action.MODIFIED || action == Action.DELETED) {
					offer(new WatchEvent(kind, action, object, KserveWatch.this.round.now()));
				}
			}

			// The resource version is too old (410), or the cluster is unavailable.
			@Override
			public void onClose(WatcherException cause) {
				requestList(kind);
			}

		};
	}

	private static String subject(GenericKubernetesResource object) {
		return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
	}

	private static String state(GenericKubernetesResource object) {
		return object.getMetadata().getUid() + "\t" + object.getMetadata().getResourceVersion();
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

}
