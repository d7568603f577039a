package dev.pedigree.ingestion;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Receives payloads: translates them, has them written, and counts what became of them.
 */
@Component
class Reception {

	private final Map<String, MetadataSource> sources;

	private final WriteBatch writes;

	private final IngestionProperties properties;

	private final MeterRegistry meters;

	Reception(List<MetadataSource> sources, WriteBatch writes, IngestionProperties properties, MeterRegistry meters) {
		this.sources = sources.stream().collect(Collectors.toMap(MetadataSource::name, Function.identity()));
		this.writes = writes;
		this.properties = properties;
		this.meters = meters;
	}

	/** Takes one payload of a source in; what became of it is known later. */
	Received receive(String source, JsonNode payload) {
		MetadataSource from = this.sources.get(source);
		if (from == null) {
			throw new IllegalArgumentException("No source " + source);
		}
		try {
			Translation translation = from.translate(payload);
			return new Received(translation, this.writes.add(translation.events()));
		}
		catch (PayloadRefused ex) {
			return new Received(null, CompletableFuture.failedFuture(ex));
		}
	}

	/** What became of a payload, once it is known. */
	Outcome outcome(String source, Received received) {
		Outcome outcome = await(received);
		Counter.builder("pedigree.ingestion.payloads")
			.tag("source", source)
			.tag("outcome", outcome.name())
			.register(this.meters)
			.increment();
		return outcome;
	}

	private Outcome await(Received received) {
		try {
			received.written.get(this.properties.patience().toMillis(), TimeUnit.MILLISECONDS);
			return new Outcome.Accepted();
		}
		catch (ExecutionException ex) {
			return switch (ex.getCause()) {
				case PayloadRefused refused -> new Outcome.Refused(refused.pointer(), refused.reason());
				case StoreAway away -> new Outcome.Later(String.valueOf(away.getMessage()));
				case null, default -> new Outcome.Failed(ex);
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

	/**
	 * A payload on its way.
	 *
	 * @param translation what it says; null when it was refused
	 * @param written completed after its commit
	 */
	record Received(@Nullable Translation translation, CompletableFuture<Void> written) {
	}

}
