package dev.pedigree.house;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is in the jar that people get. Neo4j's server and its browser are GPL code and
 * stay out; the driver, the Cypher builder and Spring Data are not. Runs once the jar is
 * made.
 */
class ShippedJarTests {

	/**
	 * Packages of the server, and the pages of its browser. The driver's start with
	 * {@code org/neo4j/driver}, the builder's with {@code org/neo4j/cypherdsl}, Bolt's
	 * with {@code org/neo4j/bolt/connection}.
	 */
	private static final Pattern SERVER = Pattern
		.compile("org/neo4j/(?!driver/|cypherdsl/|bolt/connection/).*\\.class|browser/.*|.*neo4j-browser.*");

	@Test
	void holdsNoServer() throws IOException {
		List<String> entries = entries();
		assertThat(entries).contains("dev/pedigree/PedigreeApplication.class", "org/neo4j/driver/Driver.class",
				"cypher/migrations/V001__Create_constraints.cypher", "static/graphiql/graphiql.min.js");
		assertThat(entries).noneMatch((entry) -> SERVER.matcher(entry).matches());
	}

	@Test
	void holdsItsBillOfMaterials() throws IOException {
		try (JarFile jar = new JarFile(jar().toFile())) {
			JsonNode bill = JsonMapper.shared()
				.readTree(jar.getInputStream(jar.getEntry("META-INF/sbom/application.cdx.json")).readAllBytes());
			List<String> components = bill.path("components")
				.valueStream()
				.map((component) -> component.path("name").asString())
				.toList();
			assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
			assertThat(components).contains("neo4j-java-driver", "spring-graphql")
				.doesNotContain("neo4j", "junit-jupiter");
		}
	}

	@Test
	void holdsNothingOfTheTests() throws IOException {
		assertThat(entries())
			.noneMatch((entry) -> entry.startsWith("dev/pedigree/store/") || entry.startsWith("estate/")
					|| entry.matches("(junit|testcontainers|archunit|mockito|assertj).*\\.jar"));
	}

	/** The names of all files in the jar and in the jars within. */
	private static List<String> entries() throws IOException {
		List<String> entries = new ArrayList<>();
		try (JarFile jar = new JarFile(jar().toFile())) {
			for (JarEntry entry : jar.stream().toList()) {
				entries.add(entry.getName().replaceFirst("^BOOT-INF/(classes|lib)/", ""));
				if (entry.getName().endsWith(".jar")) {
					addEntries(jar.getInputStream(entry).readAllBytes(), entries);
				}
			}
		}
		return entries;
	}

	private static void addEntries(byte[] jar, List<String> entries) throws IOException {
		try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(jar))) {
			for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
				entries.add(file.getName());
			}
		}
	}

	private static Path jar() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			return files.filter((file) -> file.toString().matches(".*pedigree-[^/]*\\.jar")).findFirst().orElseThrow();
		}
	}

}
