package dev.pedigree.ingestion;

import java.io.InputStream;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP door for OpenLineage events. */
@RestController
@RequestMapping("/api/v1/lineage")
class LineageController {

	private final Reception reception;

	LineageController(Reception reception) {
		this.reception = reception;
	}

	@PostMapping
	ResponseEntity<?> receive(InputStream body) {
		Outcome outcome = this.reception.outcome("openlineage",
				this.reception.receive("openlineage", JsonMapper.shared().readTree(body)));
		return switch (outcome) {
			case Outcome.Accepted accepted -> ResponseEntity.status(HttpStatus.CREATED).build();
			case Outcome.Refused refused -> ResponseEntity.unprocessableContent().body(refused);
			case Outcome.Later later -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
			case Outcome.Failed failed -> ResponseEntity.internalServerError().build();
		};
	}

}
