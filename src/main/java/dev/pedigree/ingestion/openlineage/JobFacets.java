package dev.pedigree.ingestion.openlineage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.TranslationBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Translates the facets of a job: type, code version, documentation, owners, lineage.
 *
 * @param code the code version; null if unstated
 */
record JobFacets(boolean streaming, @Nullable String code, Optional<JsonNode> lineage) {

	static JobFacets of(TranslationBuilder translation, Urn job, Facets facets) {
		boolean streaming = facets.read("jobType")
			.flatMap((facet) -> PayloadNode.text(facet, "processingType"))
			.filter("STREAMING"::equalsIgnoreCase)
			.isPresent();
		String code = code(facets.read("sourceCodeLocation"), facets.read("sql"));
		Optional<JsonNode> lineage = ExplicitLineage.facet(facets, job);
		describe(translation, job, facets);
		return new JobFacets(streaming, code, lineage);
	}

	private static void describe(TranslationBuilder translation, Urn job, Facets facets) {
		facets.store("jobType", (facet) -> Optional.of(type(facet)).filter((type) -> !type.isEmpty()))
			.ifPresent((type) -> translation.describe(job, "jobType", type));
		CommonFacets.describe(translation, job, facets);
		facets.count(translation);
	}

	/**
	 * Describes a parent job by the facets in the event of another job's run.
	 * @param job the parent job; null if its name is missing
	 */
	static void describe(TranslationBuilder translation, @Nullable Urn job, JsonNode parent, String place) {
		if (job != null && parent.path("facets").isObject()) {
			describe(translation, job, new Facets(place, new PayloadNode(parent.path("facets"), "")));
		}
	}

	private static Map<String, Object> type(JsonNode facet) {
		Map<String, Object> type = new HashMap<>();
		for (String property : List.of("jobType", "integration", "processingType")) {
			PayloadNode.text(facet, property).ifPresent((value) -> type.put(property, value));
		}
		return type;
	}

	/** Hashes source location and SQL, without white space, branch and tag. */
	private static @Nullable String code(Optional<JsonNode> location, Optional<JsonNode> sql) {
		StringBuilder code = new StringBuilder();
		for (String part : List.of("url", "repoUrl", "path", "version")) {
			location.flatMap((facet) -> PayloadNode.text(facet, part))
				.ifPresent((value) -> code.append(part).append('=').append(value).append('\n'));
		}
		sql.flatMap((facet) -> PayloadNode.text(facet, "query"))
			.ifPresent((query) -> code.append("sql=").append(query.replaceAll("\\s+", " ")));
		return code.isEmpty() ? null : Urn.sha256(code.toString());
	}

}
