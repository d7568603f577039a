package dev.pedigree.ingestion.croissant;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.DatasetAddress;
import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;

/**
 * Translates a Croissant description of a dataset. The key is the URL of its page;
 * {@code sameAs} is ignored, because several datasets may share it. Creators become a
 * text section, not owners.
 */
final class Croissant {

	/** Members that become text sections, most of them of Croissant RAI 1.0. */
	private static final List<String> SECTIONS = List.of("citeAs", "citation", "creator", "contributor", "publisher",
			"dataUseCases", "dataLimitations", "dataBiases", "personalSensitiveInformation", "dataSocialImpact",
			"dataCollection", "dataCollectionType", "dataCollectionMissingData", "dataCollectionRawData",
			"dataCollectionTimeframe", "dataImputationProtocol", "dataPreprocessingProtocol",
			"dataManipulationProtocol", "dataAnnotationProtocol", "dataAnnotationPlatform", "dataAnnotationAnalysis",
			"annotationsPerItem", "annotatorDemographics", "machineAnnotationTools", "dataReleaseMaintenancePlan",
			"wasGeneratedBy", "temporalCoverage", "usageInfo");

	private static final Set<String> USED = Stream
		.concat(SECTIONS.stream(), Stream.of("@type", "@id", "name", "description", "url", "license", "version",
				"keywords", "inLanguage", "recordSet", "isBasedOn", "wasDerivedFrom"))
		.collect(Collectors.toUnmodifiableSet());

	private final PayloadNode dataset;

	private final TranslationBuilder translation;

	private final DocumentBuilder document;

	Croissant(PayloadNode payload) {
		this.dataset = new PayloadNode(payload.at("content").object().node(), "");
		Optional<Urn> page = Stream.of("url", "@id")
			.flatMap((member) -> LinkedData.texts(this.dataset.at(member)).stream())
			.flatMap((text) -> DatasetAddress.parse(text).stream())
			.findFirst()
			.map(DatasetAddress::key);
		if (page.isEmpty() && name().isEmpty() && !DocumentBuilder.hasDataset(payload)) {
			throw new InvalidPayloadException("",
					"name and url are missing; add both to the description, or send namespace"
							+ " and name as parameters of the request");
		}
		this.translation = new TranslationBuilder("croissant", EventTime.of(payload.at("at")).at());
		this.document = DocumentBuilder.ofDataset(this.translation, payload, page.orElse(null));
	}

	private Optional<String> name() {
		return LinkedData.texts(this.dataset.at("name")).stream().findFirst();
	}

	Translation translate() {
		if (this.document.isSelfNamed()) {
			this.document.describe(name().orElseGet(this.dataset::name), tags());
		}
		LinkedData.texts(this.dataset.at("description")).stream().findFirst().ifPresent(this.document::document);
		this.document.license(LinkedData.texts(this.dataset.at("license")));
		checkFiles();
		this.document.describeSchema(new Records(this.dataset.at("recordSet")).fields());
		this.document.derive(Stream.of("isBasedOn", "wasDerivedFrom")
			.flatMap((member) -> LinkedData.values(this.dataset.at(member)).stream())
			.flatMap((one) -> key(one).stream())
			.map(DataUse::of)
			.toList(), List.of());
		SECTIONS.forEach((part) -> addSection(part, this.dataset.at(part)));
		this.document.finish();
		this.translation.count("croissant.dataset", this.dataset, USED);
		return this.translation.build();
	}

	private Set<String> tags() {
		Set<String> tags = new LinkedHashSet<>();
		// Keywords may be one text, separated by commas.
		LinkedData.texts(this.dataset.at("keywords"))
			.forEach((words) -> Stream.of(words.split(",")).map(String::strip).forEach(tags::add));
		LinkedData.texts(this.dataset.at("inLanguage")).forEach((language) -> tags.add("language:" + language));
		// A version may be a number.
		Optional.of(this.dataset.node().path("version").asString("").strip())
			.filter((version) -> !version.isEmpty())
			.ifPresent((version) -> tags.add("version:" + version));
		tags.remove("");
		return tags;
	}

	/** Rejects a file without an address. */
	private void checkFiles() {
		for (PayloadNode file : LinkedData.values(this.dataset.at("distribution"))) {
			if (CroissantFormat.type(file.object().node()).equals("FileObject") && !file.at("contentUrl").isPresent()
					&& !file.at("containedIn").isPresent()) {
				throw file.at("contentUrl").invalid("is missing; a file without containedIn requires it");
			}
		}
	}

	/** The key of a source dataset, from the first member with an address. */
	private static Optional<Urn> key(PayloadNode entity) {
		Stream<String> members = Stream.of("atLocation", "locatedAt", "url", "@id")
			.flatMap((member) -> entity.text(member).stream());
		return Stream.concat(entity.node().stringValueOpt().stream(), members)
			.flatMap((address) -> DatasetAddress.parse(address).stream())
			.findFirst()
			.map(DatasetAddress::key);
	}

	private void addSection(String part, PayloadNode value) {
		List<String> texts = LinkedData.texts(value);
		String text = (texts.size() == 1) ? texts.getFirst()
				: texts.isEmpty() ? PlainText.text(LinkedData.withoutStructure(value.node(), Set.of()))
						: "- " + String.join("\n- ", texts);
		if (!text.equals("None")) {
			this.document.addSection(PlainText.title(part), text);
		}
	}

}
