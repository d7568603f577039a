package dev.pedigree.ingestion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.graph.Deadline;
import dev.pedigree.limits.RequestLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.TransientException;

import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WriteBatchTests {

	/** What was committed, a transaction each. */
	private final List<List<String>> commits = new ArrayList<>();

	private final CountDownLatch begin = new CountDownLatch(1);

	private WriteBatch batch = batch((events) -> {
	}, 100);

	@AfterEach
	void stop() {
		this.begin.countDown();
		this.batch.stop();
	}

	@Test
	void thoseThatWaitTogetherShareATransaction() throws Exception {
		this.batch = held((names) -> {
		}, 100);
		List<CompletableFuture<Void>> answers = add("first", "a", "b", "c");
		this.begin.countDown();
		for (CompletableFuture<Void> answer : answers) {
			answer.get(10, TimeUnit.SECONDS);
		}
		assertThat(this.commits).containsExactly(List.of("first"), List.of("a", "b", "c"));
	}

	@Test
	void onlyTheOneThatIsWrongFails() throws Exception {
		this.batch = held((names) -> {
			if (names.contains("wrong")) {
				throw new IllegalStateException("wrong");
			}
		}, 100);
		List<CompletableFuture<Void>> answers = add("first", "a", "b", "wrong", "c", "d");
		this.begin.countDown();
		for (int i : new int[] { 0, 1, 2, 4, 5 }) {
			answers.get(i).get(10, TimeUnit.SECONDS);
		}
		assertThatThrownBy(() -> answers.get(3).get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
			.hasCauseExactlyInstanceOf(IllegalStateException.class);
		assertThat(this.commits.stream().flatMap(List::stream)).containsExactly("first", "a", "b", "c", "d");
	}

	@Test
	void whoLosesALockTriesAgain() throws Exception {
		AtomicInteger left = new AtomicInteger(3);
		this.batch = held((names) -> {
			if (left.getAndDecrement() > 0) {
				throw new TransientDataAccessResourceException("translated",
						new TransientException("Neo.TransientError.Transaction.DeadlockDetected", "deadlock"));
			}
		}, 100);
		this.begin.countDown();
		add("a").getFirst().get(10, TimeUnit.SECONDS);
		assertThat(this.commits).containsExactly(List.of("a"));
	}

	@Test
	void whenTheStoreIsAwayAllAreToComeBackLater() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		this.batch = held((names) -> {
			calls.incrementAndGet();
			throw new IllegalStateException("no transaction", new ServiceUnavailableException("refused"));
		}, 100);
		List<CompletableFuture<Void>> answers = add("first", "a", "b");
		this.begin.countDown();
		for (CompletableFuture<Void> answer : answers) {
			assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
				.hasCauseExactlyInstanceOf(StoreUnavailableException.class);
		}
		assertThat(calls).as("twice for each of two batches, none of them split").hasValue(4);
	}

	@Test
	void whenTooMuchWaitsTheNextIsToComeBackLater() throws Exception {
		this.batch = held((names) -> {
		}, 2);
		List<CompletableFuture<Void>> answers = add("first", "a", "b", "c");
		assertThatThrownBy(() -> answers.get(3).get(10, TimeUnit.SECONDS))
			.hasCauseExactlyInstanceOf(StoreUnavailableException.class);
		this.begin.countDown();
		answers.get(2).get(10, TimeUnit.SECONDS);
	}

	@Test
	void whatWaitsIsWrittenBeforeTheEnd() {
		this.batch = held((names) -> {
		}, 100);
		List<CompletableFuture<Void>> answers = add(
				IntStream.range(0, 50).mapToObj(String::valueOf).toArray(String[]::new));
		Thread.startVirtualThread(() -> {
			pause();
			this.begin.countDown();
		});
		this.batch.stop();
		assertThat(answers).allMatch((answer) -> answer.isDone() && !answer.isCompletedExceptionally());
		assertThat(this.batch.addAll(List.of(payload("late")), Duration.ZERO, null).getFirst())
			.isCompletedExceptionally();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Neo.DatabaseError.Transaction.TransactionCommitFailed",
			"Neo.DatabaseError.Transaction.TransactionLogError", "Neo.DatabaseError.General.UnknownError",
			"Neo.DatabaseError.Statement.ExecutionFailed", "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
			"Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
			"Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration" })
	void failureOfTheStoreIsToBeSentAgain(String code) {
		this.batch = held((names) -> {
			throw new TransactionSystemException("commit", new Neo4jException(code, "no space left"));
		}, 100);
		this.begin.countDown();
		for (CompletableFuture<Void> answer : add("a", "b")) {
			assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
				.hasCauseExactlyInstanceOf(StoreUnavailableException.class);
		}
	}

	@Test
	void requestsAreNotTorn() throws Exception {
		this.batch = held((names) -> {
		}, 1000);
		List<CompletableFuture<Void>> answers = add("first");
		for (String request : List.of("a", "b", "c")) {
			answers.addAll(this.batch.addAll(IntStream.range(0, 20).mapToObj((i) -> payload(request + i)).toList(),
					Duration.ofSeconds(1), null));
		}
		this.begin.countDown();
		for (CompletableFuture<Void> answer : answers) {
			answer.get(10, TimeUnit.SECONDS);
		}
		assertThat(this.commits).extracting(List::size)
			.as("a batch of 50 has room for two whole requests")
			.containsExactly(1, 40, 20);
	}

	@Test
	void requestLargerThanTheQueueIsWrittenInParts() throws Exception {
		this.batch = held((names) -> {
		}, 60);
		this.begin.countDown();
		for (CompletableFuture<Void> answer : this.batch
			.addAll(IntStream.range(0, 120).mapToObj((i) -> payload("e" + i)).toList(), Duration.ofSeconds(1), null)) {
			answer.get(10, TimeUnit.SECONDS);
		}
		assertThat(this.commits).extracting(List::size).containsExactly(50, 50, 20);
	}

	@Test
	void eventsAreNotWrittenAfterTheirDeadline() {
		this.batch = held((names) -> {
		}, 10);
		CompletableFuture<Void> first = add("first").getFirst();
		CompletableFuture<Void> late = this.batch
			.addAll(List.of(payload("late")), Duration.ofMillis(500), Deadline.in(Duration.ZERO))
			.getFirst();
		CompletableFuture<Void> other = add("other").getFirst();
		this.begin.countDown();
		assertThat(first).succeedsWithin(Duration.ofSeconds(10));
		assertThat(other).succeedsWithin(Duration.ofSeconds(10));
		assertThat(late).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(StoreUnavailableException.class);
		assertThat(this.commits).containsExactly(List.of("first"), List.of("other"));
	}

	/** A batch whose first transaction waits until all is lined up. */
	private WriteBatch held(Consumer<List<String>> commit, int queue) {
		WriteBatch held = batch((payloads) -> {
			await();
			List<String> names = payloads.stream()
				.flatMap((payload) -> payload.events().stream())
				.map(WriteBatchTests::name)
				.toList();
			commit.accept(names);
			this.commits.add(names);
		}, queue);
		held.start();
		return held;
	}

	private static Submission payload(String name) {
		return new Submission("ada", List.of(event(name)));
	}

	private static WriteBatch batch(Consumer<List<Submission>> store, int queue) {
		return new WriteBatch(store,
				new RequestLimits.Ingestion(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 10_000,
						Duration.ofSeconds(10), 100, 50, queue, Duration.ofSeconds(2), 8, 10, 1000),
				new SimpleMeterRegistry());
	}

	private List<CompletableFuture<Void>> add(String... names) {
		List<CompletableFuture<Void>> answers = new ArrayList<>();
		for (String name : names) {
			answers.add(this.batch.addAll(List.of(payload(name)), Duration.ofMillis(500), null).getFirst());
			if (name.equals("first")) {
				// The writer has taken it before the others line up.
				pause();
			}
		}
		return answers;
	}

	private void await() {
		try {
			assertThat(this.begin.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void pause() {
		try {
			Thread.sleep(300);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MetadataEvent event(String name) {
		return new MetadataEvent.AssetDescribed(
				Statement.captured(Urn.job("batch-tests", name), "jobType", Instant.EPOCH, "test", Map.of()));
	}

	private static String name(MetadataEvent event) {
		return (event instanceof MetadataEvent.AssetDescribed(Statement statement)) ? statement.asset().name() : "";
	}

}
