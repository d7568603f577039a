package dev.pedigree.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenLineage payloads of the folder that {@code PEDIGREE_FIXTURES} names, each event
 * for itself.
 */
final class FixtureEvents {

	private static final JsonMapper JSON = JsonMapper.shared();

	private FixtureEvents() {
	}

	static List<String> read() throws IOException {
		Path folder = Path.of(System.getenv("PEDIGREE_FIXTURES"), "openlineage");
		List<String> events = new ArrayList<>();
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.sorted().toList()) {
				String text = Files.readString(file);
				if (file.toString().endsWith(".ndjson")) {
					text.lines().filter((line) -> !line.isBlank()).forEach(events::add);
					continue;
				}
				JsonNode payload = JSON.readTree(text);
				if (payload.isArray()) {
					payload.forEach((event) -> events.add(JSON.writeValueAsString(event)));
				}
				else {
					events.add(JSON.writeValueAsString(payload));
				}
			}
		}
		return events;
	}

}
