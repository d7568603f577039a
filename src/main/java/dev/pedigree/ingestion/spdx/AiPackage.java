package dev.pedigree.ingestion.spdx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.DataDocument;
import dev.pedigree.ingestion.HubPackage;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.ModelDocument;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.run.DataUse;

/** What a bill says of one model (SPDX 3.0.1, AI profile, AIPackage). */
final class AiPackage {

	private static final List<String> SECTIONS = List.of("informationAboutApplication", "informationAboutTraining",
			"modelDataPreprocessing", "modelExplainability", "limitation", "safetyRiskAssessment", "standardCompliance",
			"useSensitivePersonalInformation", "autonomyType", "energyConsumption", "hyperparameter",
			"metricDecisionThreshold");

	/** Schemes of stores: what lies at one address of them is one artifact. */
	private static final Pattern STORED = Pattern.compile("(?i)(s3a?|gs|abfss?|wasbs?|hdfs|dbfs|hf|oci)://");

	static final Set<String> USED = Stream
		.concat(SECTIONS.stream(),
				Stream.of("type", "spdxId", "name", "summary", "description", "comment", "packageVersion", "packageUrl",
						"verifiedUsing", "downloadLocation", "domain", "typeOfModel", "metric"))
		.collect(Collectors.toUnmodifiableSet());

	private final Spdx bill;

	private final Element model;

	private final PayloadNode told;

	private final ModelDocument document;

	AiPackage(Spdx bill, Element model, ModelDocument document) {
		this.bill = bill;
		this.model = model;
		this.told = model.told();
		this.document = document;
	}

	void translate() {
		List<String> tags = new ArrayList<>(this.told.texts("domain"));
		this.told.texts("typeOfModel").forEach((type) -> tags.add("type:" + type));
		this.told.text("safetyRiskAssessment").ifPresent((risk) -> tags.add("safety-risk:" + risk));
		this.told.texts("standardCompliance").forEach((standard) -> tags.add("standard:" + standard));
		this.document.describe(this.told.name(), tags);
		this.model.description().ifPresent(this.document::documentation);
		this.document.licenses(this.bill.licenses(this.model));
		this.document.made(made());
		this.document.madeFrom(inputs(), List.of());
		measured();
		this.document.needs(this.told,
				this.bill.dependencies(this.model).stream().flatMap((one) -> one.purl().stream()).toList());
		this.document.card("intendedUses", this.told.texts("informationAboutApplication"));
		this.document.card("limitations", this.told.texts("limitation"));
		for (String part : SECTIONS) {
			this.document.section(PlainText.title(part), Spdx.text(this.told.at(part)));
		}
		List<Element> tests = this.bill.related(this.model, "testedOn");
		this.document.section("Tested on",
				String.join("\n", tests.stream().map((data) -> "- " + data.told().name()).toList()));
	}

	/**
	 * A page from which people fetch it is no artifact that something else could name.
	 */
	private Map<String, Object> made() {
		Map<String, Object> made = new HashMap<>();
		this.model.digest().ifPresent((digest) -> made.put("digest", digest));
		this.model.hub()
			.flatMap((hub) -> Optional.ofNullable(hub.address()))
			.or(() -> this.told.text("downloadLocation")
				.flatMap(DataDocument::address)
				.filter((address) -> STORED.matcher(address).lookingAt())
				.map(Masking::address))
			.ifPresent((address) -> made.put("artifactUri", address));
		return made;
	}

	private List<DataUse> inputs() {
		List<DataUse> inputs = new ArrayList<>();
		for (String relation : List.of("trainedOn", "finetunedOn", "descendantOf")) {
			for (Element element : this.bill.related(this.model, relation)) {
				Urn data = this.bill.key(element);
				if (data != null && (element.isModel() || element.isData())) {
					inputs.add(element.isModel() ? DataUse.of(data).asModel() : DataUse.of(data));
				}
			}
		}
		return inputs;
	}

	private void measured() {
		List<Metric> metrics = new ArrayList<>();
		for (PayloadNode entry : LinkedData.values(this.told.at("metric"))) {
			Metric metric = ModelDocument.metric(entry.text("key").orElse("metric"), entry.node().path("value"), null);
			if (metric != null) {
				metrics.add(metric);
			}
		}
		this.document.measured("SPDX", this.bill.testedOn(this.model), null, metrics);
	}

}
