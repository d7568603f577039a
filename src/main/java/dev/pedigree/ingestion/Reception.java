package dev.pedigree.ingestion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

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
public class Reception {

	private static final Logger log = LoggerFactory.getLogger(Reception.class);

	private final Map<String, MetadataSource> sources;

	private final WriteBatch writes;

	private final RejectedPayloads rejected;

	private final FacetCoverage coverage;

	private final IngestionProperties properties;

	private final MeterRegistry meters;

	Reception(List<MetadataSource> sources, WriteBatch writes, RejectedPayloads rejected, FacetCoverage coverage,
			IngestionProperties properties, MeterRegistry meters) {
		this.sources = sources.stream().collect(Collectors.toMap(MetadataSource::name, Function.identity()));
		this.writes = writes;
		this.rejected = rejected;
		this.coverage = coverage;
		this.properties = properties;
		this.meters = meters;
	}

	/**
	 * Takes payloads of a source in and tells, in their order, what became of each. They
	 * are all on their way before the first answer is waited for.
	 * @param actor whose token brought them
	 */
	List<Outcome> receive(String source, String actor, List<RequestBody.Payload> payloads) {
		Instant end = Instant.now().plus(this.properties.patience());
		List<Received> received = payloads.stream().map((payload) -> translated(source, actor, payload, end)).toList();
		return received.stream().map((payload) -> counted(source, outcome(source, payload, end))).toList();
	}

	/**
	 * Takes payloads in that the catalog asked for.
	 * @param source the name of the source that translates them
	 * @param actor who told them
	 */
	public List<Outcome> receiveAll(String source, String actor, List<JsonNode> payloads) {
		return receive(source, actor, payloads.stream().map(RequestBody.Payload::of).toList());
	}

	/**
	 * Takes one payload in that was refused before; keeps nothing.
	 * @param actor who asks for it
	 */
	Outcome again(String source, String actor, RequestBody.Payload payload) {
		Instant end = Instant.now().plus(this.properties.patience());
		return counted(source, await(translated(source, actor, payload, end), end));
	}

	private Received translated(String source, String actor, RequestBody.Payload payload, Instant end) {
		JsonNode node = payload.node();
		try {
			if (node == null) {
				throw new PayloadRefused("", payload.problem());
			}
			MetadataSource from = this.sources.get(source);
			if (from == null) {
				throw new PayloadRefused("", "there is no source " + source);
			}
			List<Warnings.Warning> warnings = new ArrayList<>();
			Translation translation = Warnings.during(warnings, () -> from.translate(node));
			return new Received(payload, translation, warnings, this.writes
				.add(translation.events().stream().map((event) -> event.by(actor)).toList(), until(end)));
		}
		catch (PayloadRefused ex) {
			return new Received(payload, null, List.of(),
					CompletableFuture.failedFuture(isFile(source) ? ex.inFile() : ex));
		}
		catch (RuntimeException ex) {
			log.error("A payload of {} broke its translation", source, ex);
			return new Received(payload, null, List.of(), CompletableFuture.failedFuture(ex));
		}
	}

	private boolean isFile(String source) {
		return this.sources.get(source) instanceof FileFormat;
	}

	private Outcome outcome(String source, Received received, Instant end) {
		Outcome outcome = await(received, end);
		return switch (outcome) {
			case Outcome.Refused(String pointer, String reason, boolean json, String none) -> new Outcome.Refused(
					pointer, reason, json, this.rejected.keep(source, received.payload, pointer, reason));
			case Outcome.Failed failed -> {
				String kept = this.rejected.keep(source, received.payload, "",
						"The catalog could not write this payload");
				yield (kept != null) ? new Outcome.Failed(kept)
						: new Outcome.Later("The store could neither write nor keep this payload");
			}
			case Outcome.Accepted accepted -> accepted;
			case Outcome.Later later -> later;
		};
	}

	private Outcome await(Received received, Instant end) {
		try {
			received.written.get(until(end).toMillis(), TimeUnit.MILLISECONDS);
			Translation translation = Objects.requireNonNull(received.translation);
			this.coverage.count(translation.facets());
			return new Outcome.Accepted(translation.events(), received.warnings);
		}
		catch (ExecutionException ex) {
			return switch (ex.getCause()) {
				case PayloadRefused refused ->
					new Outcome.Refused(refused.pointer(), refused.reason(), received.payload.node() != null, null);
				case StoreAway away -> new Outcome.Later(String.valueOf(away.getMessage()));
				case null, default -> {
					log.error("A payload could not be written", ex.getCause());
					yield new Outcome.Failed(null);
				}
			};
		}
		catch (TimeoutException ex) {
			return new Outcome.Later("The store takes too long");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new Outcome.Later("The catalog is closing");
		}
	}

	/** What is left of a request's patience; nothing is less than nothing. */
	private static Duration until(Instant end) {
		Duration left = Duration.between(Instant.now(), end);
		return left.isNegative() ? Duration.ZERO : left;
	}

	private Outcome counted(String source, Outcome outcome) {
		Counter.builder("pedigree.ingestion.payloads")
			.description("payloads by what became of them")
			.tag("source", source)
			.tag("outcome", outcome.word())
			.register(this.meters)
			.increment();
		return outcome;
	}

	/**
	 * A payload on its way.
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
