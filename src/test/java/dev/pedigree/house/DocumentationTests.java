package dev.pedigree.house;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.BesideGraphTest;
import dev.pedigree.TestToken;
import dev.pedigree.estate.SampleEstate;
import dev.pedigree.house.DocumentationPage.Block;
import dev.pedigree.house.DocumentationPage.Example;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The examples of README and {@code src/docs}, run against the sample estate in reading
 * order. {@code $noon} is noon of the day before yesterday, {@code $before} a day
 * earlier.
 */
@BesideGraphTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentationTests {

	private static final JsonMapper json = JsonMapper.shared();

	/** The folder in which a reader runs the commands. */
	@TempDir
	static Path folder;

	private final HttpClient http = HttpClient.newHttpClient();

	private final LocalDate dayBeforeYesterday = LocalDate.now(ZoneOffset.UTC).minusDays(2);

	@LocalServerPort
	int port;

	@BeforeAll
	void prepare() throws Exception {
		for (DocumentationPage page : DocumentationPage.all()) {
			for (Block block : page.blocks()) {
				if (!block.file().isEmpty()) {
					Path file = folder.resolve(block.file());
					Files.createDirectories(file.getParent());
					Files.writeString(file, block.text() + "\n");
				}
			}
		}
		new SampleEstate(URI.create("http://localhost:" + this.port), TestToken.ADMIN).load();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void exampleAnswersAsPrinted(Example example) throws Exception {
		assumeThat(isHere("curl")).as("curl is on the path; later examples need what earlier ones wrote").isTrue();
		String answer = example.block().isGraphql() ? query(example.block().text()) : command(example);
		if (example.answer() != null) {
			JsonNode actual = json.readTree(answer);
			assertThat(actual)
				.as("%s answers%n%s", example, json.writerWithDefaultPrettyPrinter().writeValueAsString(actual))
				.isEqualTo(json.readTree(example.answer()));
		}
	}

	static List<Example> examples() throws IOException {
		List<Example> examples = new ArrayList<>();
		for (DocumentationPage page : DocumentationPage.all()) {
			page.examples().stream().filter(Example::isRun).forEach(examples::add);
		}
		return examples;
	}

	private String query(String document) throws IOException, InterruptedException {
		Map<String, String> variables = Map.of("noon", this.dayBeforeYesterday + "T12:00:00Z", "before",
				this.dayBeforeYesterday.minusDays(1) + "T12:00:00Z");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/graphql"))
			.header("Authorization", TestToken.bearer(TestToken.ADMIN))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers
				.ofString(json.writeValueAsString(Map.of("query", document, "variables", variables))))
			.build();
		return this.http.send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

	/** The output of a shell. Without a printed answer a refusal fails the command. */
	private String command(Example example) throws IOException, InterruptedException {
		String failing = (example.answer() != null) ? "" : "curl() { command curl --fail-with-body \"$@\"; }\n";
		ProcessBuilder shell = new ProcessBuilder("bash", "-euc",
				failing + example.block().text().replace("localhost:8080", "localhost:" + this.port));
		shell.environment().put("TOKEN", TestToken.ADMIN);
		shell.environment().put("DAY", this.dayBeforeYesterday.toString());
		Path errors = folder.resolve("errors");
		Process process = shell.directory(folder.toFile()).redirectError(errors.toFile()).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as("%s ends with%n%s%n%s", example, output, Files.readString(errors)).isZero();
		return output;
	}

	private static boolean isHere(String program) {
		return List.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
			.stream()
			.anyMatch((place) -> Files.isExecutable(Path.of(place, program)));
	}

}
