package dev.pedigree.ingestion.openlineage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the facets of a job say: its kind, its code, its documentation and owners. */
final class JobFacets {

	private final boolean streaming;

	private final @Nullable String code;

	private final Optional<JsonNode> lineage;

	JobFacets(Telling telling, Urn job, Facets facets) {
		Optional<JsonNode> type = facets.read("jobType");
		this.streaming = type.flatMap((facet) -> PayloadNode.text(facet, "processingType"))
			.filter("STREAMING"::equalsIgnoreCase)
			.isPresent();
		this.code = code(facets.read("sourceCodeLocation"), facets.read("sql"));
		this.lineage = facets.read("lineage");
		this.lineage.filter((facet) -> ExplicitLineage.finds(job, (trial) -> trial.entries(facet)))
			.ifPresent((facet) -> facets.stored("lineage"));
		describe(telling, job, facets);
	}

	private static void describe(Telling telling, Urn job, Facets facets) {
		facets.store("jobType", (facet) -> Optional.of(kind(facet)).filter((kind) -> !kind.isEmpty()))
			.ifPresent((kind) -> telling.describe(job, "jobType", kind));
		telling.describe(job, facets);
		telling.count(facets);
	}

	/**
	 * Describes a job by the facets that a run of another job brings of it.
	 * @param job the job; null when its name is missing
	 */
	static void describe(Telling telling, @Nullable Urn job, JsonNode given, String place) {
		if (job != null && given.path("facets").isObject()) {
			Facets facets = new Facets(place, new PayloadNode(given.path("facets"), ""));
			describe(telling, job, facets);
		}
	}

	/** Whether it runs without end. */
	boolean streaming() {
		return this.streaming;
	}

	/** Its code version; null when nothing is said of its code. */
	@Nullable String code() {
		return this.code;
	}

	/** The explicit lineage of the job. */
	Optional<JsonNode> lineage() {
		return this.lineage;
	}

	private static Map<String, Object> kind(JsonNode facet) {
		Map<String, Object> kind = new HashMap<>();
		for (String property : List.of("jobType", "integration", "processingType")) {
			PayloadNode.text(facet, property).ifPresent((value) -> kind.put(property, value));
		}
		return kind;
	}

	/**
	 * A hash of where the code lies and what SQL it runs. Blanks in SQL do not matter,
	 * nor do names of the code that move (branch, tag).
	 */
	private static @Nullable String code(Optional<JsonNode> location, Optional<JsonNode> sql) {
		StringBuilder said = new StringBuilder();
		for (String part : List.of("url", "repoUrl", "path", "version")) {
			location.flatMap((facet) -> PayloadNode.text(facet, part))
				.ifPresent((value) -> said.append(part).append('=').append(value).append('\n'));
		}
		sql.flatMap((facet) -> PayloadNode.text(facet, "query"))
			.ifPresent((query) -> said.append("sql=").append(query.replaceAll("\\s+", " ")));
		return said.isEmpty() ? null : Urn.sha256(said.toString());
	}

}
