package dev.pedigree.ingestion;

import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.ApplicationObservation;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.limits.RequestLimits;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST controller for OpenLineage events, documents of delivery pipelines and uploaded
 * files: {@code 201} once all are committed, {@code 207} if some of a list are rejected,
 * {@code 400} (not JSON) or {@code 422} (invalid) if all are, {@code 503} if the same
 * request may succeed later. A repeated event has no effect.
 */
@RestController
@RequestMapping("/api/v1")
class PayloadController {

	private static final String OPENLINEAGE = "openlineage";

	private final IngestionService ingestion;

	private final RequestBytes bytes;

	private final Catalog catalog;

	private final Map<String, FileFormat> formats;

	private final RequestLimits.Ingestion limits;

	private final ParserPool parsers;

	private final Clock clock;

	PayloadController(IngestionService ingestion, RequestBytes bytes, Catalog catalog, List<FileFormat> formats,
			RequestLimits limits, ParserPool parsers, Clock clock) {
		this.clock = clock;
		this.formats = new TreeMap<>(formats.stream().collect(Collectors.toMap(FileFormat::name, Function.identity())));
		this.limits = limits.ingestion();
		this.parsers = parsers;
		this.ingestion = ingestion;
		this.bytes = bytes;
		this.catalog = catalog;
	}

	/** One event; a list is accepted too. */
	@PostMapping("/lineage")
	ResponseEntity<?> lineage(HttpServletRequest request, Principal actor) throws IOException {
		return receive(OPENLINEAGE, body(request), actor);
	}

	/** A list of events; each succeeds or fails alone. */
	@PostMapping("/lineage/batch")
	ResponseEntity<?> batch(HttpServletRequest request, Principal actor) throws IOException {
		RequestBody body = body(request);
		if (!body.many() && body.payloads().getFirst().node() != null) {
			return RequestProblems.invalid(HttpStatus.UNPROCESSABLE_CONTENT, "", "A batch is a JSON array of events",
					null);
		}
		return receive(OPENLINEAGE, body, actor);
	}

	/** The evaluation of a model version by a delivery pipeline, or a list of them. */
	@PostMapping("/evaluations")
	ResponseEntity<?> evaluations(HttpServletRequest request, Principal actor) throws IOException {
		return receive("evaluations", body(request), actor);
	}

	/** The deployment of a model version by a delivery pipeline, or a list of them. */
	@PostMapping("/deployments")
	ResponseEntity<?> deployments(HttpServletRequest request, Principal actor) throws IOException {
		return receive("deployments", body(request), actor);
	}

	/**
	 * A file, such as a model card, or a zip archive; each file succeeds or fails alone.
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
		List<PayloadOutcome> outcomes = this.ingestion.receive(format, actor.getName(), upload.payloads().payloads());
		return upload.payloads().many() ? ListResponse.of(outcomes, upload)
				: respond(format, outcomes.getFirst(), true);
	}

	private RequestBody body(HttpServletRequest request) throws IOException {
		byte[] body = this.bytes.of(request);
		String type = request.getContentType();
		return this.parsers.call(this.limits.parseTimeout(), () -> RequestBody.of(body, type, this.limits.maxEvents()));
	}

	private ResponseEntity<?> receive(String source, RequestBody body, Principal actor) {
		List<PayloadOutcome> outcomes = this.ingestion.receive(source, actor.getName(), body.payloads());
		return body.many() ? ListResponse.of(outcomes, null) : respond(source, outcomes.getFirst(), false);
	}

	private ResponseEntity<?> respond(String source, PayloadOutcome outcome, boolean file) {
		return switch (outcome) {
			case PayloadOutcome.Accepted(List<MetadataEvent> events, List<Warnings.Warning> warnings) -> {
				Receipt receipt = new Receipt(file ? assets(events) : null,
						source.equals(OPENLINEAGE) ? null : stubs(events), warnings.isEmpty() ? null : warnings);
				ResponseEntity.BodyBuilder created = ResponseEntity.status(HttpStatus.CREATED);
				yield receipt.isEmpty() ? created.build() : created.body(receipt);
			}
			case PayloadOutcome.Refused(String pointer, String reason, boolean json, String kept) -> RequestProblems
				.invalid(json ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.BAD_REQUEST, pointer, reason, kept);
			case PayloadOutcome.Later later -> RequestProblems.later(later.reason());
			case PayloadOutcome.Failed(String kept) -> RequestProblems.invalid(HttpStatus.INTERNAL_SERVER_ERROR, "",
					RequestProblems.FAILED + ((kept != null) ? "; it is kept as " + kept : ""), kept);
		};
	}

	private static List<String> assets(List<MetadataEvent> events) {
		List<String> assets = urns(events, (event) -> switch (event) {
			case MetadataEvent.VersionNamed named -> Stream.of(named.version().data(), named.version().version());
			case MetadataEvent.DataNamed named -> Stream.of(named.data().data());
			case MetadataEvent.DeploymentObserved(DeploymentObservation seen) -> Stream.of(seen.deployment());
			case MetadataEvent.ApplicationObserved(ApplicationObservation seen) -> Stream.of(seen.application());
			default -> Stream.empty();
		});
		// The declared job of a model is not listed beside the model.
		return !assets.isEmpty() ? assets : urns(events, (event) -> switch (event) {
			case MetadataEvent.JobDeclared(JobDeclaration job) -> Stream.of(job.job());
			default -> Stream.empty();
		});
	}

	private List<String> stubs(List<MetadataEvent> events) {
		List<String> urns = urns(events, (event) -> switch (event) {
			case MetadataEvent.VersionNamed _ -> Stream.empty();
			case MetadataEvent.JobDeclared(JobDeclaration job) -> job.inputs().stream().map(DataUse::data);
			default ->
				event.versions().stream().flatMap((one) -> Stream.of(one.version().data(), one.version().version()));
		});
		return this.catalog.byUrns(urns).stream().filter((asset) -> !asset.described()).map(Asset::urn).toList();
	}

	private static List<String> urns(List<MetadataEvent> events, Function<MetadataEvent, Stream<Urn>> urns) {
		return events.stream().flatMap(urns).map(Urn::value).distinct().toList();
	}

	/**
	 * The response to one accepted payload.
	 *
	 * @param assets the assets that a file describes
	 * @param stubs models, data and versions that the payload names and no source has
	 * described: their names are often misspelled
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Receipt(@Nullable List<String> assets, @Nullable List<String> stubs,
			@Nullable List<Warnings.Warning> warnings) {

		private boolean isEmpty() {
			return this.assets == null && this.stubs == null && this.warnings == null;
		}

	}

}
