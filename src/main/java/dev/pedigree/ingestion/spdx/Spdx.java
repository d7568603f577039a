package dev.pedigree.ingestion.spdx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;

/** Translates an SPDX bill of materials: its elements by id, and their relationships. */
final class Spdx {

	private static final String CONTAINS = "contains";

	private static final String CONTAINED = "containedBy";

	private static final Map<String, String> INVERSES = Map.of("ancestorOf", "descendantOf", CONTAINS, CONTAINED);

	/** Members of JSON-LD objects without content. */
	private static final Set<String> STRUCTURE = Set.of("type", "spdxId", "creationInfo");

	private final PayloadNode payload;

	private final TranslationBuilder translation;

	private final Map<String, Element> elements = new LinkedHashMap<>();

	private final List<Element> models = new ArrayList<>();

	private final List<Element> data = new ArrayList<>();

	/** The number of datasets with the same key. */
	private final Map<Urn, Integer> sharing = new HashMap<>();

	/** Ids of targets, by type and id of the origin. */
	private final Map<List<String>, Set<String>> relations = new HashMap<>();

	Spdx(PayloadNode payload) {
		this.payload = payload;
		this.translation = new TranslationBuilder("spdx", EventTime.of(payload.at("at")).at());
		for (PayloadNode node : new PayloadNode(payload.at("content").node(), "/@graph").elements()) {
			Element element = new Element(node.object());
			this.elements.putIfAbsent(element.id(), element);
			switch (SpdxFormat.type(node.node())) {
				case "aipackage" -> this.models.add(element);
				case "datasetpackage" -> this.data.add(element);
				case "relationship", "lifecyclescopedrelationship" -> relate(node);
				default -> {
				}
			}
		}
		this.data.stream()
			.flatMap((dataset) -> Stream.ofNullable(dataset.data()))
			.forEach((key) -> this.sharing.merge(key, 1, Integer::sum));
	}

	private void relate(PayloadNode relationship) {
		String type = relationship.text("relationshipType").orElse("").replaceFirst("^.*[/_]", "");
		String from = Element.reference(relationship.at("from"));
		String inverse = INVERSES.get(type);
		for (PayloadNode to : LinkedData.values(relationship.at("to"))) {
			String id = Element.reference(to);
			relate(type, from, id);
			if (inverse != null) {
				relate(inverse, id, from);
			}
		}
	}

	private void relate(String type, String from, String to) {
		this.relations.computeIfAbsent(List.of(type, from), (_) -> new LinkedHashSet<>()).add(to);
	}

	Translation translate() {
		List<Element> described = this.models.isEmpty() ? this.data : this.models;
		if (described.isEmpty()) {
			throw new InvalidPayloadException("/@graph",
					"@graph has no ai_AIPackage and no dataset_DatasetPackage; at least one is required");
		}
		if (DocumentBuilder.hasModel(this.payload) && described.size() > 1) {
			throw new InvalidPayloadException("/@graph",
					"@graph has " + described.size() + " packages; namespace, name and version are allowed with one");
		}
		for (Element model : this.models) {
			new AiPackage(this, model,
					DocumentBuilder.ofModel(this.translation, this.payload, model.version(model.data())))
				.translate(this.translation);
		}
		// Parameters that identify the model do not identify the data.
		PayloadNode identity = this.models.isEmpty() ? this.payload : this.payload.at("content");
		for (Element dataset : this.data) {
			new DatasetPackage(this, dataset, DocumentBuilder.ofDataset(this.translation, identity, key(dataset)))
				.translate(this.translation);
		}
		return this.translation.build();
	}

	/**
	 * The model whose name qualifies unnamed data, independent of the order of elements:
	 * the one that was trained or tested on them.
	 */
	private @Nullable Urn model(Element data) {
		if (!this.models.isEmpty() && DocumentBuilder.hasModel(this.payload)) {
			return DatasetNaming.of(this.payload.namespace(), this.payload.name()).urn();
		}
		Comparator<Element> using = Comparator.comparing((model) -> !uses(model, data));
		return this.models.stream()
			.filter((model) -> model.data() != null)
			.min(using.thenComparing((model) -> String.valueOf(model.data())))
			.map(Element::data)
			.orElse(null);
	}

	private boolean uses(Element model, Element data) {
		return Stream.of("trainedOn", "finetunedOn", "testedOn")
			.anyMatch((type) -> related(model, type).contains(data));
	}

	/**
	 * The key of a model or dataset. A dataset without a global key is named within a
	 * model; one that shares an address with others gets its name as a suffix.
	 */
	@Nullable Urn key(Element element) {
		Urn own = element.data();
		if (element.isModel()) {
			return own;
		}
		String name = element.node().name();
		if (own == null) {
			Urn model = model(element);
			return (model != null) ? Urn.data(model.namespace() + "/" + model.name(), name) : null;
		}
		return (this.sharing.getOrDefault(own, 0) < 2) ? own : Urn.data(own.namespace(), own.name() + "#" + name);
	}

	/** The use of a model or dataset as an input; empty for an element without a key. */
	Optional<DataUse> use(Element element) {
		return Optional.ofNullable(key(element))
			.filter((_) -> isPackage(element))
			.map((key) -> element.isModel() ? DataUse.of(key).asModel() : DataUse.of(key));
	}

	/**
	 * The elements of the document to which an element is related. Relationships of files
	 * count for the package that contains them.
	 */
	List<Element> related(Element from, String type) {
		Set<String> related = new LinkedHashSet<>();
		Set<String> parts = LinkedData.reachable(List.of(from.id()),
				(id) -> ids(id, CONTAINS).stream().filter((part) -> !isPackage(this.elements.get(part))).toList());
		for (String part : parts) {
			ids(part, type).forEach((id) -> related.addAll(packages(id)));
		}
		related.remove(from.id());
		return elements(related);
	}

	/** The nearest models and datasets that contain an element; itself if none does. */
	private Set<String> packages(String id) {
		Set<String> packages = LinkedData.reachable(List.of(id),
				(part) -> isPackage(this.elements.get(part)) ? Set.of() : ids(part, CONTAINED));
		packages.removeIf((container) -> !isPackage(this.elements.get(container)));
		return packages.isEmpty() ? Set.of(id) : packages;
	}

	private static boolean isPackage(@Nullable Element element) {
		return element != null && (element.isModel() || element.isData());
	}

	static String text(PayloadNode value) {
		return PlainText.text(LinkedData.withoutStructure(value.node(), STRUCTURE));
	}

	private List<Element> elements(Set<String> ids) {
		return ids.stream().flatMap((id) -> Stream.ofNullable(this.elements.get(id))).toList();
	}

	private Set<String> ids(String from, String type) {
		return this.relations.getOrDefault(List.of(type, from), Set.of());
	}

	List<Element> dependencies(Element from) {
		return elements(LinkedData.reachable(ids(from.id(), "dependsOn"), (id) -> ids(id, "dependsOn")));
	}

	/** The declared licenses, else the concluded ones. */
	List<String> licenses(Element element) {
		return Stream.of("hasDeclaredLicense", "hasConcludedLicense")
			.map((type) -> ids(element.id(), type).stream()
				.filter((id) -> !id.matches(".*(?:NoAssertion|None)(?:License)?"))
				.map(this::licenseName)
				.toList())
			.filter((licenses) -> !licenses.isEmpty())
			.findFirst()
			.orElse(List.of());
	}

	private String licenseName(String id) {
		return Optional.ofNullable(this.elements.get(id))
			.flatMap((license) -> license.node().firstText("licenseExpression", "name"))
			.orElseGet(() -> id.replaceFirst("^.*[/#]", ""));
	}

	/** The version of the data that a model was tested on, if there is exactly one. */
	@Nullable StatedVersion testedOn(Element model) {
		List<Element> data = related(model, "testedOn");
		return (data.size() == 1) ? data.getFirst().version(key(data.getFirst())) : null;
	}

}
