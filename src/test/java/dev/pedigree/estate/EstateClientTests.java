package dev.pedigree.estate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The load of the sample estate against a catalog that is busy, away, or refuses it. */
class EstateClientTests {

	private static final String EMPTY_CATALOG = """
			{"data": {"datasets": {"totalCount": 0}, "teams": {"totalCount": 0}}}""";

	private static final String FULL_CATALOG = EMPTY_CATALOG.replace(": 0", ": 1");

	/** What the server answers next, as status or as status and body; then 201. */
	private final Deque<String> answers = new ArrayDeque<>();

	private final List<String> requests = new ArrayList<>();

	private final List<String> progress = new ArrayList<>();

	private String catalog = EMPTY_CATALOG;

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void sendsABatchAgainInSmallerParts() throws Exception {
		this.answers.addAll(List.of("503", "429", "408", "none"));
		List<Integer> accepted = new ArrayList<>();
		client(Duration.ofMinutes(1)).sendAll("/batch", IntStream.range(0, 1000).boxed().toList(), accepted::add);
		assertThat(sizes()).as("halved while busy, then doubled")
			.containsExactly(25, 12, 6, 3, 1, 2, 4, 8, 16, 32, 64, 128, 256, 400, 89);
		assertThat(accepted).startsWith(1, 3, 7).endsWith(1000);
		assertThat(this.progress).hasSize(4);
	}

	@Test
	void asksAgainWhatAStoreThatIsAwayDidNotAnswer() throws Exception {
		this.answers.addAll(List.of("503", """
				200 {"data": null, "errors": [{"message": "m", "extensions": {"code": "UNAVAILABLE"}}]}""",
				"200 {\"data\": {\"x\": 1}}"));
		assertThat(client(Duration.ofMinutes(1)).ask("{ x }").at("/data/x").asInt()).isOne();
		assertThat(this.requests).hasSize(3);
	}

	@Test
	void aRefusalIsNotSentAgain() {
		this.answers.add("422 {\"detail\": \"no\nevent\"}");
		assertThatExceptionOfType(EstateException.class)
			.isThrownBy(() -> client(Duration.ofMinutes(1)).sendAll("/batch", List.of(1), (_) -> {
			}))
			.withMessage("/batch answered 422: {\"detail\": \"no event\"}");
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void givesUpWhenNothingSucceedsForTooLong() {
		this.answers.addAll(List.of("503", "503", "503"));
		assertThatExceptionOfType(EstateException.class)
			.isThrownBy(() -> client(Duration.ZERO).sendAll("/batch", List.of(1), (_) -> {
			}))
			.withMessageContaining("nothing succeeded");
	}

	@Test
	void anUnfinishedLoadGoesOnAtTheNextStart(@TempDir Path folder) throws Exception {
		Path marker = folder.resolve("data/sample-estate");
		String today = LocalDate.now(ZoneOffset.UTC).toString();
		this.answers.addAll(List.of("catalog", "503", "422"));
		assertThatExceptionOfType(EstateException.class).isThrownBy(() -> estate().loadOnce(marker));
		assertThat(marker).hasContent("begun " + today);

		Files.writeString(marker, "begun 2026-03-04");
		this.catalog = FULL_CATALOG;
		this.requests.clear();
		estate().loadOnce(marker);
		assertThat(marker).hasContent("loaded 2026-03-04");
		assertThat(this.requests.getFirst().contains("\"2026-02-25T")).as("the week before the day of the marker")
			.isTrue();
		assertThat(this.requests.getLast().contains("applyRequirement")).isTrue();
		assertThat(this.progress).anyMatch((line) -> line.matches("  \\d+ of \\d+ events"));

		this.requests.clear();
		estate().loadOnce(marker);
		assertThat(this.requests).as("one question, no load").hasSize(1);
	}

	@Test
	void aCatalogWithDataOfItsOwnGetsNoEstate(@TempDir Path folder) throws Exception {
		this.catalog = FULL_CATALOG;
		estate().loadOnce(folder.resolve("sample-estate"));
		assertThat(this.requests).hasSize(1);
		assertThat(folder.resolve("sample-estate")).doesNotExist();
	}

	private EstateClient client(Duration patience) {
		return new EstateClient(address(), "token", patience, this.progress::add);
	}

	private SampleEstate estate() {
		return new SampleEstate(address(), "token", this.progress::add);
	}

	private URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	private List<Integer> sizes() {
		return this.requests.stream().map(JsonMapper.shared()::readTree).map(JsonNode::size).toList();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.requests.add(request);
		String next = this.answers.isEmpty() ? request.contains("totalCount") ? "catalog" : "201" : this.answers.pop();
		if (next.equals("none")) {
			exchange.close();
			return;
		}
		String[] parts = (next.equals("catalog") ? "200 " + this.catalog : next).split(" ", 2);
		byte[] body = ((parts.length > 1) ? parts[1] : "{}").getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Retry-After", "0");
		exchange.sendResponseHeaders(Integer.parseInt(parts[0]), body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
