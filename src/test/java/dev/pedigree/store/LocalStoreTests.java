package dev.pedigree.store;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The store of {@code spring-boot:test-run}. */
class LocalStoreTests {

	private final List<Integer> tried = new ArrayList<>();

	@Test
	void aPortTakenAfterItWasChosenMakesWayForTheNext() throws Exception {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int chosen = free.getLocalPort();
			int bound = LocalStore.onFreePort("Bolt", chosen, server(new BindException("in use")));
			assertThat(bound).isGreaterThan(chosen);
			assertThat(this.tried).containsExactly(chosen, bound);
		}
	}

	@Test
	void anotherFailureIsNotTriedAgain() {
		assertThatIllegalStateException()
			.isThrownBy(() -> LocalStore.onFreePort("Bolt", 7687, server(new IllegalStateException("no disk"))));
		assertThat(this.tried).hasSize(1);
	}

	/**
	 * A server that fails at first, as Neo4j wraps it, and then binds what it is given.
	 */
	private IntFunction<Integer> server(Exception failure) {
		return (port) -> {
			this.tried.add(port);
			if (this.tried.size() == 1) {
				throw new IllegalStateException(new IllegalStateException(failure));
			}
			return port;
		};
	}

}
