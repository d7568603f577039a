package dev.pedigree.estate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small bank, some 150 assets and a week of runs: card fraud, credit scoring under
 * regulation, churn in batch, an assistant on a fine-tuned base model. It goes in through
 * the doors that everyone has: OpenLineage events, the documents of delivery pipelines
 * and GraphQL mutations.
 */
public final class SampleEstate {

	private static final JsonMapper json = JsonMapper.shared();

	private static final Pattern DAY = Pattern.compile("\\{day (-\\d+)}");

	private static final Pattern BETWEEN = Pattern.compile("(?m)^---$");

	/** The first word of a marker: what became of the estate of the day after it. */
	private static final String BEGUN = "begun ", LOADED = "loaded ";

	/** How long retries go on while no request succeeds. */
	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private final EstateClient client;

	private final Consumer<String> progress;

	/**
	 * The estate for one catalog.
	 * @param catalog its address
	 * @param token of the role editor at least
	 */
	public SampleEstate(URI catalog, String token) {
		this(catalog, token, (line) -> {
		});
	}

	/**
	 * The estate for one catalog.
	 * @param catalog its address
	 * @param token of the role editor at least
	 * @param progress receives a line for each step of the load
	 */
	public SampleEstate(URI catalog, String token, Consumer<String> progress) {
		this.client = new EstateClient(catalog, token, PATIENCE, progress);
		this.progress = progress;
	}

	/** Whether the catalog has no dataset and no team yet. */
	public boolean isWanted() throws EstateException, InterruptedException {
		JsonNode data = this.client.ask("{ datasets(first: 1) { totalCount } teams(first: 1) { totalCount } }")
			.path("data");
		return data.path("datasets").path("totalCount").asInt() == 0
				&& data.path("teams").path("totalCount").asInt() == 0;
	}

	/**
	 * Loads the estate into an empty catalog, or goes on with a load that did not reach
	 * its end, with the days of its beginning.
	 * @param marker the file that remembers how far the load came
	 */
	public void loadOnce(Path marker) throws EstateException, IOException, InterruptedException {
		String state = Files.exists(marker) ? Files.readString(marker).strip() : "";
		LocalDate today = LocalDate.now(ZoneOffset.UTC);
		if (state.startsWith(BEGUN)) {
			today = LocalDate.parse(state.substring(BEGUN.length()));
			this.progress.accept("The last load of the sample estate did not end; it goes on ...");
		}
		else if (isWanted()) {
			this.progress.accept("The graph is empty: loading the sample estate, a small bank's last week ...");
		}
		else {
			return;
		}
		Files.createDirectories(marker.toAbsolutePath().getParent());
		Files.writeString(marker, BEGUN + today);
		load(today);
		Files.writeString(marker, LOADED + today);
	}

	/** Loads the estate's last week, as of now. */
	public void load() throws EstateException, IOException, InterruptedException {
		load(LocalDate.now(ZoneOffset.UTC));
	}

	private void load(LocalDate today) throws EstateException, IOException, InterruptedException {
		List<Map<String, Object>> events = new EstateEvents(json.readTree(resource("estate.json")), today).all();
		this.client.sendAll("/api/v1/lineage/batch", events,
				(done) -> this.progress.accept("  %d of %d events".formatted(done, events.size())));
		mutate("people.graphql", today);
		this.progress.accept("  people, owners and deployments");
		for (String document : List.of("evaluations", "deployments")) {
			this.client.send("/api/v1/" + document, json.readTree(dated(document + ".json", today)));
		}
		mutate("stories.graphql", today);
		this.progress.accept("  evaluations, applications and regulations");
	}

	private void mutate(String mutations, LocalDate today) throws EstateException, IOException, InterruptedException {
		for (String mutation : BETWEEN.splitAsStream(dated(mutations, today)).toList()) {
			this.client.ask(mutation);
		}
	}

	/** A resource in which {@code {day -3}} is nine o'clock three days ago. */
	private static String dated(String name, LocalDate today) throws IOException {
		return DAY.matcher(resource(name))
			.replaceAll((day) -> today.plusDays(Integer.parseInt(day.group(1))).atTime(9, 0) + ":00Z");
	}

	private static String resource(String name) throws IOException {
		try (InputStream file = SampleEstate.class.getResourceAsStream("/estate/" + name)) {
			return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
