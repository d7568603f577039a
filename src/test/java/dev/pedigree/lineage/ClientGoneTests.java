package dev.pedigree.lineage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.pedigree.graph.Viewer;
import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A question whose client closes its connection is given up. */
@GraphTest
class ClientGoneTests {

	private static final String QUESTION = "{\"query\": \"{ lineage(id: \\\"data:client-gone|x\\\") { complete } }\"}";

	private final CountDownLatch end = new CountDownLatch(1);

	@LocalServerPort
	int port;

	@Autowired
	WalkBulkhead bulkhead;

	@AfterEach
	void free() {
		this.end.countDown();
	}

	@Test
	void questionOfAClientThatHasGoneIsCancelled() throws Exception {
		occupy();
		Socket client = ask();
		await().until(() -> this.bulkhead.waiting() == 1);
		client.close();
		await().atMost(Duration.ofSeconds(5)).until(() -> this.bulkhead.waiting() == 0);
	}

	@Test
	void questionOfAClientThatWaitsIsAnswered() throws Exception {
		occupy();
		try (Socket client = ask()) {
			await().until(() -> this.bulkhead.waiting() == 1);
			await().during(Duration.ofMillis(700)).until(() -> this.bulkhead.waiting() == 1);
			this.end.countDown();
			assertThat(new String(client.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
				.isEqualTo("HTTP/1.1 200 \r\n");
		}
	}

	/** All walks that may run at once run until the end of the test. */
	private void occupy() {
		for (int i = this.bulkhead.free(); i > 0; i--) {
			String question = "occupied " + i;
			Thread.startVirtualThread(() -> Viewer.ALL.call(() -> this.bulkhead.run(question, () -> {
				try {
					return this.end.await(30, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			})));
		}
		await().until(() -> this.bulkhead.free() == 0);
	}

	private Socket ask() throws IOException {
		Socket socket = new Socket(InetAddress.getByName("localhost"), this.port);
		socket.getOutputStream()
			.write("""
					POST /graphql HTTP/1.1\r
					Host: localhost\r
					Authorization: %s\r
					Content-Type: application/json\r
					Content-Length: %d\r
					\r
					%s""".formatted(TestToken.bearer(TestToken.READER), QUESTION.length(), QUESTION)
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

}
