package dev.pedigree.limits;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * All limits of requests: sizes, counts and times, each with its setting below
 * {@code pedigree}. The constants have no setting, because a higher value endangers the
 * server and a lower one refuses valid documents.
 *
 * @param ingestion of events, documents and files
 * @param inventory of model inventories ({@code POST /api/v1/inventory})
 * @param webhooks of webhooks ({@code POST /api/v1/ingest/<type>/<source>})
 * @param sockets of subscriptions
 * @param limits of GraphQL requests
 * @param background of stored operations for exports and background work
 * @param probes of health probes
 */
@ConfigurationProperties("pedigree")
public record RequestLimits(@DefaultValue Ingestion ingestion, @DefaultValue InventoryLimits inventory,
		@DefaultValue Webhooks webhooks, @DefaultValue Sockets sockets, @DefaultValue Graphql limits,
		@DefaultValue Background background, @DefaultValue Probes probes) {

	/** Digits of a number in JSON or YAML. The time to read one grows faster than it. */
	public static final int NUMBER_DIGITS = 1_000;

	/** Levels of arrays and objects within each other in JSON. */
	public static final int JSON_LEVELS = 500;

	/** Levels of lists and maps within each other in YAML, aliases expanded. */
	public static final int YAML_LEVELS = 100;

	/** Values in one JSON or YAML document, aliases expanded. */
	public static final int DOCUMENT_VALUES = 1_000_000;

	/** Characters of a name, namespace or version that a source states. */
	public static final int STATED_NAME = 2_000;

	/** Characters of a name that a person states. */
	public static final int PERSONAL_NAME = 500;

	/** Characters of a description. */
	public static final int DESCRIPTION = 65_536;

	/** Characters of all texts in one YAML document, aliases expanded. */
	public static final int DOCUMENT_CHARACTERS = 50_000_000;

	/**
	 * Limits of events, documents and files ({@code pedigree.ingestion}).
	 *
	 * @param maxBody greatest size of a body as it is sent
	 * @param maxDecompressed greatest size of a body after decompression, or of all files
	 * of an archive
	 * @param maxEvents most payloads of one request: events of a batch, lines, files of
	 * an archive
	 * @param parseTimeout how long the parsing of one body may take
	 * @param parseQueue most bodies that wait to be parsed
	 * @param batch most payloads that share a transaction; a request with no more is one
	 * transaction
	 * @param queue most payloads that wait for a transaction
	 * @param patience how long a request waits for its commit; nothing of it is written
	 * later
	 * @param retries how often a transaction that lost a lock is repeated
	 * @param keptRejected most rejected payloads that are kept; the oldest are deleted
	 * first
	 * @param keptSize most characters that are kept of a rejected payload or a facet
	 */
	public record Ingestion(@DefaultValue("10MB") DataSize maxBody, @DefaultValue("50MB") DataSize maxDecompressed,
			@DefaultValue("10000") int maxEvents, @DefaultValue("10s") Duration parseTimeout,
			@DefaultValue("100") int parseQueue, @DefaultValue("1000") int batch, @DefaultValue("10000") int queue,
			@DefaultValue("30s") Duration patience, @DefaultValue("8") int retries,
			@DefaultValue("1000") int keptRejected, @DefaultValue("262144") int keptSize) {
	}

	/**
	 * Limits of model inventories ({@code pedigree.inventory}).
	 *
	 * @param maxLines most lines of one file
	 * @param maxColumns most columns of a line
	 * @param maxProblems most problems of a line that the answer lists; it counts all
	 */
	public record InventoryLimits(@DefaultValue("10000") int maxLines, @DefaultValue("200") int maxColumns,
			@DefaultValue("20") int maxProblems) {
	}

	/**
	 * Limits of webhooks ({@code pedigree.webhooks}). They need no token, so the
	 * signature is verified before anything is parsed.
	 *
	 * @param maxBody greatest size of a body as it is sent, and after decompression
	 */
	public record Webhooks(@DefaultValue("1MB") DataSize maxBody) {
	}

	/**
	 * Limits of GraphQL subscriptions ({@code pedigree.sockets}). The time until the
	 * first message is {@code spring.graphql.websocket.connection-init-timeout}, the time
	 * for the headers of a request {@code server.tomcat.connection-timeout}, 10 s each.
	 *
	 * @param subscriptions most open subscriptions of one socket
	 * @param subscriptionsPerToken most open subscriptions of one token, over all sockets
	 * and streams
	 */
	public record Sockets(@DefaultValue("100") int subscriptions, @DefaultValue("1000") int subscriptionsPerToken) {
	}

	/**
	 * Limits of GraphQL requests ({@code pedigree.limits}).
	 *
	 * @param depth greatest number of fields within each other
	 * @param cost greatest number of values that the answer could have, were every page
	 * full; fields that walk or search count as more ({@code @cost} in the schema)
	 * @param maxBody greatest size of a request
	 * @param deadline how long a query over HTTP may take in all; a mutation has the time
	 * limits of its transactions instead
	 * @param concurrency most requests that are answered at once for one token
	 */
	public record Graphql(@DefaultValue("20") int depth, @DefaultValue("200000") int cost,
			@DefaultValue("1MB") DataSize maxBody, @DefaultValue("10s") Duration deadline,
			@DefaultValue("256") int concurrency) {
	}

	/**
	 * Limits of stored operations that no client waits for as a whole: each page of an
	 * export, each question of a background job ({@code pedigree.background}). Depth is
	 * that of other requests.
	 *
	 * @param cost greatest number of values that one answer could have
	 * @param deadline how long one answer may take
	 */
	public record Background(@DefaultValue("2000000") int cost, @DefaultValue("60s") Duration deadline) {
	}

	/**
	 * The port for health probes alone ({@code pedigree.probes}).
	 *
	 * @param port it answers {@code /actuator/health} as the main port does; 0 is any
	 * free port, -1 none
	 * @param threads platform threads that answer probes and nothing else
	 */
	public record Probes(@DefaultValue("-1") int port, @DefaultValue("4") int threads) {
	}

}
