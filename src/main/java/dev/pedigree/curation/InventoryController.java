package dev.pedigree.curation;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;

import dev.pedigree.ingestion.ParserPool;
import dev.pedigree.ingestion.RequestBytes;
import dev.pedigree.limits.RequestLimits;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST endpoint for the import of model inventories. It answers {@code 200} when the
 * whole file is committed or has nothing new, and {@code 422} without writing when a line
 * is invalid. Both answers report every line.
 */
@RestController
class InventoryController {

	private static final MediaType CSV = new MediaType("text", "csv");

	private final Inventory inventory;

	private final InventoryColumns columns;

	private final RequestBytes bytes;

	private final RequestLimits.InventoryLimits limits;

	private final ParserPool parsers;

	InventoryController(Inventory inventory, InventoryColumns columns, RequestBytes bytes, RequestLimits limits,
			ParserPool parsers) {
		this.inventory = inventory;
		this.columns = columns;
		this.bytes = bytes;
		this.limits = limits.inventory();
		this.parsers = parsers;
	}

	/** Imports a CSV file; with {@code dryRun=true} nothing is written. */
	@PostMapping("/api/v1/inventory")
	ResponseEntity<?> importInventory(HttpServletRequest request, Principal actor) throws IOException {
		checkType(request.getContentType());
		boolean dryRun = dryRun(request.getParameterMap());
		byte[] body = this.bytes.of(request);
		InventoryFile file = this.parsers.call(() -> InventoryFile.of(body, this.columns, this.limits));
		InventoryReport report = this.inventory.importFile(file, dryRun, actor);
		return (report.refused() == 0) ? ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(report)
				: refused(report);
	}

	private static void checkType(@Nullable String stated) {
		try {
			MediaType type = (stated != null) ? MediaType.parseMediaType(stated) : CSV;
			Charset charset = type.getCharset();
			if (type.equalsTypeAndSubtype(CSV) && (charset == null || charset.equals(StandardCharsets.UTF_8))) {
				return;
			}
		}
		catch (InvalidMediaTypeException ex) {
			// Rejected like any other type.
		}
		throw new RequestBytes.Unreadable(415, "Content-Type is " + stated + "; text/csv in UTF-8 is allowed");
	}

	/** Rejects unknown parameters, so that a misspelt {@code dryRun} does not write. */
	private static boolean dryRun(Map<String, String[]> parameters) {
		for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
			List<String> values = List.of(parameter.getValue());
			if (!parameter.getKey().equals("dryRun")
					|| !(values.equals(List.of("true")) || values.equals(List.of("false")))) {
				throw new RequestBytes.Unreadable(400, "Only dryRun=true or dryRun=false is allowed, not "
						+ parameter.getKey() + "=" + String.join(",", values));
			}
		}
		return parameters.containsKey("dryRun") && parameters.get("dryRun")[0].equals("true");
	}

	private static ResponseEntity<ProblemDetail> refused(InventoryReport report) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT,
				report.refused() + " of " + report.rows() + " lines are refused; nothing was written");
		problem.setProperty("dryRun", report.dryRun());
		problem.setProperty("rows", report.rows());
		problem.setProperty("created", report.created());
		problem.setProperty("changed", report.changed());
		problem.setProperty("unchanged", report.unchanged());
		problem.setProperty("refused", report.refused());
		problem.setProperty("lines", report.lines());
		return ResponseEntity.unprocessableContent().contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

}
