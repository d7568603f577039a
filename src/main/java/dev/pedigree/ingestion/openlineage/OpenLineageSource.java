package dev.pedigree.ingestion.openlineage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataSource;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import dev.pedigree.run.RunObservation.RunEventType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Translates OpenLineage events (specification 2-0-2 and older): RunEvent, JobEvent and
 * DatasetEvent.
 * <p>
 * Time, run id (a UUID), namespaces and names are validated strictly, because they
 * identify assets. Other deviations of real producers are accepted: {@code producer} and
 * {@code schemaURL} may be missing, event types may be in lower case or missing (optional
 * since 1-0-1), times may lack a zone, {@code inputs} and {@code outputs} may be null,
 * facets that violate their schema are ignored.
 */
@Component
class OpenLineageSource implements MetadataSource {

	private static final Pattern UUID = Pattern
		.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

	/** The source of declarations, as opposed to observed runs. */
	static final String DESIGN = "design";

	private static final String SOURCE = "openlineage";

	@Override
	public String name() {
		return SOURCE;
	}

	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode event = new PayloadNode(payload, "").object();
		for (String required : List.of("producer", "schemaURL")) {
			if (event.text(required).isEmpty()) {
				event.at(required).warn("is missing, which the specification requires");
			}
		}
		if (event.at("dataset").isPresent() && !event.at("run").isPresent() && !event.at("job").isPresent()) {
			return datasetEvent(event);
		}
		if (event.at("run").isPresent()) {
			return runEvent(event);
		}
		if (event.node().path("schemaURL").asString("").endsWith("/RunEvent")) {
			throw event.at("run").invalid("is missing; schemaURL declares a RunEvent");
		}
		if (event.at("job").isPresent()) {
			return jobEvent(event);
		}
		throw new InvalidPayloadException("", "the event has no run, job or dataset; one of them is required");
	}

	private static Translation runEvent(PayloadNode event) {
		EventTime time = EventTime.of(event.at("eventTime"));
		RunEventType type = type(event.at("eventType"));
		PayloadNode run = event.at("run").object();
		String runId = runId(run.at("runId"));
		Urn job = job(event.at("job"));
		Urn urn = Urn.run(job, runId);
		TranslationBuilder translation = builder(urn, time);
		JobFacets design = JobFacets.of(translation, job, new Facets("job", event.at("job", "facets")));
		RunFacets facts = RunFacets.of(translation, job, urn, new Facets("run", run.at("facets")));
		Datasets datasets = new Datasets(translation, urn, design.streaming() ? null : "run:" + runId);
		Datasets.DatasetFlow flow = datasets.flow(event, job, design.lineage(), facts.lineage());
		translation
			.observe(new RunObservation(job, runId, time.at(), SOURCE, type, facts.parentJob(), facts.parentRun(),
					facts.nominal(), design.streaming(), design.code(), facts.error(), flow.inputs(), flow.outputs())
				.below(facts.root()));
		return translation.build();
	}

	private static Translation jobEvent(PayloadNode event) {
		EventTime time = EventTime.of(event.at("eventTime"));
		Urn job = job(event.at("job"));
		TranslationBuilder translation = builder(job, time);
		JobFacets design = JobFacets.of(translation, job, new Facets("job", event.at("job", "facets")));
		Datasets.DatasetFlow flow = new Datasets(translation, null, null).flow(event, job, design.lineage(),
				Optional.empty());
		translation.from(DESIGN).declare(job, flow.inputs(), flow.outputs());
		return translation.build();
	}

	private static Translation datasetEvent(PayloadNode event) {
		EventTime time = EventTime.of(event.at("eventTime"));
		TranslationBuilder translation = TranslationBuilder.unique(SOURCE, time.at());
		DataUse data = new Datasets(translation, null, null).dataset(event.at("dataset"));
		markTime(translation, data.data(), time);
		return translation.build();
	}

	private static TranslationBuilder builder(Urn asset, EventTime time) {
		TranslationBuilder translation = TranslationBuilder.unique(SOURCE, time.at());
		markTime(translation, asset, time);
		return translation;
	}

	/** Marks a time that had no zone and was read as UTC. */
	private static void markTime(TranslationBuilder translation, Urn asset, EventTime time) {
		if (time.assumedUtc()) {
			translation.describe(asset, "time", Map.of("timeAssumedUtc", true));
		}
	}

	private static RunEventType type(PayloadNode node) {
		if (!node.isPresent()) {
			return RunEventType.OTHER;
		}
		String word = node.required();
		RunEventType type = Stream.of(RunEventType.values())
			.filter((one) -> one.name().equalsIgnoreCase(word))
			.findFirst()
			.orElseThrow(() -> node.invalid("must be one of START, RUNNING, COMPLETE, ABORT, FAIL, OTHER"));
		if (!word.equals(type.name())) {
			node.warn("is not in upper case and is read as " + type);
		}
		return type;
	}

	private static String runId(PayloadNode node) {
		String id = node.required();
		if (!UUID.matcher(id).matches()) {
			throw node.invalid("must be a UUID");
		}
		return id.toLowerCase(Locale.ROOT);
	}

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

	static @Nullable Urn jobOrNull(JsonNode job) {
		return PayloadNode.key(job).map((key) -> Urn.job(key.get(0), key.get(1))).orElse(null);
	}

}
