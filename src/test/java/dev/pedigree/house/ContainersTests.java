package dev.pedigree.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.pedigree.store.EmbeddedNeo4j;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.neo4j.kernel.internal.Version;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docker-compose.yml} starts what the tests run with. */
@Execution(ExecutionMode.CONCURRENT)
class ContainersTests {

	private static final String PREFIX = "NEO4J_";

	private final Map<?, ?> services = services();

	@Test
	void theStoreIsOfTheVersionInUse() {
		assertThat(service("neo4j").get("image")).isEqualTo("neo4j:" + Version.getNeo4jVersion() + "-community");
	}

	@Test
	void theStoreHasTheSettingsInUse(@TempDir(cleanup = CleanupMode.NEVER) Path home) {
		Map<String, String> stated = new TreeMap<>();
		((Map<?, ?>) environment("neo4j")).forEach((name, value) -> {
			if (!name.equals("NEO4J_AUTH_FILE")) {
				stated.put(setting((String) name), String.valueOf(value));
			}
		});
		try (EmbeddedNeo4j store = EmbeddedNeo4j.start(home, 0)) {
			assertThat(stated).containsExactlyInAnyOrderEntriesOf(store.statedSettings());
		}
	}

	@Test
	void theCatalogWaitsForTheStoreAndReachesIt() {
		assertThat(service("catalog").get("depends_on"))
			.isEqualTo(Map.of("neo4j", Map.of("condition", "service_healthy")));
		assertThat(environment("catalog").get("NEO4J_URI")).isEqualTo("bolt://neo4j:7687");
		assertThat(service("neo4j").get("volumes")).asString().contains(":/data");
		assertThat(service("neo4j").get("healthcheck")).isNotNull();
	}

	@Test
	void thePasswordIsASecretAndInNoEnvironment() {
		assertThat(environment("neo4j").get("NEO4J_AUTH_FILE")).isEqualTo("/run/secrets/neo4j-auth");
		assertThat(environment("catalog").get("SPRING_CONFIG_IMPORT")).isEqualTo("configtree:/run/secrets/");
		assertThat(service("catalog").get("secrets"))
			.isEqualTo(List.of(Map.of("source", "neo4j-password", "target", "NEO4J_PASSWORD")));
		assertThat(List.of(environment("neo4j"), environment("catalog")).toString()).doesNotContain("PASSWORD}",
				"PASSWORD:");
	}

	@Test
	void theCatalogMayWriteNothingAndHasALimitOfMemory() throws IOException {
		Map<?, ?> catalog = service("catalog");
		assertThat(catalog.get("read_only")).isEqualTo(true);
		assertThat(catalog.get("cap_drop")).isEqualTo(List.of("ALL"));
		assertThat(catalog.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
		assertThat(this.services.keySet()).allSatisfy((name) -> assertThat(service(name).get("mem_limit")).isNotNull());
		assertThat(Files.readString(Path.of("Dockerfile"))).contains("-XX:+ExitOnOutOfMemoryError", "\nHEALTHCHECK ",
				"\nUSER nobody\n");
	}

	@Test
	void nothingIsOpenToOtherMachines() {
		assertThat(this.services.keySet()).allSatisfy((name) -> assertThat((Iterable<?>) service(name).get("ports"))
			.allSatisfy((port) -> assertThat((String) port).startsWith("127.0.0.1:")));
	}

	@Test
	void theCatalogRunsOnTheJavaItIsBuiltFor() throws IOException {
		assertThat(Files.readString(Path.of("Dockerfile"))).contains("FROM eclipse-temurin:25-jre\n");
	}

	private Map<?, ?> service(Object name) {
		return (Map<?, ?>) Objects.requireNonNull(this.services.get(name));
	}

	private Map<?, ?> environment(String service) {
		return (Map<?, ?>) Objects.requireNonNull(service(service).get("environment"));
	}

	/** A setting as the image's environment variables spell it. */
	private static String setting(String variable) {
		return variable.substring(PREFIX.length()).replace("__", " ").replace("_", ".").replace(" ", "_");
	}

	private static Map<?, ?> services() {
		try {
			Map<String, Map<?, ?>> file = new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
			return Objects.requireNonNull(file.get("services"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
