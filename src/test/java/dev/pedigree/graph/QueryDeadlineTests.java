package dev.pedigree.graph;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.pedigree.GraphTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@GraphTest
class QueryDeadlineTests {

	/** Takes minutes. */
	private static final String SLOW = """
			CYPHER 25 /* query-deadline-tests */
			UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a WHERE a % 7 = b % 5 RETURN count(*)""";

	@Autowired
	Neo4jClient client;

	@Autowired
	PlatformTransactionManager transactions;

	@Autowired
	Driver driver;

	@AfterEach
	void end() {
		Deadline.end();
	}

	@Test
	void queryEndsWithTheDeadlineOfItsRequest() {
		Deadline.begin(Duration.ofMillis(500));
		long begin = System.nanoTime();
		assertThatThrownBy(this::read).hasStackTraceContaining("TransactionTimedOut");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
		assertThatThrownBy(this::read).as("no time is left")
			.hasStackTraceContaining(DeadlineExceededException.class.getName());
	}

	@Test
	void queryEndsWhenItsThreadIsInterrupted() {
		CompletableFuture<Void> answer = new CompletableFuture<>();
		Thread asker = Thread.startVirtualThread(() -> {
			try {
				read();
				answer.complete(null);
			}
			catch (RuntimeException ex) {
				answer.completeExceptionally(ex);
			}
		});
		await().until(this::runs);
		asker.interrupt();
		await().atMost(Duration.ofSeconds(8)).until(() -> answer.isCompletedExceptionally() && !runs());
	}

	@Test
	void requestThatWritesHasNoDeadline() {
		Deadline deadline = Deadline.begin(Duration.ofMillis(1));
		Deadline.lift();
		assertThat(Deadline.limit(Duration.ofSeconds(30))).hasSeconds(30);
		assertThat(deadline.expire()).isFalse();
	}

	private void read() {
		TransactionTemplate reading = new TransactionTemplate(this.transactions);
		reading.setReadOnly(true);
		reading.setTimeout(30);
		reading.executeWithoutResult((_) -> this.client.query(SLOW).fetch().all());
	}

	private boolean runs() {
		return this.driver
			.executableQuery("SHOW TRANSACTIONS YIELD currentQuery "
					+ "WHERE currentQuery CONTAINS 'query-deadline-tests' AND NOT currentQuery CONTAINS 'SHOW' "
					+ "RETURN count(*) AS count")
			.execute()
			.records()
			.getFirst()
			.get("count")
			.asInt() > 0;
	}

}
