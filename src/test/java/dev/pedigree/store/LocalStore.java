package dev.pedigree.store;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * The store of {@code ./mvnw spring-boot:test-run}: its data stays in a folder, and only
 * this machine reaches it.
 */
public final class LocalStore {

	/** Where the data is, below the folder that the command is given in. */
	public static final Path FOLDER = Path.of("data");

	static final int BOLT_PORT = 7687;

	private static final int MOST_PORTS = 10;

	/** Held until this process ends; a channel that nobody refers to is closed. */
	private static @Nullable FileChannel inUse;

	private LocalStore() {
	}

	/**
	 * Starts the store on the Bolt port or the next free one.
	 * @throws CannotStart when another process uses the folder, or it cannot be written
	 */
	public static EmbeddedNeo4j start(Path folder) throws CannotStart {
		lock(folder);
		try {
			return onFreePort("Bolt", freePort("Bolt", BOLT_PORT),
					(port) -> EmbeddedNeo4j.start(folder.toAbsolutePath(), port));
		}
		catch (RuntimeException ex) {
			throw new CannotStart("Neo4j cannot start with the data in " + folder.toAbsolutePath() + ": "
					+ NestedExceptionUtils.getMostSpecificCause(ex));
		}
	}

	/**
	 * Starts a server on a port, or on the next one that it can bind: another process may
	 * take a port between the check that it is free and the server's start.
	 */
	static <T> T onFreePort(String what, int wanted, IntFunction<T> server) {
		int port = wanted;
		for (int attempt = 1;; attempt++) {
			try {
				return server.apply(port);
			}
			catch (RuntimeException ex) {
				if (attempt == MOST_PORTS || !isPortTaken(ex)) {
					throw ex;
				}
				port = freePort(what, port + 1);
			}
		}
	}

	/** Neo4j reports a port in use as a BindException, some causes deep. */
	private static boolean isPortTaken(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(BindException.class::isInstance);
	}

	/** Returns the wanted port or the next free one, and prints it when it differs. */
	public static int freePort(String what, int wanted) {
		for (int port = wanted; port < wanted + 1000; port++) {
			try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				if (port != wanted) {
					System.out.printf("  %s port %d is taken; using %d%n", what, wanted, port);
				}
				return port;
			}
			catch (IOException ex) {
				// Taken: the next one.
			}
		}
		throw new IllegalStateException("No free port from " + wanted);
	}

	/**
	 * Neo4j has locks of its own, but notices another process only after it opened some
	 * files, and says so in a page of causes.
	 */
	private static void lock(Path folder) throws CannotStart {
		try {
			Files.createDirectories(folder);
			inUse = FileChannel.open(folder.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			if (inUse.tryLock() == null) {
				throw new CannotStart(folder);
			}
		}
		catch (OverlappingFileLockException ex) {
			throw new CannotStart(folder);
		}
		catch (IOException ex) {
			throw new CannotStart("Cannot write to the data folder " + folder.toAbsolutePath() + ": " + ex);
		}
	}

	/** Why there is no store, as one line for a person. */
	public static final class CannotStart extends Exception {

		private static final long serialVersionUID = 1L;

		CannotStart(Path folder) {
			this("The data folder " + folder.toAbsolutePath() + " is in use by another Pedigree; stop that one first, "
					+ "or point this one at its store by NEO4J_URI.");
		}

		CannotStart(String message) {
			super(message);
		}

	}

}
