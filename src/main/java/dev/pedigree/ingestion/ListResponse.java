package dev.pedigree.ingestion;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The JSON response to a list of payloads. The OpenLineage specification requires one for
 * its batch endpoint and does not define its content.
 *
 * @param ignored files of an archive in other formats; null unless it is an archive
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ListResponse(String status, Summary summary, @JsonProperty("failed_events") List<FailedPayload> failed,
		@Nullable List<PayloadWarning> warnings, @JsonProperty("ignored_files") @Nullable List<String> ignored) {

	/**
	 * Creates the response with its HTTP status.
	 * @param archive null for a list of events
	 */
	static ResponseEntity<ListResponse> of(List<PayloadOutcome> outcomes, @Nullable FileUpload archive) {
		List<FailedPayload> failed = new ArrayList<>();
		List<PayloadWarning> warnings = new ArrayList<>();
		for (int i = 0; i < outcomes.size(); i++) {
			int index = i;
			String file = (archive != null) ? archive.names().get(i) : null;
			switch (outcomes.get(i)) {
				case PayloadOutcome.Accepted accepted -> accepted.warnings()
					.forEach((one) -> warnings.add(new PayloadWarning(index, file, one.pointer(), one.reason())));
				case PayloadOutcome.Refused refused ->
					failed.add(new FailedPayload(i, refused.pointer(), refused.reason(), false, file));
				case PayloadOutcome.Later later -> failed.add(new FailedPayload(i, "", later.reason(), true, file));
				case PayloadOutcome.Failed _ ->
					failed.add(new FailedPayload(i, "", RequestProblems.FAILED, false, file));
			}
		}
		int retriable = (int) failed.stream().filter(FailedPayload::retriable).count();
		int successful = outcomes.size() - failed.size();
		HttpStatus status = (retriable > 0) ? HttpStatus.SERVICE_UNAVAILABLE : failed.isEmpty() ? HttpStatus.CREATED
				: (successful > 0) ? HttpStatus.MULTI_STATUS : HttpStatus.UNPROCESSABLE_CONTENT;
		ResponseEntity.BodyBuilder response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
		if (retriable > 0) {
			response.header(HttpHeaders.RETRY_AFTER, RequestProblems.RETRY_AFTER_SECONDS);
		}
		return response
			.body(new ListResponse(failed.isEmpty() ? "success" : (successful > 0) ? "partial_success" : "failure",
					new Summary(outcomes.size(), successful, failed.size(), retriable, failed.size() - retriable),
					failed, warnings.isEmpty() ? null : warnings, (archive != null) ? archive.ignored() : null));
	}

	/** The numbers of payloads. */
	record Summary(int received, int successful, int failed, int retriable,
			@JsonProperty("non_retriable") int nonRetriable) {
	}

	/** A payload that is not written, by its index and the path in its archive. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record FailedPayload(int index, String pointer, String reason, boolean retriable, @Nullable String file) {
	}

	/** A warning about an accepted payload. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record PayloadWarning(int index, @Nullable String file, String pointer, String reason) {
	}

}
