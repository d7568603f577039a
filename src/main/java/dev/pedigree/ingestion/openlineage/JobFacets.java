package dev.pedigree.ingestion.openlineage;

import java.util.Map;
import java.util.Optional;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.TranslationBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Translates the facets of a job: type, code version, documentation, owners, lineage. */
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
		Map<String, Object> type = facets.texts("jobType", "jobType", "integration", "processingType");
		if (!type.isEmpty()) {
			translation.describe(job, "jobType", type);
		}
		facets.describe(translation, job);
		facets.count(translation);
	}

	/** Describes a parent job by the facets in the event of another run. */
	static void describe(TranslationBuilder translation, @Nullable Urn job, JsonNode parent, String place) {
		if (job != null && parent.path("facets").isObject()) {
			describe(translation, job, new Facets(place, new PayloadNode(parent.path("facets"), "")));
		}
	}

	/** Hashes source location and SQL, without white space, branch and tag. */
	private static @Nullable String code(Optional<JsonNode> location, Optional<JsonNode> sql) {
		StringBuilder code = new StringBuilder();
		location.map((facet) -> PayloadNode.texts(facet, "url", "repoUrl", "path", "version"))
			.ifPresent((parts) -> parts.forEach((name, value) -> code.append(name + "=" + value + "\n")));
		sql.flatMap((facet) -> PayloadNode.text(facet, "query"))
			.ifPresent((query) -> code.append("sql=").append(query.replaceAll("\\s+", " ")));
		return code.isEmpty() ? null : Urn.sha256(code.toString());
	}

}
