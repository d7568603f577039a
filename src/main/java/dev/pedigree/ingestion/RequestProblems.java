package dev.pedigree.ingestion;

import java.io.IOException;

import dev.pedigree.graph.StoreFailure;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers invalid requests to REST controllers with problem details (RFC 9457). */
@RestControllerAdvice(annotations = RestController.class)
class RequestProblems {

	static final String RETRY_AFTER_SECONDS = "5";

	static final String FAILED = "The catalog could not write this event";

	private static final Logger log = LoggerFactory.getLogger(RequestProblems.class);

	/** The store or the parser pool is busy. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> busy(StoreUnavailableException ex) {
		return later(String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unreadable(RequestBytes.Unreadable ex) {
		if (ex.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
			return later(String.valueOf(ex.getMessage()));
		}
		return response(ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(ex.status()), ex.getMessage()));
	}

	/** The body is invalid and not stored. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> refused(InvalidPayloadException ex) {
		return invalid(HttpStatus.UNPROCESSABLE_CONTENT, ex.pointer(), ex.reason(), null);
	}

	/** The client disconnected while the body was read. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> cutOff(IOException ex) {
		log.debug("The body of a request was cut off", ex);
		return invalid(HttpStatus.BAD_REQUEST, "", "The body was cut off", null);
	}

	/** A transaction failed, and nothing of it was written. */
	@ExceptionHandler({ Neo4jException.class, DataAccessException.class, TransactionException.class })
	ResponseEntity<ProblemDetail> notWritten(RuntimeException ex) {
		return switch (StoreFailure.of(ex)) {
			case UNAVAILABLE -> later("The store does not answer or cannot write");
			case CONTENDED -> later("The store is busy");
			case OVERLOADED -> later("The store cannot write this now");
			case OTHER -> {
				log.error("A request could not be written", ex);
				yield response(ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR,
						"The catalog could not write this; nothing of it was written"));
			}
		};
	}

	/** The same request may succeed later. */
	static ResponseEntity<ProblemDetail> later(String reason) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, reason));
	}

	/**
	 * A problem of one place in the body.
	 * @param kept the id of the stored payload; null if it is not stored
	 */
	static ResponseEntity<ProblemDetail> invalid(HttpStatus status, String pointer, String reason,
			@Nullable String kept) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, reason);
		problem.setProperty("pointer", pointer);
		problem.setProperty("reason", reason);
		if (kept != null) {
			problem.setProperty("rejected", kept);
		}
		return response(problem);
	}

	private static ResponseEntity<ProblemDetail> response(ProblemDetail problem) {
		return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

}
