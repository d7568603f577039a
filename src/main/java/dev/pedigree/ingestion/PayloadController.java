package dev.pedigree.ingestion;

import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.deployment.ApplicationObservation;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.limits.RequestLimits;
import dev.pedigree.run.JobDeclaration;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The HTTP door for OpenLineage events, the small documents of delivery pipelines and
 * whole files: {@code 201} once all are committed, {@code 207} when some of a list were
 * refused, {@code 400} (not JSON) or {@code 422} (not an event) when there was nothing to
 * accept, {@code 503} when the same request is to be sent again; sending an event twice
 * does no harm.
 */
@RestController
@RequestMapping("/api/v1")
class PayloadController {

	private static final String SOURCE = "openlineage";

	private final IngestionService reception;

	private final RequestBytes bytes;

	private final Catalog catalog;

	private final Map<String, FileFormat> formats;

	private final RequestLimits.Ingestion limits;

	private final ParserPool parsers;

	private final Clock clock;

	PayloadController(IngestionService reception, RequestBytes bytes, Catalog catalog, List<FileFormat> formats,
			RequestLimits limits, ParserPool parsers, Clock clock) {
		this.clock = clock;
		this.formats = formats.stream()
			.collect(Collectors.toMap(FileFormat::name, Function.identity(), (one, _) -> one, TreeMap::new));
		this.limits = limits.ingestion();
		this.parsers = parsers;
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

	/**
	 * A model card, a bill of materials or another document as a file, or a zip archive
	 * of them, each of which succeeds or fails alone.
	 */
	@PostMapping("/ingest/{format}")
	ResponseEntity<?> files(@PathVariable String format, HttpServletRequest request, Principal actor)
			throws IOException {
		FileFormat known = this.formats.get(format);
		if (known == null) {
			throw new RequestBytes.Unreadable(404,
					"There is no format " + format + "; there are " + String.join(", ", this.formats.keySet()));
		}
		byte[] body = this.bytes.of(request);
		Map<String, String[]> parameters = request.getParameterMap();
		FileUpload upload = this.parsers.call(() -> FileUpload.of(known, body, parameters, this.clock.instant(),
				this.limits.maxDecompressed(), this.limits.maxEvents()));
		List<PayloadOutcome> outcomes = this.reception.receive(format, actor.getName(), upload.payloads().payloads());
		return upload.payloads().many() ? all(outcomes, upload) : one(format, outcomes.getFirst(), true);
	}

	private RequestBody body(HttpServletRequest request) throws IOException {
		byte[] body = this.bytes.of(request);
		String type = request.getContentType();
		return this.parsers.call(this.limits.parseTimeout(), () -> RequestBody.of(body, type, this.limits.maxEvents()));
	}

	private ResponseEntity<?> receive(String source, RequestBody body, Principal actor) {
		List<PayloadOutcome> outcomes = this.reception.receive(source, actor.getName(), body.payloads());
		return body.many() ? all(outcomes, null) : one(source, outcomes.getFirst(), false);
	}

	/**
	 * The answer to one delivery: the {@code stubs} among what it names, which are
	 * models, data and versions that nothing has described (often misspelled); for a file
	 * also the {@code assets} that it is of.
	 */
	private ResponseEntity<?> one(String source, PayloadOutcome outcome, boolean file) {
		return switch (outcome) {
			case PayloadOutcome.Accepted(List<MetadataEvent> events, List<Warnings.Warning> warnings) -> {
				Map<String, Object> told = new LinkedHashMap<>();
				if (file) {
					told.put("assets", assets(events));
				}
				if (!SOURCE.equals(source)) {
					told.put("stubs", stubs(events));
				}
				if (!warnings.isEmpty()) {
					told.put("warnings", warnings.stream().map((one) -> warning(one, file)).toList());
				}
				ResponseEntity.BodyBuilder created = ResponseEntity.status(HttpStatus.CREATED);
				yield told.isEmpty() ? created.build() : created.body(told);
			}
			case PayloadOutcome.Refused refused ->
				problem(problem(status(refused), refused.reason(), refused.pointer(), refused.kept()));
			case PayloadOutcome.Later later -> RequestProblems.later(later.reason());
			case PayloadOutcome.Failed failed -> problem(problem(HttpStatus.INTERNAL_SERVER_ERROR,
					(failed.kept() != null) ? "The catalog could not write this event; it is kept as " + failed.kept()
							: "The catalog could not write this event",
					"", failed.kept()));
		};
	}

	private static List<String> assets(List<MetadataEvent> events) {
		List<String> named = new ArrayList<>();
		List<String> jobs = new ArrayList<>();
		for (MetadataEvent event : events) {
			if (event instanceof MetadataEvent.VersionNamed one) {
				named.addAll(List.of(one.version().data().value(), one.version().version().value()));
			}
			else if (event instanceof MetadataEvent.DataNamed one) {
				named.add(one.data().data().value());
			}
			else if (event instanceof MetadataEvent.DeploymentObserved(DeploymentObservation seen)) {
				named.add(seen.deployment().value());
			}
			else if (event instanceof MetadataEvent.ApplicationObserved(ApplicationObservation seen)) {
				named.add(seen.application().value());
			}
			else if (event instanceof MetadataEvent.JobDeclared(JobDeclaration job)) {
				jobs.add(job.job().value());
			}
		}
		// The job that stands for what a model is made from is of the model.
		return (named.isEmpty() ? jobs : named).stream().distinct().toList();
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
			else if (event instanceof MetadataEvent.JobDeclared(JobDeclaration job)) {
				job.inputs().forEach((input) -> named.add(input.data().value()));
			}
			versions.forEach((version) -> named.addAll(List.of(version.data().value(), version.version().value())));
		}
		return this.catalog.byUrns(named).stream().filter((asset) -> !asset.described()).map(Asset::urn).toList();
	}

	private static HttpStatus status(PayloadOutcome.Refused refused) {
		return refused.json() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.BAD_REQUEST;
	}

	private static Map<String, Object> warning(Warnings.Warning warning, boolean file) {
		Map<String, Object> told = new LinkedHashMap<>();
		told.put("pointer", file ? InvalidPayloadException.inFile(warning.pointer()) : warning.pointer());
		told.put("reason", file ? warning.reason().replaceFirst("^content\\.", "") : warning.reason());
		return told;
	}

	/** The warnings of a list, by the index of the payload. */
	private static List<Map<String, Object>> warnings(List<PayloadOutcome> outcomes, @Nullable FileUpload files) {
		List<Map<String, Object>> all = new ArrayList<>();
		for (int i = 0; i < outcomes.size(); i++) {
			if (outcomes.get(i) instanceof PayloadOutcome.Accepted accepted) {
				for (Warnings.Warning one : accepted.warnings()) {
					Map<String, Object> warning = new LinkedHashMap<>();
					warning.put("index", i);
					if (files != null) {
						warning.put("file", files.names().get(i));
					}
					warning.putAll(warning(one, files != null));
					all.add(warning);
				}
			}
		}
		return all;
	}

	/**
	 * The answer to a list: {@code status}, {@code summary} and {@code failed_events} by
	 * their index, of an archive with their paths and the {@code ignored_files}, and the
	 * {@code warnings} if there are any. The specification of the batch endpoint says no
	 * more than that there is one.
	 */
	private static ResponseEntity<?> all(List<PayloadOutcome> outcomes, @Nullable FileUpload files) {
		List<Map<String, Object>> failed = new ArrayList<>();
		for (int i = 0; i < outcomes.size(); i++) {
			Map<String, Object> failure = failure(i, outcomes.get(i));
			if (failure != null) {
				if (files != null) {
					failure.put("file", files.names().get(i));
				}
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
		List<Map<String, Object>> warnings = warnings(outcomes, files);
		if (!warnings.isEmpty()) {
			answer.put("warnings", warnings);
		}
		if (files != null) {
			answer.put("ignored_files", files.ignored());
		}
		HttpStatus status = (retriable > 0) ? HttpStatus.SERVICE_UNAVAILABLE : failed.isEmpty() ? HttpStatus.CREATED
				: (successful > 0) ? HttpStatus.MULTI_STATUS : HttpStatus.UNPROCESSABLE_CONTENT;
		ResponseEntity.BodyBuilder response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
		return ((retriable > 0) ? response.header(HttpHeaders.RETRY_AFTER, RequestProblems.RETRY_AFTER_SECONDS)
				: response)
			.body(answer);
	}

	private static @Nullable Map<String, Object> failure(int index, PayloadOutcome outcome) {
		return switch (outcome) {
			case PayloadOutcome.Accepted accepted -> null;
			case PayloadOutcome.Refused refused -> failure(index, refused.pointer(), refused.reason(), false);
			case PayloadOutcome.Later later -> failure(index, "", later.reason(), true);
			case PayloadOutcome.Failed failed -> failure(index, "", "The catalog could not write this event", false);
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
