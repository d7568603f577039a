package dev.pedigree.ingestion.spdx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.TranslationBuilder;

/** Translates a dataset of an SPDX bill of materials (3.0.1, DatasetPackage). */
record DatasetPackage(Spdx bill, Element data, DocumentBuilder document) {

	private static final List<String> SECTIONS = List.of("intendedUse", "dataCollectionProcess", "dataPreprocessing",
			"anonymizationMethodUsed", "datasetNoise", "knownBias", "sensor", "datasetAvailability",
			"datasetUpdateMechanism", "datasetSize");

	private static final Set<String> USED = Stream
		.concat(SECTIONS.stream(),
				Stream.of("type", "spdxId", "name", "summary", "description", "comment", "packageVersion", "packageUrl",
						"downloadLocation", "datasetType", "confidentialityLevel", "hasSensitivePersonalInformation"))
		.collect(Collectors.toUnmodifiableSet());

	void translate(TranslationBuilder translation) {
		List<String> tags = new ArrayList<>(this.data.node().texts("datasetType"));
		this.data.node().text("packageVersion").ifPresent((version) -> tags.add("version:" + version));
		this.document.describe(this.data.node().name(), tags);
		this.data.description().ifPresent(this.document::document);
		this.document.license(this.bill.licenses(this.data));
		setSensitivity(translation);
		this.document.derive(this.bill.related(this.data, "descendantOf")
			.stream()
			.filter(Element::isData)
			.flatMap((source) -> this.bill.use(source).stream())
			.toList(), List.of());
		SECTIONS
			.forEach((part) -> this.document.addSection(PlainText.title(part), Spdx.text(this.data.node().at(part))));
		this.document.finish();
		translation.count("spdx.dataset", this.data.node(), USED);
	}

	/** Sets the traffic light protocol level and whether the data are personal. */
	private void setSensitivity(TranslationBuilder translation) {
		List<String> words = new ArrayList<>();
		this.data.node().text("confidentialityLevel").ifPresent((level) -> words.add("classification:" + level));
		this.data.node()
			.text("hasSensitivePersonalInformation")
			.filter("yes"::equals)
			.ifPresent((_) -> words.add("sensitive:personal"));
		if (!words.isEmpty()) {
			translation.set(this.document.data(), "sensitivity", words);
		}
	}

}
