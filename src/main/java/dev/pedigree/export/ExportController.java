package dev.pedigree.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.graphql.Operations;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Exports all assets that a filter selects, a row each, by id. Parameters have the names
 * and meaning of {@code Query.assets} and its filter. Pages are read and written one
 * after the other; a file whose later page fails ends with a closed connection.
 */
@RestController
class ExportController {

	private static final Logger log = LoggerFactory.getLogger(ExportController.class);

	private final Operations.StoredOperation assets;

	ExportController(Operations operations) {
		this.assets = operations.named("export-assets");
	}

	@GetMapping("/api/v1/export/assets.csv")
	void csv(HttpServletRequest request, HttpServletResponse response) throws IOException {
		export(request, response, ExportFormat.CSV);
	}

	@GetMapping("/api/v1/export/assets.json")
	void json(HttpServletRequest request, HttpServletResponse response) throws IOException {
		export(request, response, ExportFormat.JSON);
	}

	private void export(HttpServletRequest request, HttpServletResponse response, ExportFormat format)
			throws IOException {
		Authentication caller = Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
		Map<String, Object> variables = this.assets.variables(request.getParameterMap(), "after");
		// A failure of the first page becomes a problem, because nothing is sent yet.
		Page page = page(caller, variables);
		String file = request.getRequestURI().substring(request.getRequestURI().lastIndexOf('/') + 1);
		response.setContentType(format.contentType());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
		long rows = 0;
		try {
			OutputStream out = response.getOutputStream();
			out.write(format.begin());
			for (@Nullable
			Page next = page; next != null; next = following(caller, variables, next)) {
				for (ExportedAsset row : next.rows()) {
					out.write(format.row(row, rows == 0));
					rows++;
				}
				out.flush();
			}
			out.write(format.end());
		}
		catch (RuntimeException ex) {
			log.error("The export {} is incomplete after {} rows; its connection is closed", file, rows, ex);
			IncompleteFiles.mark(request);
		}
	}

	private @Nullable Page following(Authentication caller, Map<String, Object> variables, Page page) {
		if (page.next() == null) {
			return null;
		}
		variables.put("after", page.next());
		return page(caller, variables);
	}

	@SuppressWarnings("unchecked")
	private Page page(Authentication caller, Map<String, Object> variables) {
		Map<String, Object> data = this.assets.run(caller, variables, Operations.Limits.BACKGROUND);
		Map<String, Object> assets = (Map<String, Object>) Objects.requireNonNull(data.get("assets"));
		Map<String, Object> info = (Map<String, Object>) Objects.requireNonNull(assets.get("pageInfo"));
		List<Map<String, Object>> edges = (List<Map<String, Object>>) Objects.requireNonNull(assets.get("edges"));
		return new Page(edges.stream()
			.map((edge) -> ExportedAsset.of((Map<String, Object>) Objects.requireNonNull(edge.get("node"))))
			.toList(), Boolean.TRUE.equals(info.get("hasNextPage")) ? (String) info.get("endCursor") : null);
	}

	/** Names the invalid parameter as in the URL, without the input object of GraphQL. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> failed(Operations.FailedException ex) {
		HttpStatus status = switch (ex.code()) {
			case "INVALID_ARGUMENT", "NOT_FOUND" -> HttpStatus.BAD_REQUEST;
			case "UNAUTHENTICATED" -> HttpStatus.UNAUTHORIZED;
			case "FORBIDDEN" -> HttpStatus.FORBIDDEN;
			case "UNAVAILABLE", "LIMIT_EXCEEDED" -> HttpStatus.SERVICE_UNAVAILABLE;
			default -> HttpStatus.INTERNAL_SERVER_ERROR;
		};
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status,
				String.valueOf(ex.getMessage()).replaceFirst("^filter\\.", ""));
		if (ex.argument() != null) {
			problem.setProperty("parameter", ex.argument().replaceFirst("^filter\\.", ""));
		}
		return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).headers((headers) -> {
			if (status == HttpStatus.SERVICE_UNAVAILABLE) {
				headers.set(HttpHeaders.RETRY_AFTER, "5");
			}
		}).body(problem);
	}

	/** A page of rows, with the cursor of the next page; null for the last one. */
	private record Page(List<ExportedAsset> rows, @Nullable String next) {
	}

}
