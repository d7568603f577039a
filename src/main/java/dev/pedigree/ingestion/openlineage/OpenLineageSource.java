package dev.pedigree.ingestion.openlineage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.MetadataSource;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * OpenLineage events, spec 2-0-2 and older: RunEvent (has a run), JobEvent (has a job and
 * no run), DatasetEvent (has a dataset).
 * <p>
 * Strict where an event would otherwise be filed under the wrong thing: time, run id (a
 * UUID, as the spec has it), namespaces and names. Lenient where real producers differ
 * from the spec and nothing is lost: {@code producer} and {@code schemaURL} may be
 * missing, event types may be in lower case or absent (they are optional since 1-0-1),
 * times may lack a zone, {@code inputs} and {@code outputs} may be null, a facet of a
 * strange form says nothing.
 */
@Component
class OpenLineageSource implements MetadataSource {

	private static final Pattern UUID = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	/** The source of what is declared, as opposed to what was seen to happen. */
	static final String DESIGN = "design";

	@Override
	public String name() {
		return Telling.SOURCE;
	}

	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode event = new PayloadNode(payload, "").object();
		for (String required : List.of("producer", "schemaURL")) {
			if (event.text(required).isEmpty()) {
				event.at(required).warn("is missing, which the specification requires");
			}
		}
		if (event.at("dataset").isThere() && !event.at("run").isThere() && !event.at("job").isThere()) {
			return datasetEvent(event);
		}
		if (event.at("run").isThere()) {
			return runEvent(event);
		}
		if (event.node().path("schemaURL").asString("").endsWith("/RunEvent")) {
			throw event.at("run").refused("is missing, and schemaURL says that this is a RunEvent");
		}
		if (event.at("job").isThere()) {
			return jobEvent(event);
		}
		throw new InvalidPayloadException("", "the event has neither run, job nor dataset");
	}

	private static Translation runEvent(PayloadNode event) {
		EventTime time = EventTime.of(event.at("eventTime"));
		RunObservation.Type type = type(event.at("eventType"));
		PayloadNode run = event.at("run").object();
		String runId = runId(run.at("runId"));
		Urn job = job(event.at("job"));
		Urn urn = Urn.run(job, runId);
		Telling telling = new Telling(time.at());
		mark(telling, urn, time);
		JobFacets design = new JobFacets(telling, job, new Facets("job", event.at("job").at("facets")));
		RunFacets facts = new RunFacets(telling, job, urn, new Facets("run", run.at("facets")));
		Datasets datasets = new Datasets(telling, urn, design.streaming() ? null : "run:" + runId);
		Datasets.DatasetFlow flow = datasets.flow(event, job, design.lineage(), facts.lineage());
		telling.add(new MetadataEvent.RunObserved(new RunObservation(job, runId, time.at(), Telling.SOURCE, type,
				facts.parentJob(), facts.parentRun(), facts.nominal(), design.streaming(), design.code(), facts.error(),
				flow.inputs(), flow.outputs())
			.below(facts.root())));
		return telling.done();
	}

	private static Translation jobEvent(PayloadNode event) {
		EventTime time = EventTime.of(event.at("eventTime"));
		Urn job = job(event.at("job"));
		Telling telling = new Telling(time.at());
		mark(telling, job, time);
		JobFacets design = new JobFacets(telling, job, new Facets("job", event.at("job").at("facets")));
		Datasets.DatasetFlow flow = new Datasets(telling, null, null).flow(event, job, design.lineage(),
				Optional.empty());
		telling.add(new MetadataEvent.JobDeclared(
				new JobDeclaration(job, time.at(), DESIGN, flow.inputs(), flow.outputs())));
		return telling.done();
	}

	private static Translation datasetEvent(PayloadNode event) {
		EventTime time = EventTime.of(event.at("eventTime"));
		Telling telling = new Telling(time.at());
		Datasets datasets = new Datasets(telling, null, null);
		DataUse data = datasets.described(event.at("dataset"));
		mark(telling, data.data(), time);
		return telling.done();
	}

	/** A time that was read as UTC because it had no zone is marked as such. */
	private static void mark(Telling telling, Urn asset, EventTime time) {
		if (time.assumedUtc()) {
			telling.describe(asset, "time", Map.of("timeAssumedUtc", true));
		}
	}

	private static RunObservation.Type type(PayloadNode place) {
		if (!place.isThere()) {
			return RunObservation.Type.OTHER;
		}
		try {
			String word = place.required();
			RunObservation.Type type = RunObservation.Type.valueOf(word.toUpperCase(Locale.ROOT));
			if (!word.equals(type.name())) {
				place.warn("is not in upper case and is read as " + type);
			}
			return type;
		}
		catch (IllegalArgumentException ex) {
			throw place.refused("must be one of START, RUNNING, COMPLETE, ABORT, FAIL, OTHER");
		}
	}

	private static String runId(PayloadNode place) {
		String id = place.required();
		if (!UUID.matcher(id).matches()) {
			throw place.refused("must be a UUID");
		}
		return id.toLowerCase(Locale.ROOT);
	}

	/** A run id in a facet; null when it is none. */
	static @Nullable String runIdOrNull(JsonNode run) {
		return PayloadNode.text(run, "runId")
			.filter((id) -> UUID.matcher(id).matches())
			.map((id) -> id.toLowerCase(Locale.ROOT))
			.orElse(null);
	}

	private static Urn job(PayloadNode job) {
		job.object();
		return Urn.job(job.namespace(), job.name());
	}

	/** A job that a facet names; null when it names none. */
	static @Nullable Urn jobOrNull(JsonNode job) {
		return PayloadNode.key(job).map((key) -> Urn.job(key.get(0), key.get(1))).orElse(null);
	}

}
