package dev.pedigree.ingestion.openlineage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Translates the facets of a run: parent and root, nominal time, error, tags, lineage.
 *
 * @param root the topmost run of the chain of parents
 * @param lineage the explicit lineage of the run, a first form of the facet
 */
record RunFacets(@Nullable Urn parentJob, @Nullable Urn parentRun, RunObservation.@Nullable Root root,
		@Nullable Instant nominal, @Nullable String error, Optional<JsonNode> lineage) {

	private static final int MAX_ERROR_LENGTH = 4097;

	static RunFacets of(TranslationBuilder translation, Urn job, Urn run, Facets facets) {
		// Before specification 1-0-0 the name was parentRun; an event may have both.
		Optional<JsonNode> old = facets.read("parentRun");
		Optional<JsonNode> parent = facets.read("parent").or(() -> old);
		Urn parentJob = parent.map((facet) -> OpenLineageSource.jobOrNull(facet.path("job"))).orElse(null);
		Urn parentRun = run(parent, parentJob);
		boolean isItself = run.equals(parentRun);
		if (parentJob != null) {
			facets.markStored(facets.read("parent").isPresent() ? "parent" : "parentRun");
		}
		warn(parent, facets.at(facets.at("parent").node().isObject() ? "parent" : "parentRun"), parentJob, parentRun);
		RunObservation.Root root = parent.map((facet) -> root(translation, run, facet.path("root"))).orElse(null);
		parent.ifPresent((facet) -> {
			JobFacets.describe(translation, parentJob, facet.path("job"), "parent.job");
			JobFacets.describe(translation, OpenLineageSource.jobOrNull(facet.path("root").path("job")),
					facet.path("root").path("job"), "parent.root.job");
		});
		Instant nominal = facets.store("nominalTime", RunFacets::nominal).orElse(null);
		String error = facets.text("errorMessage", "message")
			.map((message) -> PlainText.cut(Masking.masked(message), MAX_ERROR_LENGTH))
			.orElse(null);
		Optional<JsonNode> lineage = ExplicitLineage.facet(facets, job);
		facets.tag(translation, run);
		facets.count(translation);
		return new RunFacets(isItself ? null : parentJob, isItself ? null : parentRun, root, nominal, error, lineage);
	}

	private static void warn(Optional<JsonNode> parent, PayloadNode facet, @Nullable Urn job, @Nullable Urn run) {
		if (parent.isPresent() && job == null) {
			facet.at("job").warn("has no namespace and name; the parent is not recorded");
		}
		else if (parent.isPresent() && run == null) {
			facet.at("run", "runId").warn("is no UUID; only the parent job is recorded, without the run");
		}
	}

	private static @Nullable Urn run(Optional<JsonNode> facet, @Nullable Urn job) {
		String id = facet.map((parent) -> OpenLineageSource.runIdOrNull(parent.path("run"))).orElse(null);
		return (job != null && id != null) ? Urn.run(job, id) : null;
	}

	/** Describes the root; the catalog may never receive the runs below it. */
	private static RunObservation.@Nullable Root root(TranslationBuilder translation, Urn run, JsonNode root) {
		Urn job = OpenLineageSource.jobOrNull(root.path("job"));
		Urn rootRun = run(Optional.of(root), job);
		if (job == null || run.equals(rootRun)) {
			return null;
		}
		translation.describe(run, "root", (rootRun == null) ? Map.of("rootJob", job.value())
				: Map.of("rootJob", job.value(), "rootRun", rootRun.value()));
		return new RunObservation.Root(job, rootRun);
	}

	private static Optional<Instant> nominal(JsonNode facet) {
		return PayloadNode.text(facet, "nominalEndTime")
			.or(() -> PayloadNode.text(facet, "nominalStartTime"))
			.map(EventTime::parse)
			.map(EventTime::at);
	}

}
