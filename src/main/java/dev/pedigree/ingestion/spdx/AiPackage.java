package dev.pedigree.ingestion.spdx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.DatasetAddress;
import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.HubPackage;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;

/** Translates a model of an SPDX bill of materials (3.0.1, AI profile, AIPackage). */
record AiPackage(Spdx bill, Element model, DocumentBuilder document) {

	private static final List<String> SECTIONS = List.of("informationAboutApplication", "informationAboutTraining",
			"modelDataPreprocessing", "modelExplainability", "limitation", "safetyRiskAssessment", "standardCompliance",
			"useSensitivePersonalInformation", "autonomyType", "energyConsumption", "hyperparameter",
			"metricDecisionThreshold");

	/** URI schemes of artifact stores; a web page does not identify an artifact. */
	private static final Pattern STORED = Pattern.compile("(?i)(s3a?|gs|abfss?|wasbs?|hdfs|dbfs|hf|oci)://");

	private static final Set<String> USED = Stream
		.concat(SECTIONS.stream(),
				Stream.of("type", "spdxId", "name", "summary", "description", "comment", "packageVersion", "packageUrl",
						"verifiedUsing", "downloadLocation", "domain", "typeOfModel", "metric"))
		.collect(Collectors.toUnmodifiableSet());

	void translate(TranslationBuilder translation) {
		List<String> tags = new ArrayList<>(this.model.node().texts("domain"));
		this.model.node().texts("typeOfModel").forEach((type) -> tags.add("type:" + type));
		this.model.node().text("safetyRiskAssessment").ifPresent((risk) -> tags.add("safety-risk:" + risk));
		this.model.node().texts("standardCompliance").forEach((standard) -> tags.add("standard:" + standard));
		this.document.describe(this.model.node().name(), tags);
		this.model.description().ifPresent(this.document::document);
		this.document.license(this.bill.licenses(this.model));
		this.document.describeVersion(Map.of("digest", this.model.digest(), "artifactUri", address()));
		this.document.derive(inputs(), List.of());
		this.document.measure("SPDX", this.bill.testedOn(this.model), null, metrics());
		this.document.depend(this.model.node(),
				this.bill.dependencies(this.model).stream().flatMap((one) -> one.purl().stream()).toList());
		this.document.addCardProperty("intendedUses", this.model.node().texts("informationAboutApplication"));
		this.document.addCardProperty("limitations", this.model.node().texts("limitation"));
		SECTIONS
			.forEach((part) -> this.document.addSection(PlainText.title(part), Spdx.text(this.model.node().at(part))));
		List<Element> tests = this.bill.related(this.model, "testedOn");
		this.document.addSection("Tested on",
				String.join("\n", tests.stream().map((data) -> "- " + data.node().name()).toList()));
		this.document.finish();
		translation.count("spdx.ai", this.model.node(), USED);
	}

	private Optional<String> address() {
		return this.model.hub()
			.map(HubPackage::address)
			.or(() -> this.model.node()
				.text("downloadLocation")
				.flatMap(DatasetAddress::parse)
				.filter((address) -> STORED.matcher(address).lookingAt())
				.map(Masking::address));
	}

	private List<DataUse> inputs() {
		return Stream.of("trainedOn", "finetunedOn", "descendantOf")
			.flatMap((relation) -> this.bill.related(this.model, relation).stream())
			.flatMap((element) -> this.bill.use(element).stream())
			.toList();
	}

	private List<Metric> metrics() {
		return LinkedData.values(this.model.node().at("metric"))
			.stream()
			.flatMap((entry) -> DocumentBuilder
				.metric(entry.text("key").orElse("metric"), entry.node().path("value"), null)
				.stream())
			.toList();
	}

}
