package dev.pedigree.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/** A TCP proxy to the store whose connection a test can close and reopen. */
final class CuttableLine implements AutoCloseable {

	private final URI store;

	private final List<Socket> open = new CopyOnWriteArrayList<>();

	private final int port;

	private @Nullable ServerSocket server;

	CuttableLine(String store) throws IOException {
		this.store = URI.create(store);
		this.server = listen(0);
		this.port = this.server.getLocalPort();
	}

	/** The address of this end. */
	String uri() {
		return "bolt://127.0.0.1:" + this.port;
	}

	/** Cuts all connections and refuses new ones. */
	void cut() throws IOException {
		if (this.server != null) {
			this.server.close();
			this.server = null;
		}
		for (Socket socket : this.open) {
			socket.close();
		}
		this.open.clear();
	}

	void mend() throws IOException {
		this.server = listen(this.port);
	}

	@Override
	public void close() throws IOException {
		cut();
	}

	private ServerSocket listen(int wanted) throws IOException {
		ServerSocket listening = new ServerSocket();
		listening.setReuseAddress(true);
		listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
		Thread.startVirtualThread(() -> {
			while (!listening.isClosed()) {
				try {
					Socket here = listening.accept();
					Socket there = new Socket(this.store.getHost(), this.store.getPort());
					this.open.add(here);
					this.open.add(there);
					carry(here, there);
					carry(there, here);
				}
				catch (IOException ex) {
					// Cut.
				}
			}
		});
		return listening;
	}

	private static void carry(Socket from, Socket to) {
		Thread.startVirtualThread(() -> {
			try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
				in.transferTo(out);
			}
			catch (IOException ex) {
				// Cut.
			}
		});
	}

}
