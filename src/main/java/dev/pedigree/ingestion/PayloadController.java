package dev.pedigree.ingestion;

import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.evaluation.EvaluationStatement;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The HTTP door for OpenLineage events and the small documents of delivery pipelines:
 * {@code 201} once all are committed, {@code 207} when some of a list were refused,
 * {@code 400} (not JSON) or {@code 422} (not an event) when there was nothing to accept,
 * {@code 503} when the same request is to be sent again; sending an event twice does no
 * harm.
 */
@RestController
@RequestMapping("/api/v1")
class PayloadController {

	private static final String SOURCE = "openlineage";

	private final Reception reception;

	private final RequestBytes bytes;

	private final Catalog catalog;

	PayloadController(Reception reception, RequestBytes bytes, Catalog catalog) {
		this.reception = reception;
		this.bytes = bytes;
		this.catalog = catalog;
	}

	/** One event; a list is taken as {@code /batch} takes it. */
	@PostMapping("/lineage")
	ResponseEntity<?> lineage(HttpServletRequest request, Principal actor) throws IOException {
		return receive(SOURCE, body(request), actor);
	}

	/** A list of events, each of which succeeds or fails alone. */
	@PostMapping("/lineage/batch")
	ResponseEntity<?> batch(HttpServletRequest request, Principal actor) throws IOException {
		RequestBody body = body(request);
		if (!body.many() && body.payloads().getFirst().node() != null) {
			return problem(problem(HttpStatus.UNPROCESSABLE_CONTENT, "A batch is a JSON array of events", "", null));
		}
		return receive(SOURCE, body, actor);
	}

	/** How a model version did, as a delivery pipeline tells it; a list is taken too. */
	@PostMapping("/evaluations")
	ResponseEntity<?> evaluations(HttpServletRequest request, Principal actor) throws IOException {
		return receive("evaluations", body(request), actor);
	}

	/** What serves where, as a delivery pipeline tells it; a list is taken too. */
	@PostMapping("/deployments")
	ResponseEntity<?> deployments(HttpServletRequest request, Principal actor) throws IOException {
		return receive("deployments", body(request), actor);
	}

	private RequestBody body(HttpServletRequest request) throws IOException {
		return RequestBody.of(this.bytes.of(request), request.getContentType());
	}

	private ResponseEntity<?> receive(String source, RequestBody body, Principal actor) {
		List<Outcome> outcomes = this.reception.receive(source, actor.getName(), body.payloads());
		return body.many() ? all(outcomes) : one(source, outcomes.getFirst());
	}

	/**
	 * A delivery is answered with the {@code stubs} among what it names: models and
	 * versions that nothing has described, as a slip of the pen makes them.
	 */
	private ResponseEntity<?> one(String source, Outcome outcome) {
		return switch (outcome) {
			case Outcome.Accepted(List<MetadataEvent> events) ->
				SOURCE.equals(source) ? ResponseEntity.status(HttpStatus.CREATED).build()
						: ResponseEntity.status(HttpStatus.CREATED).body(Map.of("stubs", stubs(events)));
			case Outcome.Refused refused ->
				problem(problem(status(refused), refused.reason(), refused.pointer(), refused.kept()));
			case Outcome.Later later -> RequestProblems.later(later.reason());
			case Outcome.Failed failed -> problem(problem(HttpStatus.INTERNAL_SERVER_ERROR,
					"The catalog could not write this event; it is kept and can be retried", "", failed.kept()));
		};
	}

	private List<String> stubs(List<MetadataEvent> events) {
		List<String> named = new ArrayList<>();
		for (MetadataEvent event : events) {
			Stream<StatedVersion> versions = Stream.empty();
			if (event instanceof MetadataEvent.Evaluated(EvaluationStatement statement)) {
				versions = statement.versions().stream();
			}
			else if (event instanceof MetadataEvent.DeploymentObserved(DeploymentObservation seen)) {
				versions = Stream.ofNullable(seen.version());
			}
			versions.forEach((version) -> named.addAll(List.of(version.data().value(), version.version().value())));
		}
		return this.catalog.byUrns(named).stream().filter((asset) -> !asset.described()).map(Asset::urn).toList();
	}

	private static HttpStatus status(Outcome.Refused refused) {
		return refused.json() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.BAD_REQUEST;
	}

	/**
	 * The answer to a list: {@code status}, {@code summary} and {@code failed_events} by
	 * their index. The specification of the batch endpoint says no more than that there
	 * is one.
	 */
	private static ResponseEntity<?> all(List<Outcome> outcomes) {
		List<Map<String, Object>> failed = new ArrayList<>();
		for (int i = 0; i < outcomes.size(); i++) {
			Map<String, Object> failure = failure(i, outcomes.get(i));
			if (failure != null) {
				failed.add(failure);
			}
		}
		long retriable = failed.stream().filter((failure) -> Boolean.TRUE.equals(failure.get("retriable"))).count();
		int successful = outcomes.size() - failed.size();
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("status", failed.isEmpty() ? "success" : (successful > 0) ? "partial_success" : "failure");
		answer.put("summary", Map.of("received", outcomes.size(), "successful", successful, "failed", failed.size(),
				"retriable", retriable, "non_retriable", failed.size() - retriable));
		answer.put("failed_events", failed);
		HttpStatus status = (retriable > 0) ? HttpStatus.SERVICE_UNAVAILABLE : failed.isEmpty() ? HttpStatus.CREATED
				: (successful > 0) ? HttpStatus.MULTI_STATUS : HttpStatus.UNPROCESSABLE_CONTENT;
		ResponseEntity.BodyBuilder response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
		return ((retriable > 0) ? response.header(HttpHeaders.RETRY_AFTER, RequestProblems.RETRY_AFTER_SECONDS)
				: response)
			.body(answer);
	}

	private static @Nullable Map<String, Object> failure(int index, Outcome outcome) {
		return switch (outcome) {
			case Outcome.Accepted accepted -> null;
			case Outcome.Refused refused -> failure(index, refused.pointer(), refused.reason(), false);
			case Outcome.Later later -> failure(index, "", later.reason(), true);
			case Outcome.Failed failed -> failure(index, "", "The catalog could not write this event", false);
		};
	}

	private static Map<String, Object> failure(int index, String pointer, String reason, boolean retriable) {
		Map<String, Object> failure = new LinkedHashMap<>();
		failure.put("index", index);
		failure.put("pointer", pointer);
		failure.put("reason", reason);
		failure.put("retriable", retriable);
		return failure;
	}

	private static ProblemDetail problem(HttpStatus status, String reason, String pointer, @Nullable String kept) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, reason);
		problem.setProperty("pointer", pointer);
		problem.setProperty("reason", reason);
		if (kept != null) {
			problem.setProperty("rejected", kept);
		}
		return problem;
	}

	private static ResponseEntity<ProblemDetail> problem(ProblemDetail problem) {
		return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

}
