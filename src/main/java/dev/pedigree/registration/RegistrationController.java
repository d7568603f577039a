package dev.pedigree.registration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.BatchLoaders;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.graph.Row;

import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;

/** GraphQL query for the registrations of a model version. */
@Controller
class RegistrationController {

	private final RegistrationRepository repository;

	private final Catalog catalog;

	RegistrationController(RegistrationRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Registration>> registrations(List<Asset> versions) {
		return BatchLoaders.lists(versions, this::ofVersions);
	}

	private Map<String, List<Registration>> ofVersions(Collection<String> versions) {
		List<Row> rows = this.repository.ofVersions(versions);
		Map<String, Asset> models = this.catalog
			.mapByUrns(rows.stream().map((row) -> row.text("model")).distinct().toList());
		Map<String, List<Registration>> registrations = new HashMap<>();
		for (Row row : rows) {
			Row properties = row.row("properties");
			registrations.computeIfAbsent(row.text("version"), (_) -> new ArrayList<>())
				.add(new Registration(row.text("urn"), models.get(row.text("model")), properties.text("version"),
						(properties.value("registered") instanceof Boolean registered) ? registered : null,
						properties.maybeText("stage"), properties.maybeText("artifactUri"),
						properties.maybeText("digest")));
		}
		return registrations;
	}

}
