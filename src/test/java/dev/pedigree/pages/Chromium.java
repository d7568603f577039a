package dev.pedigree.pages;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One page of a headless Chromium, driven over its DevTools protocol. No name but this
 * machine's resolves in it, and every request it makes, its workers' too, is written
 * down.
 */
final class Chromium implements AutoCloseable, WebSocket.Listener {

	private static final JsonMapper json = JsonMapper.shared();

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Process process;

	private final WebSocket socket;

	private final String page;

	private final AtomicInteger calls = new AtomicInteger();

	private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final ExecutorService inOrder = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

	private final StringBuilder message = new StringBuilder();

	private Chromium(Process process, URI devTools) {
		this.process = process;
		this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(devTools, this).join();
		JsonNode target = call("", "Target.createTarget", Map.of("url", "about:blank"));
		this.page = call("", "Target.attachToTarget",
				Map.of("targetId", target.path("targetId").asString(), "flatten", true))
			.path("sessionId")
			.asString();
		watch(this.page);
	}

	/** The browser's program, when this machine has one. */
	static boolean isHere() {
		return Stream.of(System.getenv("PATH").split(":"))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "chromium")));
	}

	/** Starts a browser with a profile of its own. */
	static Chromium start(Path profile) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
				"--no-first-run", "--window-size=1400,900", "--remote-debugging-port=0", "--user-data-dir=" + profile,
				"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost", "about:blank")
			.redirectErrorStream(true)
			.redirectOutput(profile.resolve("chromium.log").toFile())
			.start();
		Path address = profile.resolve("DevToolsActivePort");
		for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(100)) {
			List<String> lines = Files.exists(address) ? Files.readAllLines(address) : List.of();
			if (lines.size() == 2) {
				return new Chromium(process, URI.create("ws://127.0.0.1:" + lines.getFirst() + lines.getLast()));
			}
		}
		process.destroyForcibly();
		throw new IOException("Chromium did not start: " + Files.readString(profile.resolve("chromium.log")));
	}

	/** Goes to an address; what is there may still be loading. */
	void open(String url) {
		call(this.page, "Page.navigate", Map.of("url", url));
	}

	/** The value of a JavaScript expression in the page, as text. */
	String evaluate(String expression) {
		return call(this.page, "Runtime.evaluate",
				Map.of("expression", "String(" + expression + ")", "awaitPromise", true))
			.path("result")
			.path("value")
			.asString("");
	}

	/** Waits until a JavaScript expression is true in the page. */
	void await(String condition) throws InterruptedException {
		for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(200)) {
			if (evaluate("!!(" + condition + ")").equals("true")) {
				return;
			}
		}
		throw new AssertionError("Not seen within " + PATIENCE + ": " + condition + "; the page shows: "
				+ evaluate("document.body.innerText"));
	}

	/** Types text where the focus is. */
	void type(String text) {
		call(this.page, "Input.insertText", Map.of("text", text));
	}

	/** Presses the enter key, with the control key or without. */
	void enter(boolean control) {
		for (String type : List.of("keyDown", "keyUp")) {
			call(this.page, "Input.dispatchKeyEvent", Map.of("type", type, "key", "Enter", "code", "Enter", "text",
					control ? "" : "\r", "windowsVirtualKeyCode", 13, "modifiers", control ? 2 : 0));
		}
	}

	void screenshot(Path file) throws IOException {
		Files.createDirectories(file.toAbsolutePath().getParent());
		String image = call(this.page, "Page.captureScreenshot", Map.of("format", "png")).path("data").asString();
		Files.write(file, Base64.getDecoder().decode(image));
	}

	/**
	 * The addresses of all requests and web sockets so far. Not of those that the page's
	 * own policy stopped, nor of data and blobs.
	 */
	List<String> requests() {
		return this.requests.stream()
			.map(Request::url)
			.filter((url) -> !url.matches("(data|blob|about|chrome):.*"))
			.toList();
	}

	private void watch(String session) {
		send(session, this.calls.incrementAndGet(), "Network.enable", Map.of());
		send(session, this.calls.incrementAndGet(), "Target.setAutoAttach",
				Map.of("autoAttach", true, "waitForDebuggerOnStart", false, "flatten", true));
	}

	private JsonNode call(String session, String method, Map<String, ?> parameters) {
		int id = this.calls.incrementAndGet();
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.answers.put(id, answer);
		send(session, id, method, parameters);
		return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

	private synchronized void send(String session, int id, String method, Map<String, ?> parameters) {
		Map<String, Object> call = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
		if (!session.isEmpty()) {
			call.put("sessionId", session);
		}
		this.socket.sendText(json.writeValueAsString(call), true).join();
	}

	@Override
	public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.message.append(data);
		if (last) {
			JsonNode told = json.readTree(this.message.toString());
			this.message.setLength(0);
			this.inOrder.execute(() -> heard(told));
		}
		webSocket.request(1);
		return CompletableFuture.completedFuture(null);
	}

	private void heard(JsonNode told) {
		JsonNode parameters = told.path("params");
		String id = told.path("sessionId").asString("") + parameters.path("requestId").asString("");
		switch (told.path("method").asString("")) {
			case "Network.requestWillBeSent" ->
				this.requests.add(new Request(id, parameters.path("request").path("url").asString()));
			case "Network.webSocketCreated" -> this.requests.add(new Request(id, parameters.path("url").asString()));
			case "Network.loadingFailed" -> {
				if (parameters.path("blockedReason").asString("").equals("csp")) {
					this.requests.removeIf((request) -> request.id().equals(id));
				}
			}
			case "Target.attachedToTarget" -> watch(parameters.path("sessionId").asString());
			default -> {
				CompletableFuture<JsonNode> answer = this.answers.remove(told.path("id").asInt(0));
				if (answer != null && told.has("error")) {
					answer.completeExceptionally(new IllegalStateException(told.path("error").toString()));
				}
				else if (answer != null) {
					answer.complete(told.path("result"));
				}
			}
		}
	}

	@Override
	public void close() {
		List<ProcessHandle> all = new ArrayList<>(this.process.descendants().toList());
		this.socket.abort();
		this.inOrder.shutdownNow();
		all.add(this.process.toHandle());
		all.forEach(ProcessHandle::destroyForcibly);
		this.process.onExit().join();
	}

	private record Request(String id, String url) {
	}

}
