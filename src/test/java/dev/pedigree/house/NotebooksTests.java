package dev.pedigree.house;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import dev.pedigree.estate.SampleEstate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** Each notebook for Neo4j Browser runs, and finds something in the sample estate. */
@GraphTest
class NotebooksTests {

	private static final Path NOTEBOOKS = Path.of("cypher", "notebooks");

	@LocalServerPort
	int port;

	@Autowired
	Driver driver;

	@BeforeEach
	void fill() throws Exception {
		new SampleEstate(URI.create("http://localhost:" + this.port), TestToken.ADMIN).load();
	}

	@ParameterizedTest
	@MethodSource("notebooks")
	void runs(String name) throws IOException {
		String text = Files.readString(NOTEBOOKS.resolve(name));
		assertThat(text).startsWith("// ");
		// One statement: Neo4j Browser shows no pictures for several.
		List<Record> rows = new ArrayList<>();
		assertThatCode(() -> rows.addAll(this.driver.executableQuery(text).execute().records())).as("notebook %s", name)
			.doesNotThrowAnyException();
		assertThat(rows).as("rows of %s", name).isNotEmpty();
	}

	static List<String> notebooks() throws IOException {
		try (Stream<Path> files = Files.list(NOTEBOOKS)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

}
