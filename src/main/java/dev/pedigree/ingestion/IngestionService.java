package dev.pedigree.ingestion;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * Receives payloads: translates and writes them, stores rejected ones, and counts the
 * outcomes.
 */
@Component
public class IngestionService {

	private static final Logger log = LoggerFactory.getLogger(IngestionService.class);

	private final Map<String, MetadataSource> sources;

	private final WriteBatch writes;

	private final RejectedPayloads rejected;

	private final FacetCoverage coverage;

	private final RequestLimits.Ingestion limits;

	private final MeterRegistry meters;

	private final ParserPool parsers;

	private final Clock clock;

	IngestionService(List<MetadataSource> sources, WriteBatch writes, RejectedPayloads rejected, FacetCoverage coverage,
			RequestLimits limits, MeterRegistry meters, ParserPool parsers, Clock clock) {
		this.sources = sources.stream().collect(Collectors.toMap(MetadataSource::name, Function.identity()));
		this.writes = writes;
		this.rejected = rejected;
		this.coverage = coverage;
		this.limits = limits.ingestion();
		this.meters = meters;
		this.parsers = parsers;
		this.clock = clock;
	}

	/**
	 * Writes the payloads of one request as one group and returns their outcomes in
	 * order. All are translated before the first is queued: one that is queued alone
	 * would be committed alone. Nothing is written after the patience of the request has
	 * ended.
	 * @param actor the name of the token of the request
	 */
	List<PayloadOutcome> receive(String source, String actor, List<RequestBody.Payload> payloads) {
		Deadline end = Deadline.in(this.limits.patience());
		return keepRejected(source, actor, payloads, write(source, actor, payloads, end, end), end);
	}

	/**
	 * Writes payloads that the catalog polled and returns their outcomes in order.
	 * @param source the name of the source that translates them
	 * @param actor the source as the actor of the statements
	 */
	public List<PayloadOutcome> receiveAll(String source, String actor, List<JsonNode> payloads) {
		List<RequestBody.Payload> polled = payloads.stream().map(RequestBody.Payload::of).toList();
		Deadline end = Deadline.in(this.limits.patience());
		// Without a deadline: a repeated poll finds what was written meanwhile.
		return keepRejected(source, actor, polled, write(source, actor, polled, end, null), end);
	}

	/** Writes a stored payload that was rejected before; it is not stored again. */
	PayloadOutcome retry(String source, String actor, RequestBody.Payload payload) {
		Deadline end = Deadline.in(this.limits.patience());
		return count(source, write(source, actor, List.of(payload), end, end).getFirst());
	}

	private List<PayloadOutcome> write(String source, String actor, List<RequestBody.Payload> payloads, Deadline end,
			@Nullable Deadline deadline) {
		List<Translated> translated = translate(source, payloads, end);
		List<Submission> valid = translated.stream()
			.map(Translated::translation)
			.filter(Objects::nonNull)
			.map((translation) -> new Submission(actor, translation.events()))
			.toList();
		Iterator<CompletableFuture<Void>> written = this.writes.addAll(valid, end.left(), deadline).iterator();
		return translated.stream()
			.map((one) -> (one.failure != null) ? failure(one, one.failure) : await(one, written.next(), end))
			.toList();
	}

	private List<Translated> translate(String source, List<RequestBody.Payload> payloads, Deadline end) {
		try {
			return this.parsers.call(end.left(),
					() -> payloads.stream().map((payload) -> translate(source, payload, end)).toList());
		}
		catch (StoreUnavailableException | RequestBytes.Unreadable ex) {
			StoreUnavailableException busy = new StoreUnavailableException("Too much is translated now", ex);
			return payloads.stream().map((payload) -> new Translated(payload, null, List.of(), busy)).toList();
		}
	}

	private Translated translate(String source, RequestBody.Payload payload, Deadline end) {
		JsonNode node = payload.node();
		MetadataSource from = this.sources.get(source);
		try {
			if (end.isOver()) {
				throw new StoreUnavailableException("The translation takes too long", null);
			}
			if (node == null) {
				throw new InvalidPayloadException("", payload.problem());
			}
			if (from == null) {
				throw new InvalidPayloadException("", "there is no source " + source);
			}
			List<Warnings.Warning> warnings = new ArrayList<>();
			Translation translation = EventTime.receivedAt(this.clock.instant(),
					() -> Warnings.collect(warnings, () -> from.translate(node)));
			checkNames(translation, node);
			if (from instanceof FileFormat) {
				warnings.replaceAll(Warnings.Warning::inFile);
			}
			return new Translated(payload, translation, warnings, null);
		}
		catch (RuntimeException ex) {
			boolean inFile = from instanceof FileFormat && ex instanceof InvalidPayloadException;
			return new Translated(payload, null, List.of(), inFile ? ((InvalidPayloadException) ex).inFile() : ex);
		}
	}

	/** Rejects names that are too long or look like other names. */
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

	private PayloadOutcome await(Translated payload, CompletableFuture<Void> written, Deadline end) {
		try {
			written.get(end.left().toMillis(), TimeUnit.MILLISECONDS);
			Translation translation = Objects.requireNonNull(payload.translation);
			this.coverage.count(translation.facets());
			return new PayloadOutcome.Accepted(translation.events(), payload.warnings);
		}
		catch (ExecutionException ex) {
			return failure(payload, ex.getCause());
		}
		catch (TimeoutException ex) {
			return new PayloadOutcome.Later("The store takes too long");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new PayloadOutcome.Later("The catalog is closing");
		}
	}

	private static PayloadOutcome failure(Translated payload, @Nullable Throwable cause) {
		return switch (cause) {
			case InvalidPayloadException invalid ->
				new PayloadOutcome.Refused(invalid.pointer(), invalid.reason(), payload.payload.node() != null, null);
			case StoreUnavailableException away -> new PayloadOutcome.Later(String.valueOf(away.getMessage()));
			case null, default -> {
				log.error("A payload could not be {}", (payload.failure != null) ? "translated" : "written", cause);
				yield new PayloadOutcome.Failed(null);
			}
		};
	}

	/**
	 * Stores the rejected payloads of a request in one transaction and adds their ids to
	 * the outcomes. After the end nothing is stored.
	 */
	private List<PayloadOutcome> keepRejected(String source, String actor, List<RequestBody.Payload> payloads,
			List<PayloadOutcome> outcomes, Deadline end) {
		List<RejectedPayloads.Rejection> rejections = new ArrayList<>();
		for (int i = 0; i < outcomes.size(); i++) {
			if (outcomes.get(i) instanceof PayloadOutcome.Refused refused) {
				rejections.add(new RejectedPayloads.Rejection(payloads.get(i), refused.pointer(), refused.reason()));
			}
			else if (outcomes.get(i) instanceof PayloadOutcome.Failed) {
				rejections.add(new RejectedPayloads.Rejection(payloads.get(i), "",
						"The catalog could not write this payload"));
			}
		}
		Iterator<Optional<String>> ids = this.rejected.keep(source, actor, rejections, end).iterator();
		return outcomes.stream().map((outcome) -> switch (outcome) {
			case PayloadOutcome.Refused(String pointer, String reason, boolean json, String _) ->
				(PayloadOutcome) new PayloadOutcome.Refused(pointer, reason, json, ids.next().orElse(null));
			case PayloadOutcome.Failed _ -> ids.next()
				.<PayloadOutcome>map(PayloadOutcome.Failed::new)
				.orElse(new PayloadOutcome.Later("The store could neither write nor keep this payload"));
			case PayloadOutcome.Accepted _, PayloadOutcome.Later _ -> outcome;
		}).map((outcome) -> count(source, outcome)).toList();
	}

	private PayloadOutcome count(String source, PayloadOutcome outcome) {
		Counter.builder("pedigree.ingestion.payloads")
			.description("payloads by outcome")
			.tag("source", source)
			.tag("outcome", outcome.word())
			.register(this.meters)
			.increment();
		return outcome;
	}

	/** A payload with either its translation or the failure of the translation. */
	private record Translated(RequestBody.Payload payload, @Nullable Translation translation,
			List<Warnings.Warning> warnings, @Nullable RuntimeException failure) {
	}

}
