package dev.pedigree.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import dev.pedigree.Listening;
import dev.pedigree.store.ProcessStore;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subscriber of two catalogs on one store misses nothing, whichever writes and
 * whichever goes.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(CatalogProcess.EARLY)
@ResourceLock(ProcessStore.LOCK)
class SubscriptionTests {

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean sending = new AtomicBoolean(true);

	@Test
	void whoeverResumesElsewhereHasMissedNothing() throws Exception {
		List<JsonNode> told = new ArrayList<>();
		ProcessStore.clear();
		try (CatalogProcess one = CatalogProcess.start(ProcessStore.uri());
				CatalogProcess other = CatalogProcess.start(ProcessStore.uri());
				ExecutorService clients = Executors.newFixedThreadPool(4)) {
			List<Future<?>> running = new ArrayList<>();
			for (int client = 0; client < 4; client++) {
				String job = "score-" + client;
				CatalogProcess catalog = (client % 2 == 0) ? one : other;
				running.add(clients.submit((Callable<Void>) () -> send(catalog, job)));
			}
			try (Listening listening = listen(one, 0)) {
				told.addAll(listening.told(300));
			}
			one.kill();
			try (Listening listening = listen(other, last(told))) {
				told.addAll(listening.told(300));
			}
			one.restart();
			try (Listening listening = listen(one, last(told))) {
				told.addAll(listening.told(300));
				this.sending.set(false);
				for (Future<?> client : running) {
					client.get();
				}
				// Whatever is committed later than this has a greater number.
				one.send(event(UUID.randomUUID().toString(), "last"));
				do {
					told.add(listening.told());
				}
				while (!told.getLast().path("id").asString().equals("job:subscription|last"));
			}
		}
		assertThat(told.stream().map((change) -> change.path("seq").asLong()))
			.containsExactlyElementsOf(LongStream.rangeClosed(1, last(told)).boxed().toList());
		List<String> runs = told.stream()
			.filter((change) -> change.path("change").asString().equals("RUN"))
			.map((change) -> change.path("id").asString())
			.filter((id) -> id.startsWith("run:"))
			.map((id) -> id.substring(id.lastIndexOf('|') + 1))
			.toList();
		assertThat(runs).doesNotHaveDuplicates().containsAll(this.accepted);
		System.out.printf("%d changes told of %d accepted events, over a crash and two catalogs%n", told.size(),
				this.accepted.size());
	}

	private static Listening listen(CatalogProcess catalog, long after) throws InterruptedException {
		return Listening.to(catalog.port(), CatalogProcess.TOKEN,
				"subscription { assetChanged(after: %s) { seq id change } }".formatted(after));
	}

	private static long last(List<JsonNode> told) {
		return told.getLast().path("seq").asLong();
	}

	private Void send(CatalogProcess catalog, String job) throws InterruptedException {
		while (this.sending.get()) {
			String run = UUID.randomUUID().toString();
			if (catalog.send(event(run, job)) == 201) {
				this.accepted.add(run);
			}
			else {
				Thread.sleep(100);
			}
		}
		return null;
	}

	private static String event(String run, String job) {
		return """
				{"eventType": "COMPLETE", "eventTime": "2026-01-01T00:00:00Z", "run": {"runId": "%s"},
				 "job": {"namespace": "subscription", "name": "%s"},
				 "inputs": [{"namespace": "subscription", "name": "card-transactions"}],
				 "outputs": [{"namespace": "subscription", "name": "scores"}],
				 "producer": "https://pedigree.dev/tests", "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json"}
				"""
			.formatted(run, job);
	}

}
