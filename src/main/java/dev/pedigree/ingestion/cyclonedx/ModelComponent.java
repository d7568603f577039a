package dev.pedigree.ingestion.cyclonedx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.DataDocument;
import dev.pedigree.ingestion.HubPackage;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.ModelDocument;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a bill of materials says of one model in it. */
final class ModelComponent {

	private static final Set<String> PACKAGES = Set.of("library", "framework", "container", "operating-system",
			"platform");

	/** Who made or distributes a model; they do not answer for it here. */
	private static final List<String> PARTIES = List.of("publisher", "authors", "manufacturer", "supplier");

	private static final List<String> PARAMETERS = List.of("modelArchitecture", "inputs", "outputs");

	private final Bom bom;

	private final PayloadNode component;

	private final PayloadNode card;

	private final ModelDocument document;

	ModelComponent(Bom bom, PayloadNode component, ModelDocument document) {
		this.bom = bom;
		this.component = component;
		this.card = component.at("modelCard");
		this.document = document;
	}

	void translate() {
		List<String> licenses = licenses();
		List<String> tags = new ArrayList<>(this.component.texts("tags"));
		licenses.forEach((license) -> tags.add("license:" + license));
		PayloadNode parameters = this.card.at("modelParameters");
		PayloadNode.text(parameters.node().path("approach"), "type")
			.ifPresent((approach) -> tags.add("approach:" + approach));
		parameters.text("architectureFamily").ifPresent((family) -> tags.add("architecture:" + family));
		this.document.describe(this.component.name(), tags);
		this.component.text("description").ifPresent(this.document::documentation);
		this.document.licenses(licenses);
		made(parameters);
		madeFrom(parameters);
		measured();
		this.document.needs(this.component,
				this.bom.dependencies(this.component)
					.stream()
					.filter((one) -> PACKAGES.contains(one.text("type").orElse("")))
					.flatMap((one) -> one.text("purl").stream())
					.toList());
		considerations(this.card.at("considerations"));
		PARAMETERS.forEach(
				(part) -> this.document.section(PlainText.title(part), PlainText.text(parameters.at(part).node())));
		PARTIES.forEach((part) -> this.document.section(PlainText.title(part),
				String.join(", ", LinkedData.texts(this.component.at(part)))));
	}

	List<Translation.PayloadFacet> facets() {
		return Stream.concat(Translation.PayloadFacet
			.of(Bom.FACET, this.component,
					Stream
						.concat(PARTIES.stream(),
								Stream.of("type", "bom-ref", "group", "name", "version", "purl", "description",
										"hashes", "licenses", "tags", "modelCard", "pedigree", "components"))
						.collect(Collectors.toSet()))
			.stream(),
				Translation.PayloadFacet
					.of("cyclonedx.modelParameters", this.card.at("modelParameters"),
							Stream
								.concat(PARAMETERS.stream(),
										Stream.of("approach", "task", "architectureFamily", "datasets"))
								.collect(Collectors.toSet()))
					.stream())
			.toList();
	}

	/** By id, name or expression, as each choice of the specification has it. */
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

	private void made(PayloadNode parameters) {
		Map<String, Object> made = new HashMap<>();
		parameters.text("task").ifPresent((task) -> {
			made.put("task", task);
			this.document.task(task);
		});
		Stream.of("SHA-256", "SHA-512")
			.flatMap((algorithm) -> hash(algorithm).stream())
			.findFirst()
			.ifPresent((digest) -> made.put("digest", digest));
		Bom.hub(this.component).map(HubPackage::address).ifPresent((address) -> made.put("artifactUri", address));
		this.document.made(made);
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

	/** Data that its parameters name, and models that it came from. */
	private void madeFrom(PayloadNode parameters) {
		List<DataUse> inputs = new ArrayList<>();
		Stream.concat(parameters.at("datasets").elements().stream(), this.bom.dataOf(this.component).stream())
			.map((told) -> told.text("ref").flatMap(this.bom::component).orElse(told))
			.forEach((data) -> data(data).ifPresent((urn) -> {
				inputs.add(DataUse.of(urn));
				describe(urn, data);
			}));
		this.component.at("pedigree").at("ancestors").elements().forEach((ancestor) -> {
			Urn model = Bom.model(ancestor);
			if (model != null) {
				inputs.add(DataUse.of(model).asModel());
			}
		});
		this.document.madeFrom(inputs, List.of());
	}

	/**
	 * The key of data: what everybody calls them, else their name within the model;
	 * nothing for what is part of the model itself, or has no name at all.
	 */
	private Optional<Urn> data(PayloadNode data) {
		Optional<String> model = Bom.hub(this.component).map(HubPackage::repository);
		if (model.isPresent() && model.equals(Bom.hub(data).map(HubPackage::repository))) {
			return Optional.empty();
		}
		return known(data).or(() -> data.text("name").map(this::within));
	}

	/**
	 * By its package, or a part of that, else by where its contents are, or its page on
	 * the Hub; any other page may be of several.
	 */
	private static Optional<Urn> known(PayloadNode data) {
		return Bom.hub(data)
			.map((hub) -> Urn.data("hf",
					"datasets/" + hub.repository() + ((hub.part() != null) ? "#" + hub.part() : "")))
			.or(() -> PayloadNode.text(contents(data).path("contents"), "url")
				.flatMap(DataDocument::address)
				.map(DataDocument::located))
			.or(() -> Stream
				.concat(data.text("name").stream(),
						data.at("externalReferences")
							.elements()
							.stream()
							.flatMap((reference) -> reference.text("url").stream()))
				.flatMap((text) -> DataDocument.address(text).stream())
				.map(DataDocument::located)
				.filter((urn) -> urn.namespace().equals("hf"))
				.findFirst());
	}

	private Urn within(String name) {
		Urn model = this.document.data();
		return Urn.data(model.namespace() + "/" + model.name(), name);
	}

	/** Of a component, what its first data are; of inline data, these. */
	private static JsonNode contents(PayloadNode data) {
		JsonNode inner = data.node().path("data");
		JsonNode first = inner.isArray() ? inner.path(0) : inner;
		return first.isObject() ? first : data.node();
	}

	/** What data are is said of those only that nobody else names. */
	private void describe(Urn urn, PayloadNode data) {
		JsonNode contents = contents(data);
		if (known(data).isEmpty()) {
			data.text("description").ifPresent((text) -> this.document.documentation(urn, text));
		}
		List<String> tags = new ArrayList<>();
		PayloadNode.text(contents, "classification").ifPresent((word) -> tags.add("classification:" + word));
		new PayloadNode(contents, "").texts("sensitiveData").forEach((word) -> tags.add("sensitive:" + word));
		if (!tags.isEmpty()) {
			this.document.state(urn, "sensitivity", Map.of("sensitivity", tags.stream().distinct().sorted().toList()));
		}
		owners(urn, contents.path("governance"));
	}

	/** Who answers for data, by organisation, else by the address of a person. */
	private void owners(Urn urn, JsonNode governance) {
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
			this.document.owners(urn, owners);
		}
	}

	private void measured() {
		List<Metric> metrics = new ArrayList<>();
		for (JsonNode told : this.card.node().path("quantitativeAnalysis").path("performanceMetrics")) {
			Metric metric = ModelDocument.metric(PayloadNode.text(told, "type").orElse("metric"), told.path("value"),
					PayloadNode.text(told, "slice").orElse(null));
			if (metric != null) {
				String interval = interval(told.path("confidenceInterval"));
				metrics.add((metric.text() == null)
						? new Metric(metric.name(), metric.value(), interval, metric.slice()) : metric);
			}
		}
		this.document.measured("model card", null, null, metrics);
	}

	/** A confidence interval as text; null if none is stated. */
	private static @Nullable String interval(JsonNode told) {
		Optional<String> lower = PayloadNode.text(told, "lowerBound");
		return lower.isEmpty() ? null : "confidence interval " + lower.get()
				+ PayloadNode.text(told, "upperBound").map((upper) -> " to " + upper).orElse("");
	}

	private void considerations(PayloadNode told) {
		this.document.card("intendedUses", told.texts("useCases"));
		List<String> limitations = new ArrayList<>(told.texts("technicalLimitations"));
		limitations.addAll(told.texts("performanceTradeoffs"));
		this.document.card("limitations", limitations);
		told.node().properties().forEach((part) -> {
			String text = PlainText.text(part.getValue());
			this.document.section(PlainText.title(part.getKey()), text);
		});
	}

}
