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
 * Receives webhooks of connected systems: {@code 202} once one is in the inbox,
 * {@code 200} for a repetition or an event that changes nothing here, {@code 401} for an
 * unknown source and for a missing or wrong signature, {@code 413} for one that is too
 * large, {@code 422} for one that is not of its form.
 */
@RestController
class WebhookController {

	private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

	private final Connectors connectors;

	private final RequestBytes bytes;

	private final Inbox inbox;

	private final Poller poller;

	private final RequestLimits.Webhooks limits;

	private final Clock clock;

	WebhookController(Connectors connectors, RequestBytes bytes, Inbox inbox, Poller poller, RequestLimits limits,
			Clock clock) {
		this.clock = clock;
		this.limits = limits.webhooks();
		this.connectors = connectors;
		this.bytes = bytes;
		this.inbox = inbox;
		this.poller = poller;
	}

	/**
	 * A push is authenticated by its signature; no bearer token is needed. The headers
	 * are checked before the body is read, and the signature is verified over the raw
	 * bytes before they are decompressed. An unknown source is answered as a wrong
	 * signature is, so that the names of sources cannot be guessed.
	 */
	@PostMapping("/api/v1/ingest/{source}/{instance}")
	ResponseEntity<Void> push(@PathVariable String source, @PathVariable String instance, HttpServletRequest request)
			throws IOException {
		Connector connector = this.connectors.type(source);
		Signature signature = signature(connector, new WebhookRequest(request::getHeader, new byte[0]),
				this.clock.instant());
		if (connector == null || signature == null) {
			throw unauthenticated();
		}
		byte[] raw = this.bytes.raw(request, this.limits.maxBody());
		SourceConfig known = this.connectors.instance(instance);
		if (known != null && !known.settings().type().equals(source)) {
			known = null;
		}
		String doubt = signature.doubt(new WebhookRequest(request::getHeader, raw), secrets(known),
				this.clock.instant());
		if (known == null || doubt != null) {
			// A caller without any secret must not be able to fill the log.
			if (known != null) {
				log.warn("A push for {} was rejected: {}", known.source(), doubt);
			}
			throw unauthenticated();
		}
		WebhookRequest push = new WebhookRequest(request::getHeader,
				this.bytes.decoded(request, raw, this.limits.maxBody()));
		WebhookRequest.WebhookEvent news = connector.read(push);
		boolean taken = !news.subjects().isEmpty() && this.inbox.put(known, news);
		if (taken) {
			this.poller.wake(known);
		}
		return ResponseEntity.status(taken ? HttpStatus.ACCEPTED : HttpStatus.OK).build();
	}

	/**
	 * The best of the signatures of a push, whatever the others are; null when there is
	 * none or it is not of its form.
	 */
	private static @Nullable Signature signature(@Nullable Connector connector, WebhookRequest push, Instant now) {
		Signature best = (connector == null) ? null
				: connector.signatures().stream().filter((one) -> one.isOn(push)).findFirst().orElse(null);
		String problem = (best != null) ? best.problem(push, now) : "there is no signature";
		if (problem != null) {
			log.debug("A push was rejected: {}", problem);
			return null;
		}
		return best;
	}

	private static RequestBytes.Unreadable unauthenticated() {
		return new RequestBytes.Unreadable(401,
				"The webhook is not authenticated: the source is unknown, or its signature is missing or wrong");
	}

	/**
	 * The secrets of a source; one of no use for an unknown one, so that it takes as
	 * long.
	 * @throws RequestBytes.Unreadable when none of them can be read now
	 */
	private static List<String> secrets(@Nullable SourceConfig instance) {
		if (instance == null || instance.settings().signingSecrets().isEmpty()) {
			return List.of(UUID.randomUUID().toString());
		}
		List<String> secrets = readable(instance);
		if (secrets.isEmpty()) {
			throw new RequestBytes.Unreadable(503, "The secrets of this source cannot be read now");
		}
		return secrets;
	}

	/** Those that can be read: while one is exchanged for another it may be gone. */
	private static List<String> readable(SourceConfig instance) {
		List<String> secrets = new ArrayList<>();
		for (String reference : instance.settings().signingSecrets()) {
			try {
				secrets.add(new Secret(reference).read());
			}
			catch (SourceUnavailableException ex) {
				log.warn("{}: {}", instance.source(), ex.getMessage());
			}
		}
		return secrets;
	}

}
