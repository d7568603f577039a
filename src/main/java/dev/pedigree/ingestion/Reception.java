package dev.pedigree.ingestion;

import java.time.Duration;
import java.time.Instant;
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
	 * Writes the payloads of one request as one group and returns, in their order, what
	 * became of each. All are translated before the first is written: one that is queued
	 * alone would be committed alone.
	 * @param actor whose token brought them
	 */
	List<Outcome> receive(String source, String actor, List<RequestBody.Payload> payloads) {
		Instant end = Instant.now().plus(this.properties.patience());
		return received(source, actor, payloads, end).stream()
			.map((payload) -> counted(source, outcome(source, payload, end)))
			.toList();
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
		return counted(source, await(received(source, actor, List.of(payload), end).getFirst(), end));
	}

	private List<Received> received(String source, String actor, List<RequestBody.Payload> payloads, Instant end) {
		List<Translated> translated = payloads.stream().map((payload) -> translated(source, payload)).toList();
		List<List<MetadataEvent>> valid = translated.stream()
			.map(Translated::translation)
			.filter(Objects::nonNull)
			.map((translation) -> translation.events().stream().map((event) -> event.by(actor)).toList())
			.toList();
		Iterator<CompletableFuture<Void>> written = this.writes.addAll(valid, until(end)).iterator();
		return translated.stream()
			.map((one) -> new Received(one.payload, one.translation, one.warnings,
					(one.failure != null) ? CompletableFuture.failedFuture(one.failure) : written.next()))
			.toList();
	}

	private Translated translated(String source, RequestBody.Payload payload) {
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
			return new Translated(payload, translation, warnings, null);
		}
		catch (PayloadRefused ex) {
			return new Translated(payload, null, List.of(), isFile(source) ? ex.inFile() : ex);
		}
		catch (RuntimeException ex) {
			log.error("A payload of {} broke its translation", source, ex);
			return new Translated(payload, null, List.of(), ex);
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

	/** A payload with either its translation or the failure of it. */
	private record Translated(RequestBody.Payload payload, @Nullable Translation translation,
			List<Warnings.Warning> warnings, @Nullable RuntimeException failure) {
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
