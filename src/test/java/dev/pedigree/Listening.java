package dev.pedigree;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Listens to one subscription over a WebSocket, as the protocol graphql-transport-ws has
 * it.
 */
public final class Listening implements WebSocket.Listener, AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();

	private final StringBuilder part = new StringBuilder();

	private final WebSocket socket;

	private Listening(int port) {
		this.socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.subprotocols("graphql-transport-ws")
			.buildAsync(URI.create("ws://127.0.0.1:" + port + "/graphql"), this)
			.join();
	}

	/**
	 * Subscribes, and returns when the catalog has taken the subscription up.
	 */
	public static Listening to(int port, @Nullable String token, String subscription) throws InterruptedException {
		Listening listening = new Listening(port);
		listening.init(token);
		listening.await("connection_ack");
		listening.send(Map.of("id", "1", "type", "subscribe", "payload", Map.of("query", subscription)));
		listening.send(Map.of("type", "ping"));
		// Messages are taken up in their order, but a refusal may be answered before.
		List<JsonNode> before = new ArrayList<>();
		JsonNode message = listening.next();
		while (!message.path("type").asString().equals("pong")) {
			before.add(message);
			message = listening.next();
		}
		listening.messages.addAll(before);
		return listening;
	}

	/** The code with which a connection is closed that brings such a token. */
	public static int refusal(int port, @Nullable String token) throws InterruptedException {
		try (Listening listening = new Listening(port)) {
			listening.init(token);
			return listening.await("closed").path("code").asInt();
		}
	}

	/** The code with which a connection is closed that sends a text first. */
	public static int refusalOf(int port, String text) throws InterruptedException {
		try (Listening listening = new Listening(port)) {
			listening.socket.sendText(text, true).join();
			return listening.await("closed").path("code").asInt();
		}
	}

	private void init(@Nullable String token) {
		send(Map.of("type", "connection_init", "payload",
				(token != null) ? Map.of("Authorization", "Bearer " + token) : Map.of()));
	}

	/**
	 * The next message, whatever it is; a closed connection is {@code {type: closed,
	 * code}}.
	 */
	public JsonNode next() throws InterruptedException {
		JsonNode message = this.messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		if (message == null) {
			throw new IllegalStateException("Nothing came in " + PATIENCE);
		}
		return message;
	}

	/** The payload of the next thing that is told; fails when it is an error. */
	public JsonNode told() throws InterruptedException {
		return await("next").path("payload").path("data").path("assetChanged");
	}

	/** So many of the next things that are told. */
	public List<JsonNode> told(int count) throws InterruptedException {
		List<JsonNode> told = new ArrayList<>();
		while (told.size() < count) {
			told.add(told());
		}
		return told;
	}

	/** Whether something else came within a time. */
	public boolean hears(Duration within) throws InterruptedException {
		return this.messages.poll(within.toMillis(), TimeUnit.MILLISECONDS) != null;
	}

	private JsonNode await(String type) throws InterruptedException {
		JsonNode message = next();
		if (!message.path("type").asString().equals(type)) {
			throw new IllegalStateException("No " + type + " but " + message);
		}
		return message;
	}

	/** Sends a message of the protocol. */
	public void send(Map<String, ?> message) {
		this.socket.sendText(JsonMapper.shared().writeValueAsString(message), true).join();
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
		this.part.append(text);
		if (last) {
			JsonNode message = JsonMapper.shared().readTree(this.part.toString());
			this.part.setLength(0);
			if (!message.path("type").asString().equals("ping")) {
				this.messages.add(message);
			}
		}
		socket.request(1);
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
		this.messages.add(JsonMapper.shared().valueToTree(Map.of("type", "closed", "code", code, "reason", reason)));
		return null;
	}

	@Override
	public void onError(WebSocket socket, Throwable error) {
		this.messages
			.add(JsonMapper.shared().valueToTree(Map.of("type", "closed", "code", 0, "reason", error.toString())));
	}

	@Override
	public void close() {
		this.socket.abort();
	}

}
