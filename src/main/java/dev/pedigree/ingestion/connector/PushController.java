package dev.pedigree.ingestion.connector;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.ingestion.PayloadRefused;
import dev.pedigree.ingestion.RequestBytes;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
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

	private final Map<String, Connector> connectors;

	private final ConnectorProperties properties;

	private final RequestBytes bytes;

	private final Inbox inbox;

	PushController(List<Connector> connectors, ConnectorProperties properties, RequestBytes bytes, Inbox inbox) {
		this.connectors = connectors.stream().collect(Collectors.toMap(Connector::name, Function.identity()));
		this.properties = properties;
		this.bytes = bytes;
		this.inbox = inbox;
	}

	/** A push is known by its signature; no bearer token is asked for. */
	@PostMapping("/api/v1/ingest/{source}/{instance}")
	ResponseEntity<?> push(@PathVariable String source, @PathVariable String instance, HttpServletRequest request)
			throws IOException {
		Instance known = this.properties.instance(source, instance);
		Connector connector = this.connectors.get(source);
		if (known == null || connector == null) {
			return problem(HttpStatus.NOT_FOUND, "There is no source " + source + " called " + instance
					+ ": pedigree.sources." + instance + " makes one");
		}
		Push push = new Push(request::getHeader, this.bytes.of(request));
		List<String> secrets = secrets(known);
		if (secrets.isEmpty() && !known.settings().signingSecrets().isEmpty()) {
			return problem(HttpStatus.SERVICE_UNAVAILABLE, "The secrets of this source cannot be read now");
		}
		String doubt = secrets.isEmpty() ? "This source has no signing-secrets, so nothing it pushes can be believed"
				: connector.signature().doubt(push, secrets, Instant.now());
		if (doubt != null) {
			log.warn("A push for {} was not believed: {}", known.source(), doubt);
			return problem(HttpStatus.UNAUTHORIZED, doubt);
		}
		try {
			Push.News news = connector.read(push);
			boolean taken = !news.subjects().isEmpty() && this.inbox.put(known, news);
			return ResponseEntity.status(taken ? HttpStatus.ACCEPTED : HttpStatus.OK).build();
		}
		catch (PayloadRefused ex) {
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, ex.reason());
			problem.setProperty("pointer", ex.pointer());
			problem.setProperty("reason", ex.reason());
			return problem(problem);
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

	private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String reason) {
		return problem(ProblemDetail.forStatusAndDetail(status, reason));
	}

	private static ResponseEntity<ProblemDetail> problem(ProblemDetail problem) {
		return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

}
