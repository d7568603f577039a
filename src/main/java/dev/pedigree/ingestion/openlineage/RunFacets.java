package dev.pedigree.ingestion.openlineage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the facets of a run say: who started it, when it was due, why it failed. */
final class RunFacets {

	/** An error's message beyond this many characters is cut. */
	private static final int LONGEST_ERROR = 4096;

	private final @Nullable Urn parentJob;

	private final @Nullable Urn parentRun;

	private final RunObservation.@Nullable Root root;

	private final @Nullable Instant nominal;

	private final @Nullable String error;

	private final Optional<JsonNode> lineage;

	RunFacets(Telling telling, Urn job, Urn run, Facets facets) {
		// The name before spec 1-0-0 was parentRun; both can come together.
		Optional<JsonNode> old = facets.read("parentRun");
		Optional<JsonNode> parent = facets.read("parent").or(() -> old);
		Urn parentsJob = parent.map((facet) -> OpenLineageSource.jobOrNull(facet.path("job"))).orElse(null);
		Urn parentUrn = run(parent, parentsJob);
		boolean itself = run.equals(parentUrn);
		this.parentJob = itself ? null : parentsJob;
		this.parentRun = itself ? null : parentUrn;
		if (parentsJob != null) {
			facets.stored(facets.read("parent").isPresent() ? "parent" : "parentRun");
		}
		warn(parent, facets.at(facets.at("parent").node().isObject() ? "parent" : "parentRun"), parentsJob, parentUrn);
		this.root = parent.map((facet) -> facet.path("root")).map((root) -> root(telling, run, root)).orElse(null);
		parent.ifPresent((facet) -> {
			JobFacets.describe(telling, parentsJob, facet.path("job"), "parent.job");
			JobFacets.describe(telling, OpenLineageSource.jobOrNull(facet.path("root").path("job")),
					facet.path("root").path("job"), "parent.root.job");
		});
		this.nominal = facets.store("nominalTime", RunFacets::nominal).orElse(null);
		this.error = facets.text("errorMessage", "message")
			.map((message) -> Telling.cut(Masking.masked(message), LONGEST_ERROR))
			.orElse(null);
		this.lineage = facets.read("lineage");
		this.lineage.filter((facet) -> ExplicitLineage.finds(job, (trial) -> trial.entries(facet)))
			.ifPresent((facet) -> facets.stored("lineage"));
		telling.tags(run, facets);
		telling.count(facets);
	}

	@Nullable Urn parentJob() {
		return this.parentJob;
	}

	@Nullable Urn parentRun() {
		return this.parentRun;
	}

	/** The top of the chain that the parent is in. */
	RunObservation.@Nullable Root root() {
		return this.root;
	}

	@Nullable Instant nominal() {
		return this.nominal;
	}

	@Nullable String error() {
		return this.error;
	}

	/** The explicit lineage of the run (a first form of the facet, by run). */
	Optional<JsonNode> lineage() {
		return this.lineage;
	}

	private static void warn(Optional<JsonNode> parent, PayloadNode place, @Nullable Urn job, @Nullable Urn run) {
		if (parent.isPresent() && job == null) {
			place.at("job").warn("has no namespace and name; the parent is not recorded");
		}
		else if (parent.isPresent() && run == null) {
			place.at("run").at("runId").warn("is no UUID; only the parent job is recorded, without the run");
		}
	}

	private static @Nullable Urn run(Optional<JsonNode> facet, @Nullable Urn job) {
		String id = facet.map((given) -> OpenLineageSource.runIdOrNull(given.path("run"))).orElse(null);
		return (job != null && id != null) ? Urn.run(job, id) : null;
	}

	/**
	 * The root is told apart from the parent because runs between them may never be seen
	 * here.
	 */
	private static RunObservation.@Nullable Root root(Telling telling, Urn run, JsonNode root) {
		Urn job = OpenLineageSource.jobOrNull(root.path("job"));
		Urn rootRun = run(Optional.of(root), job);
		if (job == null || run.equals(rootRun)) {
			return null;
		}
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("rootJob", job.value());
		if (rootRun != null) {
			values.put("rootRun", rootRun.value());
		}
		telling.describe(run, "root", values);
		return new RunObservation.Root(job, rootRun);
	}

	private static Optional<Instant> nominal(JsonNode facet) {
		return PayloadNode.text(facet, "nominalEndTime")
			.or(() -> PayloadNode.text(facet, "nominalStartTime"))
			.map(EventTime::parse)
			.map(EventTime::at);
	}

}
