package dev.pedigree.registration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.BatchLoaders;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

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
		return rows.stream()
			.collect(Collectors.groupingBy((row) -> row.text("version"),
					Collectors.mapping((row) -> registration(row, models), Collectors.toList())));
	}

	private static Registration registration(Row row, Map<String, Asset> models) {
		Row properties = row.row("properties");
		return new Registration(row.text("urn"), models.get(row.text("model")), properties.text("version"),
				(properties.value("registered") instanceof Boolean registered) ? registered : null,
				properties.maybeText("stage"), properties.maybeText("artifactUri"), properties.maybeText("digest"));
	}

	/**
	 * The registration of a model version in one registry; its id finds the version too.
	 */
	record Registration(String id, @Nullable Asset model, String version, @Nullable Boolean registered,
			@Nullable String stage, @Nullable String artifactUri, @Nullable String digest) {
	}

}
