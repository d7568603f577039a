package dev.pedigree.ingestion;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the way in.
 *
 * @param maxBody greatest size of a request's body as it is sent
 * @param maxDecompressed greatest size of a body after decompression
 * @param batch most payloads that share a transaction; a request with no more is one
 * transaction
 * @param queue most payloads that wait for one
 * @param patience how long a request waits for its answer before it is told to come back
 * @param retries how often a transaction that lost a lock is tried again
 * @param keptRejected most refused payloads that are kept; the oldest go first
 * @param keptSize most characters that are kept of a refused payload or a facet
 */
@ConfigurationProperties("pedigree.ingestion")
record IngestionProperties(@DefaultValue("10MB") DataSize maxBody, @DefaultValue("50MB") DataSize maxDecompressed,
		@DefaultValue("1000") int batch, @DefaultValue("10000") int queue, @DefaultValue("30s") Duration patience,
		@DefaultValue("8") int retries, @DefaultValue("1000") int keptRejected, @DefaultValue("262144") int keptSize) {
}
