package dev.pedigree.ingestion;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.InputValidation;
import dev.pedigree.graph.Deadline;
import dev.pedigree.limits.RequestLimits;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Receives payloads: translates them, has them written, keeps what is refused, and counts
 * what became of each.
 */
@Component
public class IngestionService {

	private static final Logger log = LoggerFactory.getLogger(IngestionService.class);

	private final Map<String, MetadataSource> sources;

	private final WriteBatch writes;

	private final RejectedPayloads rejected;

	private final FacetCoverage coverage;

	private final RequestLimits.Ingestion properties;

	private final MeterRegistry meters;

	private final ParserPool parsers;

	private final Clock clock;

	IngestionService(List<MetadataSource> sources, WriteBatch writes, RejectedPayloads rejected, FacetCoverage coverage,
			RequestLimits limits, MeterRegistry meters, ParserPool parsers, Clock clock) {
		this.sources = sources.stream().collect(Collectors.toMap(MetadataSource::name, Function.identity()));
		this.writes = writes;
		this.rejected = rejected;
		this.coverage = coverage;
		this.properties = limits.ingestion();
		this.meters = meters;
		this.parsers = parsers;
		this.clock = clock;
	}

	/**
	 * Writes the payloads of one request as one group and returns, in their order, the
	 * outcome of each. All are translated before the first is queued: one that is queued
	 * alone would be committed alone. Nothing is written after the patience of the
	 * request has ended.
	 * @param actor the name of the token of the request
	 */
	List<PayloadOutcome> receive(String source, String actor, List<RequestBody.Payload> payloads) {
		Deadline end = Deadline.in(this.properties.patience());
		return receive(source, actor, payloads, end, end);
	}

	private List<PayloadOutcome> receive(String source, String actor, List<RequestBody.Payload> payloads, Deadline end,
			@Nullable Deadline deadline) {
		List<Received> received = queued(actor, translated(source, payloads, end), end, deadline);
		List<PayloadOutcome> outcomes = received.stream().map((payload) -> await(payload, end)).toList();
		return kept(source, payloads, outcomes, end).stream().map((outcome) -> counted(source, outcome)).toList();
	}

	/**
	 * Takes payloads in that the catalog asked for.
	 * @param source the name of the source that translates them
	 * @param actor who told them
	 */
	public List<PayloadOutcome> receiveAll(String source, String actor, List<JsonNode> payloads) {
		// Without a deadline: a poll that comes back finds what was written meanwhile.
		return receive(source, actor, payloads.stream().map(RequestBody.Payload::of).toList(),
				Deadline.in(this.properties.patience()), null);
	}

	/**
	 * Takes one payload in that was refused before; keeps nothing.
	 * @param actor who asks for it
	 */
	PayloadOutcome again(String source, String actor, RequestBody.Payload payload) {
		Deadline end = Deadline.in(this.properties.patience());
		return counted(source,
				await(queued(actor, translated(source, List.of(payload), end), end, end).getFirst(), end));
	}

	private List<Translated> translated(String source, List<RequestBody.Payload> payloads, Deadline end) {
		try {
			return this.parsers.call(end.left(),
					() -> payloads.stream().map((payload) -> translated(source, payload, end)).toList());
		}
		catch (StoreUnavailableException | RequestBytes.Unreadable ex) {
			StoreUnavailableException busy = new StoreUnavailableException("Too much is translated now", ex);
			return payloads.stream().map((payload) -> new Translated(payload, null, List.of(), busy)).toList();
		}
	}

	private Translated translated(String source, RequestBody.Payload payload, Deadline end) {
		JsonNode node = payload.node();
		try {
			if (end.isOver()) {
				throw new StoreUnavailableException("The translation takes too long", null);
			}
			if (node == null) {
				throw new InvalidPayloadException("", payload.problem());
			}
			MetadataSource from = this.sources.get(source);
			if (from == null) {
				throw new InvalidPayloadException("", "there is no source " + source);
			}
			List<Warnings.Warning> warnings = new ArrayList<>();
			Translation translation = EventTime.receivedAt(this.clock.instant(),
					() -> Warnings.collect(warnings, () -> from.translate(node)));
			checkNames(translation, node);
			return new Translated(payload, translation, warnings, null);
		}
		catch (InvalidPayloadException ex) {
			return new Translated(payload, null, List.of(), isFile(source) ? ex.inFile() : ex);
		}
		catch (StoreUnavailableException ex) {
			return new Translated(payload, null, List.of(), ex);
		}
		catch (RuntimeException ex) {
			log.error("A payload of {} broke its translation", source, ex);
			return new Translated(payload, null, List.of(), ex);
		}
	}

	/** Refuses names that are too long, or that look like others. */
	private static void checkNames(Translation translation, JsonNode payload) {
		translation.events()
			.stream()
			.flatMap(MetadataEvent::keys)
			.flatMap((key) -> Stream.of(key.namespace(), key.name().replaceFirst("^declared:", ""),
					Objects.requireNonNullElse(key.version(), "")))
			.forEach((name) -> {
				String problem = InputValidation.problem(name);
				if (problem != null) {
					throw new PayloadNode(payload, "").find(name).invalid(problem);
				}
			});
	}

	private boolean isFile(String source) {
		return this.sources.get(source) instanceof FileFormat;
	}

	private List<Received> queued(String actor, List<Translated> translated, Deadline end,
			@Nullable Deadline deadline) {
		List<Submission> valid = translated.stream()
			.map(Translated::translation)
			.filter(Objects::nonNull)
			.map((translation) -> new Submission(actor, translation.events()))
			.toList();
		Iterator<CompletableFuture<Void>> written = this.writes.addAll(valid, end.left(), deadline).iterator();
		return translated.stream()
			.map((one) -> new Received(one.payload, one.translation, one.warnings,
					(one.failure != null) ? CompletableFuture.failedFuture(one.failure) : written.next()))
			.toList();
	}

	/**
	 * Keeps the rejected payloads of a request in one transaction; the outcomes then name
	 * them. After the end nothing is kept.
	 */
	private List<PayloadOutcome> kept(String source, List<RequestBody.Payload> payloads, List<PayloadOutcome> outcomes,
			Deadline end) {
		List<RejectedPayloads.Rejection> rejections = new ArrayList<>();
		for (int i = 0; i < outcomes.size(); i++) {
			switch (outcomes.get(i)) {
				case PayloadOutcome.Refused refused -> rejections
					.add(new RejectedPayloads.Rejection(payloads.get(i), refused.pointer(), refused.reason()));
				case PayloadOutcome.Failed failed -> rejections.add(new RejectedPayloads.Rejection(payloads.get(i), "",
						"The catalog could not write this payload"));
				case PayloadOutcome.Accepted accepted -> {
				}
				case PayloadOutcome.Later later -> {
				}
			}
		}
		if (rejections.isEmpty()) {
			return outcomes;
		}
		Map<RejectedPayloads.Rejection, String> ids = this.rejected.keep(source, rejections, end);
		Iterator<RejectedPayloads.Rejection> next = rejections.iterator();
		return outcomes.stream().map((outcome) -> switch (outcome) {
			case PayloadOutcome.Refused(String pointer, String reason, boolean json, String none) ->
				(PayloadOutcome) new PayloadOutcome.Refused(pointer, reason, json, ids.get(next.next()));
			case PayloadOutcome.Failed failed -> failedOrLater(ids.get(next.next()));
			case PayloadOutcome.Accepted accepted -> accepted;
			case PayloadOutcome.Later later -> later;
		}).toList();
	}

	private static PayloadOutcome failedOrLater(@Nullable String id) {
		return (id != null) ? new PayloadOutcome.Failed(id)
				: new PayloadOutcome.Later("The store could neither write nor keep this payload");
	}

	private PayloadOutcome await(Received received, Deadline end) {
		try {
			received.written.get(end.left().toMillis(), TimeUnit.MILLISECONDS);
			Translation translation = Objects.requireNonNull(received.translation);
			this.coverage.count(translation.facets());
			return new PayloadOutcome.Accepted(translation.events(), received.warnings);
		}
		catch (ExecutionException ex) {
			return switch (ex.getCause()) {
				case InvalidPayloadException refused -> new PayloadOutcome.Refused(refused.pointer(), refused.reason(),
						received.payload.node() != null, null);
				case StoreUnavailableException away -> new PayloadOutcome.Later(String.valueOf(away.getMessage()));
				case null, default -> {
					log.error("A payload could not be written", ex.getCause());
					yield new PayloadOutcome.Failed(null);
				}
			};
		}
		catch (TimeoutException ex) {
			return new PayloadOutcome.Later("The store takes too long");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new PayloadOutcome.Later("The catalog is closing");
		}
	}

	private PayloadOutcome counted(String source, PayloadOutcome outcome) {
		Counter.builder("pedigree.ingestion.payloads")
			.description("payloads by what became of them")
			.tag("source", source)
			.tag("outcome", outcome.word())
			.register(this.meters)
			.increment();
		return outcome;
	}

	/** A payload with either its translation or the failure of it. */
	private record Translated(RequestBody.Payload payload, @Nullable Translation translation,
			List<Warnings.Warning> warnings, @Nullable RuntimeException failure) {
	}

	/**
	 * A payload that is queued.
	 *
	 * @param payload as it came
	 * @param translation what it says; null when it was refused
	 * @param warnings what the translation accepted although it is forbidden
	 * @param written completed after its commit
	 */
	private record Received(RequestBody.Payload payload, @Nullable Translation translation,
			List<Warnings.Warning> warnings, CompletableFuture<Void> written) {
	}

}
