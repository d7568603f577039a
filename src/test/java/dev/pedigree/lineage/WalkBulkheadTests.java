package dev.pedigree.lineage;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.pedigree.graph.DeadlineExceededException;
import dev.pedigree.graph.Viewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class WalkBulkheadTests {

	private final AtomicInteger walks = new AtomicInteger();

	private final Queue<Thread> askers = new ConcurrentLinkedQueue<>();

	private final CountDownLatch end = new CountDownLatch(1);

	@Test
	void equalWaitingQuestionsShareOneWalk() {
		WalkBulkhead bulkhead = new WalkBulkhead(1, Duration.ofSeconds(30));
		CompletableFuture<Integer> running = ask(bulkhead, "hub");
		await().until(() -> this.walks.get() == 1);
		List<CompletableFuture<Integer>> waiting = IntStream.range(0, 50)
			.mapToObj((_) -> ask(bulkhead, "hub"))
			.toList();
		CompletableFuture<Integer> other = ask(bulkhead, "leaf");
		await().until(() -> this.askers.stream()
			.filter((asker) -> asker.getState() == Thread.State.TIMED_WAITING)
			.count() == 51);
		assertThat(this.walks).as("no second walk runs beside the first").hasValue(1);
		this.end.countDown();
		assertThat(running.join()).isEqualTo(1);
		assertThat(waiting.stream().map(CompletableFuture::join).distinct())
			.as("one walk for all, which did not begin before they asked")
			.singleElement()
			.isNotEqualTo(1);
		assertThat(other.join()).isGreaterThan(1);
		assertThat(this.walks).hasValue(3);
	}

	@Test
	void equalQuestionsOfTwoViewersHaveAWalkEach() {
		WalkBulkhead bulkhead = new WalkBulkhead(1, Duration.ofSeconds(30));
		CompletableFuture<Integer> running = ask(bulkhead, "leaf");
		await().until(() -> this.walks.get() == 1);
		List<CompletableFuture<Integer>> all = List.of(ask(bulkhead, "hub"), ask(bulkhead, "hub"));
		List<CompletableFuture<Integer>> few = List.of(ask(new Viewer("few"), bulkhead, "hub"),
				ask(new Viewer("few"), bulkhead, "hub"));
		await().until(() -> this.askers.stream()
			.filter((asker) -> asker.getState() == Thread.State.TIMED_WAITING)
			.count() == 4);
		this.end.countDown();
		assertThat(running.join()).isEqualTo(1);
		assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1)
			.doesNotContain(few.getFirst().join());
		assertThat(few.stream().map(CompletableFuture::join).distinct()).hasSize(1);
		assertThat(this.walks).as("one walk for each viewer and question").hasValue(3);
	}

	@Test
	void questionWithoutTurnInTimeIsAnError() {
		WalkBulkhead bulkhead = new WalkBulkhead(1, Duration.ofMillis(50));
		CompletableFuture<Integer> running = ask(bulkhead, "hub");
		await().until(() -> this.walks.get() == 1);
		assertThatThrownBy(ask(bulkhead, "leaf")::get).isInstanceOf(ExecutionException.class)
			.hasCauseInstanceOf(DeadlineExceededException.class);
		this.end.countDown();
		assertThat(running.join()).isEqualTo(1);
		assertThat(ask(bulkhead, "leaf").join()).as("the permit is free again").isEqualTo(2);
	}

	@Test
	void failureIsSharedAndFreesThePermit() {
		WalkBulkhead bulkhead = new WalkBulkhead(1, Duration.ofSeconds(30));
		assertThatThrownBy(() -> Viewer.ALL.run(() -> bulkhead.run("hub", () -> {
			throw new IllegalStateException("wrong");
		}))).hasMessage("wrong");
		this.end.countDown();
		assertThat(ask(bulkhead, "hub").join()).isEqualTo(1);
	}

	@Test
	void walkWithinAWalkNeedsNoSecondPermit() {
		WalkBulkhead bulkhead = new WalkBulkhead(1, Duration.ofSeconds(30));
		assertThat(Viewer.ALL
			.<String, RuntimeException>call(() -> bulkhead.run("impact", () -> bulkhead.run("walk", () -> "inner"))))
			.isEqualTo("inner");
	}

	private CompletableFuture<Integer> ask(WalkBulkhead bulkhead, String question) {
		return ask(Viewer.ALL, bulkhead, question);
	}

	private CompletableFuture<Integer> ask(Viewer viewer, WalkBulkhead bulkhead, String question) {
		return CompletableFuture.supplyAsync(() -> viewer.call(() -> bulkhead.run(question, this::walk)),
				(task) -> this.askers.add(Thread.startVirtualThread(task)));
	}

	private int walk() {
		int walk = this.walks.incrementAndGet();
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return walk;
	}

}
