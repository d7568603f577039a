package dev.pedigree.ingestion.croissant;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.DataDocument;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.run.DataUse;

/**
 * What a description says of its dataset. It goes by its page, which is what others call
 * it too; what it says to be the same as is where people read of it, and often the same
 * for several datasets. Who made it is told as text: nobody there answers for it here.
 */
final class Croissant {

	private static final String SOURCE = "croissant";

	/**
	 * How the data came about and what they are for (Croissant RAI 1.0), besides what is
	 * told of any dataset.
	 */
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

	private final PayloadNode told;

	private final DataDocument document;

	Croissant(PayloadNode payload) {
		this.told = new PayloadNode(payload.at("content").object().node(), "");
		Optional<Urn> page = Stream.of("url", "@id")
			.flatMap((member) -> LinkedData.texts(this.told.at(member)).stream())
			.flatMap((text) -> DataDocument.address(text).stream())
			.findFirst()
			.map(DataDocument::located);
		if (page.isEmpty() && name().isEmpty() && !DataDocument.isNamed(payload)) {
			throw new InvalidPayloadException("",
					"name and url are missing; add both to the description, or send namespace"
							+ " and name as parameters of the request");
		}
		this.document = DataDocument.of(SOURCE, payload, EventTime.of(payload.at("at")).at(), page.orElse(null));
	}

	private Optional<String> name() {
		return LinkedData.texts(this.told.at("name")).stream().findFirst();
	}

	Translation translate() {
		if (this.document.isOwn()) {
			this.document.describe(name().orElseGet(this.told::name), tags());
		}
		LinkedData.texts(this.told.at("description")).stream().findFirst().ifPresent(this.document::documentation);
		this.document.licenses(LinkedData.texts(this.told.at("license")));
		checkFiles();
		this.document.schema(new Records(this.told.at("recordSet")).fields());
		this.document.madeFrom(Stream.of("isBasedOn", "wasDerivedFrom")
			.flatMap((member) -> LinkedData.values(this.told.at(member)).stream())
			.flatMap((one) -> located(one).stream())
			.map(DataUse::of)
			.toList(), List.of());
		SECTIONS.forEach((part) -> section(part, this.told.at(part)));
		return new Translation(this.document.events(),
				Translation.PayloadFacet.of("croissant.dataset", this.told, USED));
	}

	private Set<String> tags() {
		Set<String> tags = new LinkedHashSet<>();
		// Search engines are told keywords in one text, too.
		LinkedData.texts(this.told.at("keywords"))
			.forEach((words) -> Stream.of(words.split(",")).map(String::strip).forEach(tags::add));
		tags.remove("");
		LinkedData.texts(this.told.at("inLanguage")).forEach((language) -> tags.add("language:" + language));
		String version = this.told.node().path("version").asString("");
		if (!version.isBlank()) {
			tags.add("version:" + version.strip());
		}
		return tags;
	}

	/** A file that nobody can get is a slip of who wrote the description. */
	private void checkFiles() {
		for (PayloadNode file : LinkedData.values(this.told.at("distribution"))) {
			if (CroissantFormat.type(file.object().node()).equals("FileObject") && !file.at("contentUrl").isThere()
					&& !file.at("containedIn").isThere()) {
				throw file.at("contentUrl").refused("is missing, and the file is contained in no other");
			}
		}
	}

	/** Where an entity is, by whichever member tells. */
	private static Optional<Urn> located(PayloadNode entity) {
		List<String> addresses = new ArrayList<>();
		entity.node().stringValueOpt().ifPresent(addresses::add);
		Stream.of("atLocation", "locatedAt", "url", "@id").forEach((one) -> entity.text(one).ifPresent(addresses::add));
		return addresses.stream()
			.flatMap((one) -> DataDocument.address(one).stream())
			.findFirst()
			.map(DataDocument::located);
	}

	private void section(String part, PayloadNode value) {
		List<String> texts = LinkedData.texts(value);
		String text = (texts.size() == 1) ? texts.getFirst() : texts.isEmpty()
				? PlainText.text(LinkedData.words(value.node(), Set.of())) : "- " + String.join("\n- ", texts);
		if (!text.equals("None")) {
			this.document.section(PlainText.title(part), text);
		}
	}

}
