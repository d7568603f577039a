package dev.pedigree.ingestion.spdx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.DataDocument;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.run.DataUse;

/**
 * What a bill says of one dataset (SPDX 3.0.1, dataset profile, DatasetPackage).
 */
final class DatasetPackage {

	private static final List<String> SECTIONS = List.of("intendedUse", "dataCollectionProcess", "dataPreprocessing",
			"anonymizationMethodUsed", "datasetNoise", "knownBias", "sensor", "datasetAvailability",
			"datasetUpdateMechanism", "datasetSize");

	static final Set<String> USED = Stream
		.concat(SECTIONS.stream(),
				Stream.of("type", "spdxId", "name", "summary", "description", "comment", "packageVersion", "packageUrl",
						"downloadLocation", "datasetType", "confidentialityLevel", "hasSensitivePersonalInformation"))
		.collect(Collectors.toUnmodifiableSet());

	private final Spdx bill;

	private final Element data;

	private final PayloadNode told;

	private final DataDocument document;

	DatasetPackage(Spdx bill, Element data, DataDocument document) {
		this.bill = bill;
		this.data = data;
		this.told = data.told();
		this.document = document;
	}

	void translate() {
		List<String> tags = new ArrayList<>(this.told.texts("datasetType"));
		this.told.text("packageVersion").ifPresent((version) -> tags.add("version:" + version));
		this.document.describe(this.told.name(), tags);
		this.data.description().ifPresent(this.document::documentation);
		this.document.licenses(this.bill.licenses(this.data));
		sensitivity();
		this.document.madeFrom(this.bill.related(this.data, "descendantOf")
			.stream()
			.filter(Element::isData)
			.map(this.bill::key)
			.filter(Objects::nonNull)
			.map((Urn urn) -> DataUse.of(urn))
			.toList(), List.of());
		for (String part : SECTIONS) {
			this.document.section(PlainText.title(part), Spdx.text(this.told.at(part)));
		}
	}

	/** As the traffic light protocol has it, and whether people can be recognised. */
	private void sensitivity() {
		List<String> words = new ArrayList<>();
		this.told.text("confidentialityLevel").ifPresent((level) -> words.add("classification:" + level));
		this.told.text("hasSensitivePersonalInformation")
			.filter("yes"::equals)
			.ifPresent((_) -> words.add("sensitive:personal"));
		if (!words.isEmpty()) {
			this.document.state(this.document.data(), "sensitivity", Map.of("sensitivity", words));
		}
	}

}
