package dev.pedigree.ingestion.openlineage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.Translation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each facet of one event has a unique value: by default its place and name. A facet
 * counts as stored exactly if a GraphQL query returns that value.
 */
@GraphTest
class StoredFacetsTests {

	private static final Map<String, String> VALUES = Map.of("run.nominalTime", "2026-01-17T11:12:13",
			"input.inputStatistics", "918273641", "input.dataQualityMetrics", "737373731", "output.outputStatistics",
			"827364519", "dataset.lifecycleStateChange", "OVERWRITE");

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	@Test
	void storedFacetsCanBeQueried() throws IOException {
		Translation translation;
		try (InputStream file = getClass().getResourceAsStream("/openlineage/stored-facets.json")) {
			translation = new OpenLineageSource()
				.translate(JsonMapper.shared().readTree(Objects.requireNonNull(file).readAllBytes()));
		}
		this.intake.write(translation.events());
		String answers = answers().toLowerCase(Locale.ROOT);
		Map<String, Boolean> counted = new TreeMap<>();
		Map<String, Boolean> read = new TreeMap<>();
		for (Translation.PayloadFacet facet : translation.facets()) {
			String name = facet.place() + "." + facet.name();
			counted.merge(name, facet.used(), Boolean::logicalOr);
			read.put(name, answers.contains(VALUES.getOrDefault(name, name).toLowerCase(Locale.ROOT)));
		}
		assertThat(counted).isEqualTo(read);
		assertThat(counted).hasSizeGreaterThan(25)
			.containsEntry("output.outputStatistics", true)
			.containsEntry("job.sql", false);
	}

	/** All that queries answer of the assets that the event names. */
	private String answers() {
		StringBuilder answers = new StringBuilder();
		answers.append(this.asking.value("""
				{ asset(id: "run:stored-facets|job|0195a000-0000-7000-8000-0000000000f1") { tags ... on Run {
				  nominalTime error job { jobType description tags owners { owner { ... on Team { name } } } } } } }""",
				"asset"));
		answers.append(this.asking
			.value("""
					{ lineage(id: "job:stored-facets|job", direction: BOTH, level: RECORDED) { nodes { asset { name version } } } }""",
					"lineage"));
		for (String name : new String[] { "described", "checked", "made", "model", "run.lineage", "job.lineage",
				"dataset.lineage" }) {
			answers.append(this.asking.value("""
					{ asset(id: "data:stored-facets|%s") { namespace name displayName description tags aliases
					  owners { owner { ... on Team { name } } }
					  ... on Dataset { storageLayer fileFormat datasetType uri fields { name upstream { name } }
					    versions { edges { node { version rowCount byteSize writeMode evaluations {
					      name metrics { name column success value text } } } } } } } }""".formatted(name), "asset"));
		}
		answers.append(this.asking.value("{ asset(id: \"job:stored-facets|run.parent\") { name } }", "asset"));
		return answers.toString();
	}

}
