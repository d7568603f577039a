package dev.pedigree.ingestion.connector;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.pedigree.ingestion.RequestBytes;
import dev.pedigree.limits.RequestLimits;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST controller for webhooks of sources: {@code 202} if one is accepted, {@code 200}
 * for a repetition or an event without effect, {@code 401} for an unknown source and a
 * missing or wrong signature, {@code 413} if it is too large, {@code 422} if it is
 * invalid.
 */
@RestController
class WebhookController {

	private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

	private final Connectors connectors;

	private final RequestBytes bytes;

	private final ConnectorRepository repository;

	private final Poller poller;

	private final RequestLimits.Webhooks limits;

	private final Clock clock;

	WebhookController(Connectors connectors, RequestBytes bytes, ConnectorRepository repository, Poller poller,
			RequestLimits limits, Clock clock) {
		this.clock = clock;
		this.limits = limits.webhooks();
		this.connectors = connectors;
		this.bytes = bytes;
		this.repository = repository;
		this.poller = poller;
	}

	/**
	 * A webhook is authenticated by its signature, not by a bearer token. The headers are
	 * validated before the body is read, and the signature is verified over the raw bytes
	 * before they are decompressed. An unknown source has the response of a wrong
	 * signature, so that names of sources cannot be guessed.
	 */
	@PostMapping("/api/v1/ingest/{source}/{instance}")
	ResponseEntity<Void> receive(@PathVariable String source, @PathVariable String instance, HttpServletRequest request)
			throws IOException {
		Connector connector = this.connectors.connector(source);
		Signature signature = signature(connector, new WebhookRequest(request::getHeader, new byte[0]),
				this.clock.instant());
		if (connector == null || signature == null) {
			throw unauthenticated();
		}
		byte[] raw = this.bytes.raw(request, this.limits.maxBody());
		SourceConfig named = this.connectors.config(instance);
		SourceConfig config = (named != null && named.settings().type().equals(source)) ? named : null;
		String rejection = signature.rejection(new WebhookRequest(request::getHeader, raw), secrets(config),
				this.clock.instant());
		// Not logged for an unknown source: a caller without a secret could fill the log.
		if (config != null && rejection != null) {
			log.warn("A webhook for {} was rejected: {}", config.source(), rejection);
		}
		if (config == null || rejection != null) {
			throw unauthenticated();
		}
		WebhookRequest.WebhookEvent event = connector
			.read(new WebhookRequest(request::getHeader, this.bytes.decoded(request, raw, this.limits.maxBody())));
		boolean accepted = !event.subjects().isEmpty()
				&& this.repository.addDelivery(config.name(), event.key(), event.subjects());
		if (accepted) {
			this.poller.wake(config);
		}
		return ResponseEntity.status(accepted ? HttpStatus.ACCEPTED : HttpStatus.OK).build();
	}

	/** The strongest signature of a webhook; null if there is none or it is malformed. */
	private static @Nullable Signature signature(@Nullable Connector connector, WebhookRequest request, Instant now) {
		Signature strongest = (connector == null) ? null
				: connector.signatures().stream().filter((one) -> one.isPresent(request)).findFirst().orElse(null);
		String problem = (strongest != null) ? strongest.problem(request, now) : "there is no signature";
		if (problem != null) {
			log.debug("A webhook was rejected: {}", problem);
			return null;
		}
		return strongest;
	}

	private static RequestBytes.Unreadable unauthenticated() {
		return new RequestBytes.Unreadable(401,
				"The webhook is not authenticated: the source is unknown, or its signature is missing or wrong");
	}

	/**
	 * The readable secrets of a source: during a rotation one may be missing. An unknown
	 * source has a random one, so that the response takes as long.
	 */
	private static List<String> secrets(@Nullable SourceConfig config) {
		if (config == null || config.settings().signingSecrets().isEmpty()) {
			return List.of(UUID.randomUUID().toString());
		}
		List<String> secrets = new ArrayList<>();
		for (String reference : config.settings().signingSecrets()) {
			try {
				secrets.add(new Secret(reference).read());
			}
			catch (SourceUnavailableException ex) {
				log.warn("{}: {}", config.source(), ex.getMessage());
			}
		}
		if (secrets.isEmpty()) {
			throw new RequestBytes.Unreadable(503, "The webhook secrets of this source cannot be read");
		}
		return secrets;
	}

}
