package dev.pedigree.ingestion.connector;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.pedigree.ingestion.RequestBytes;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The door for what connected systems push: {@code 202} once it is in the inbox,
 * {@code 200} for a repetition or for what the catalog keeps nothing of, {@code 401} when
 * the signature is not good, {@code 404} for an unknown source, {@code 422} for what is
 * not of its form.
 */
@RestController
class PushController {

	private static final Logger log = LoggerFactory.getLogger(PushController.class);

	private final Connectors connectors;

	private final RequestBytes bytes;

	private final Inbox inbox;

	private final Poller poller;

	PushController(Connectors connectors, RequestBytes bytes, Inbox inbox, Poller poller) {
		this.connectors = connectors;
		this.bytes = bytes;
		this.inbox = inbox;
		this.poller = poller;
	}

	/** A push is known by its signature; no bearer token is asked for. */
	@PostMapping("/api/v1/ingest/{source}/{instance}")
	ResponseEntity<Void> push(@PathVariable String source, @PathVariable String instance, HttpServletRequest request)
			throws IOException {
		Instance known = this.connectors.instance(instance);
		if (known == null || !known.settings().type().equals(source)) {
			throw new RequestBytes.Unreadable(404, "There is no source " + source + " called " + instance
					+ ": pedigree.sources." + instance + " makes one");
		}
		Connector connector = this.connectors.of(known);
		Push push = new Push(request::getHeader, this.bytes.of(request));
		believe(known, connector.signatures(), push);
		Push.News news = connector.read(push);
		boolean taken = !news.subjects().isEmpty() && this.inbox.put(known, news);
		if (taken) {
			this.poller.wake(known);
		}
		return ResponseEntity.status(taken ? HttpStatus.ACCEPTED : HttpStatus.OK).build();
	}

	/** The best of the signatures that it has counts, whatever the others are. */
	private static void believe(Instance known, List<Signature> signatures, Push push) {
		if (signatures.isEmpty()) {
			throw new RequestBytes.Unreadable(404, "A " + known.settings().type() + " does not push");
		}
		if (known.settings().signingSecrets().isEmpty()) {
			throw new RequestBytes.Unreadable(401,
					"This source has no signing-secrets, so nothing it pushes can be believed");
		}
		List<String> secrets = secrets(known);
		if (secrets.isEmpty()) {
			throw new RequestBytes.Unreadable(503, "The secrets of this source cannot be read now");
		}
		Signature signature = signatures.stream()
			.filter((one) -> one.isOn(push))
			.findFirst()
			.orElseGet(signatures::getFirst);
		String doubt = signature.doubt(push, secrets, Instant.now());
		if (doubt != null) {
			log.warn("A push for {} was not believed: {}", known.source(), doubt);
			throw new RequestBytes.Unreadable(401, doubt);
		}
	}

	/** Those that can be read: while one is exchanged for another it may be gone. */
	private static List<String> secrets(Instance instance) {
		List<String> secrets = new ArrayList<>();
		for (String reference : instance.settings().signingSecrets()) {
			try {
				secrets.add(new Secret(reference).read());
			}
			catch (RemoteFailure ex) {
				log.warn("{}: {}", instance.source(), ex.getMessage());
			}
		}
		return secrets;
	}

}
