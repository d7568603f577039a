package dev.pedigree.ingestion.cyclonedx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.DatasetAddress;
import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.HubPackage;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Translates one model of a CycloneDX bill of materials, with its model card. */
record ModelComponent(Bom bom, PayloadNode component, TranslationBuilder translation, DocumentBuilder document) {

	private static final Set<String> PACKAGES = Set.of("library", "framework", "container", "operating-system",
			"platform");

	/** Makers and distributors of a model, which are not its owners. */
	private static final List<String> PARTIES = List.of("publisher", "authors", "manufacturer", "supplier");

	private static final List<String> PARAMETERS = List.of("modelArchitecture", "inputs", "outputs");

	private static final Set<String> USED = Stream
		.concat(PARTIES.stream(),
				Stream.of("type", "bom-ref", "group", "name", "version", "purl", "description", "hashes", "licenses",
						"tags", "modelCard", "pedigree", "components"))
		.collect(Collectors.toSet());

	private static final Set<String> USED_PARAMETERS = Stream
		.concat(PARAMETERS.stream(), Stream.of("approach", "task", "architectureFamily", "datasets"))
		.collect(Collectors.toSet());

	void translate() {
		List<String> licenses = licenses();
		List<String> tags = new ArrayList<>(this.component.texts("tags"));
		licenses.forEach((license) -> tags.add("license:" + license));
		PayloadNode parameters = card().at("modelParameters");
		PayloadNode.text(parameters.node().path("approach"), "type")
			.ifPresent((approach) -> tags.add("approach:" + approach));
		parameters.text("architectureFamily").ifPresent((family) -> tags.add("architecture:" + family));
		this.document.describe(this.component.name(), tags);
		this.component.text("description").ifPresent(this.document::document);
		this.document.license(licenses);
		describeVersion(parameters);
		derive(parameters);
		this.document.measure("model card", null, null, metrics());
		this.document.depend(this.component,
				this.bom.dependencies(this.component)
					.stream()
					.filter((one) -> PACKAGES.contains(one.text("type").orElse("")))
					.flatMap((one) -> one.text("purl").stream())
					.toList());
		describeConsiderations(card().at("considerations"));
		PARAMETERS.forEach(
				(part) -> this.document.addSection(PlainText.title(part), PlainText.text(parameters.at(part).node())));
		PARTIES.forEach((part) -> this.document.addSection(PlainText.title(part),
				String.join(", ", LinkedData.texts(this.component.at(part)))));
		this.translation.count(Bom.FACET, this.component, USED);
		this.translation.count("cyclonedx.modelParameters", parameters, USED_PARAMETERS);
	}

	private PayloadNode card() {
		return this.component.at("modelCard");
	}

	/** The licenses: each an id, a name or an expression. */
	private List<String> licenses() {
		List<String> licenses = new ArrayList<>();
		for (JsonNode choice : this.component.node().path("licenses")) {
			PayloadNode.text(choice.path("license"), "id")
				.or(() -> PayloadNode.text(choice.path("license"), "name"))
				.or(() -> PayloadNode.text(choice, "expression"))
				.ifPresent(licenses::add);
		}
		return licenses;
	}

	private void describeVersion(PayloadNode parameters) {
		Optional<String> task = parameters.text("task");
		task.ifPresent(this.document::setTask);
		this.document.describeVersion(Map.of("task", task, "digest", hash("SHA-256").or(() -> hash("SHA-512")),
				"artifactUri", Bom.hub(this.component).map(HubPackage::address)));
	}

	private Optional<String> hash(String algorithm) {
		return this.component.node()
			.path("hashes")
			.valueStream()
			.filter((hash) -> hash.path("alg").asString("").equals(algorithm))
			.flatMap((hash) -> PayloadNode.text(hash, "content").stream())
			.map((content) -> algorithm.toLowerCase(Locale.ROOT).replace("-", "") + ":" + content)
			.findFirst();
	}

	/** Declares the datasets of the model parameters and the ancestors as inputs. */
	private void derive(PayloadNode parameters) {
		List<DataUse> inputs = new ArrayList<>();
		Stream.concat(parameters.at("datasets").elements().stream(), this.bom.dataOf(this.component).stream())
			.map((node) -> node.text("ref").flatMap(this.bom::component).orElse(node))
			.forEach((data) -> data(data).ifPresent((urn) -> {
				inputs.add(DataUse.of(urn));
				describe(urn, data);
			}));
		this.component.at("pedigree")
			.at("ancestors")
			.elements()
			.stream()
			.map(Bom::model)
			.filter(Objects::nonNull)
			.forEach((model) -> inputs.add(DataUse.of(model).asModel()));
		this.document.derive(inputs, List.of());
	}

	/**
	 * The key of a dataset; empty for a part of the model's own repository and without a
	 * name.
	 */
	private Optional<Urn> data(PayloadNode data) {
		Optional<String> model = Bom.hub(this.component).map(HubPackage::repository);
		if (model.isPresent() && model.equals(Bom.hub(data).map(HubPackage::repository))) {
			return Optional.empty();
		}
		Urn within = this.document.data();
		return globalKey(data)
			.or(() -> data.text("name").map((name) -> Urn.data(within.namespace() + "/" + within.name(), name)));
	}

	/**
	 * The key from the package URL, else from the URL of the contents, else from a page
	 * on the Hub; another page may be about several datasets.
	 */
	private static Optional<Urn> globalKey(PayloadNode data) {
		return Bom.hub(data)
			.map(HubPackage::dataset)
			.or(() -> PayloadNode.text(contents(data).path("contents"), "url")
				.flatMap(DatasetAddress::parse)
				.map(DatasetAddress::key))
			.or(() -> Stream.concat(data.text("name").stream(), urls(data.at("externalReferences")))
				.flatMap((text) -> DatasetAddress.parse(text).stream())
				.map(DatasetAddress::key)
				.filter((urn) -> urn.namespace().equals("hf"))
				.findFirst());
	}

	private static Stream<String> urls(PayloadNode references) {
		return references.elements().stream().flatMap((reference) -> reference.text("url").stream());
	}

	/** The first data of a component; inline data themselves. */
	private static JsonNode contents(PayloadNode data) {
		JsonNode inner = data.node().path("data");
		JsonNode first = inner.isArray() ? inner.path(0) : inner;
		return first.isObject() ? first : data.node();
	}

	/** Describes a dataset; its text is stated only if it has no global key. */
	private void describe(Urn urn, PayloadNode data) {
		JsonNode contents = contents(data);
		if (globalKey(data).isEmpty()) {
			data.text("description").ifPresent((text) -> this.translation.document(urn, Masking.maskedEmails(text)));
		}
		List<String> tags = new ArrayList<>();
		PayloadNode.text(contents, "classification").ifPresent((word) -> tags.add("classification:" + word));
		new PayloadNode(contents, "").texts("sensitiveData").forEach((word) -> tags.add("sensitive:" + word));
		if (!tags.isEmpty()) {
			this.translation.set(urn, "sensitivity", tags.stream().distinct().sorted().toList());
		}
		setOwners(urn, contents.path("governance"));
	}

	/** Sets the owners of data: organizations, else e-mail addresses of people. */
	private void setOwners(Urn urn, JsonNode governance) {
		List<OwnersStatement.NamedOwner> owners = new ArrayList<>();
		for (String role : List.of("owners", "custodians", "stewards")) {
			for (JsonNode party : governance.path(role)) {
				party.stringValueOpt()
					.map(String::strip)
					.filter((name) -> !name.isEmpty())
					.or(() -> PayloadNode.text(party.path("organization"), "name"))
					.or(() -> PayloadNode.text(party.path("contact"), "email"))
					.ifPresent((name) -> owners.add(new OwnersStatement.NamedOwner(name, role.replaceAll("s$", ""))));
			}
		}
		if (!owners.isEmpty()) {
			this.translation.own(urn, owners);
		}
	}

	private List<Metric> metrics() {
		List<Metric> metrics = new ArrayList<>();
		for (JsonNode entry : card().node().path("quantitativeAnalysis").path("performanceMetrics")) {
			String interval = interval(entry.path("confidenceInterval"));
			DocumentBuilder
				.metric(PayloadNode.text(entry, "type").orElse("metric"), entry.path("value"),
						PayloadNode.text(entry, "slice").orElse(null))
				.map((metric) -> (metric.text() != null) ? metric
						: new Metric(metric.name(), metric.value(), interval, metric.slice()))
				.ifPresent(metrics::add);
		}
		return metrics;
	}

	private static @Nullable String interval(JsonNode node) {
		String upper = PayloadNode.text(node, "upperBound").map((bound) -> " to " + bound).orElse("");
		return PayloadNode.text(node, "lowerBound").map((lower) -> "confidence interval " + lower + upper).orElse(null);
	}

	private void describeConsiderations(PayloadNode node) {
		this.document.addCardProperty("intendedUses", node.texts("useCases"));
		List<String> limitations = new ArrayList<>(node.texts("technicalLimitations"));
		limitations.addAll(node.texts("performanceTradeoffs"));
		this.document.addCardProperty("limitations", limitations);
		node.node()
			.properties()
			.forEach((part) -> this.document.addSection(PlainText.title(part.getKey()),
					PlainText.text(part.getValue())));
	}

}
