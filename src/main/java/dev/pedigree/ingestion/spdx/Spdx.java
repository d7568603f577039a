package dev.pedigree.ingestion.spdx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
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

	private final Map<String, PayloadNode> elements = new LinkedHashMap<>();

	private final List<PayloadNode> models = new ArrayList<>();

	private final List<PayloadNode> data = new ArrayList<>();

	/** The number of datasets with the same key. */
	private final Map<Urn, Integer> sharing = new HashMap<>();

	/** Ids of targets, by type and id of the origin. */
	private final Map<List<String>, Set<String>> relations = new HashMap<>();

	Spdx(PayloadNode payload) {
		this.payload = payload;
		this.translation = new TranslationBuilder("spdx", EventTime.of(payload.at("at")).at());
		for (PayloadNode element : new PayloadNode(payload.at("content").node(), "/@graph").elements()) {
			this.elements.putIfAbsent(Element.id(element.object()), element);
			switch (SpdxFormat.type(element.node())) {
				case "aipackage" -> this.models.add(element);
				case "datasetpackage" -> this.data.add(element);
				case "relationship", "lifecyclescopedrelationship" -> relate(element);
				default -> {
				}
			}
		}
		this.data.stream()
			.flatMap((dataset) -> Stream.ofNullable(new Element(dataset).data()))
			.forEach((key) -> this.sharing.merge(key, 1, Integer::sum));
	}

	private void relate(PayloadNode relationship) {
		String type = relationship.text("relationshipType").orElse("").replaceFirst("^.*[/_]", "");
		String from = Element.reference(relationship.at("from"));
		for (PayloadNode to : LinkedData.values(relationship.at("to"))) {
			String id = Element.reference(to);
			this.relations.computeIfAbsent(List.of(type, from), (_) -> new LinkedHashSet<>()).add(id);
			String inverse = INVERSES.get(type);
			if (inverse != null) {
				this.relations.computeIfAbsent(List.of(inverse, id), (_) -> new LinkedHashSet<>()).add(from);
			}
		}
	}

	/**
	 * Translates the document.
	 * @throws InvalidPayloadException if it has neither models nor data, or if upload
	 * parameters identify one model and it has several
	 */
	Translation translate() {
		List<PayloadNode> described = this.models.isEmpty() ? this.data : this.models;
		if (described.isEmpty()) {
			throw new InvalidPayloadException("/@graph",
					"@graph has no ai_AIPackage and no dataset_DatasetPackage; at least one is required");
		}
		if (DocumentBuilder.hasModel(this.payload) && described.size() > 1) {
			throw new InvalidPayloadException("/@graph",
					"@graph has " + described.size() + " packages; namespace, name and version are allowed with one");
		}
		for (PayloadNode model : this.models) {
			Element element = new Element(model);
			new AiPackage(this, element,
					DocumentBuilder.ofModel(this.translation, this.payload, element.version(element.data())))
				.translate(this.translation);
		}
		// Parameters that identify the model do not identify the data.
		PayloadNode identity = this.models.isEmpty() ? this.payload : this.payload.at("content");
		for (PayloadNode dataset : this.data) {
			Element element = new Element(dataset);
			new DatasetPackage(this, element, DocumentBuilder.ofDataset(this.translation, identity, key(element)))
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
			.map(Element::new)
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

	/**
	 * The elements of the document to which an element is related. Relationships of files
	 * count for the package that contains them.
	 */
	List<Element> related(Element from, String type) {
		Set<String> related = new LinkedHashSet<>();
		for (String part : closure(from.id(), CONTAINS)) {
			ids(part, type).forEach((id) -> related.addAll(packages(id)));
		}
		related.remove(from.id());
		return elements(related);
	}

	/** The nearest models and datasets that contain an element; itself if none does. */
	private Set<String> packages(String id) {
		Set<String> packages = closure(id, CONTAINED);
		packages.removeIf((holder) -> !isPackage(holder));
		return packages.isEmpty() ? Set.of(id) : packages;
	}

	private boolean isPackage(String id) {
		PayloadNode node = this.elements.get(id);
		return node != null && (new Element(node).isModel() || new Element(node).isData());
	}

	/** An id and its transitive relations, up to the next model or dataset. */
	private Set<String> closure(String id, String type) {
		Set<String> seen = new LinkedHashSet<>();
		Deque<String> next = new ArrayDeque<>(List.of(id));
		while (!next.isEmpty()) {
			String one = next.remove();
			boolean ends = isPackage(one) && (type.equals(CONTAINED) || !one.equals(id));
			if (!(ends && type.equals(CONTAINS)) && seen.add(one) && !ends) {
				next.addAll(ids(one, type));
			}
		}
		return seen;
	}

	/** Renders the value of a section as text. */
	static String text(PayloadNode value) {
		return PlainText.text(LinkedData.withoutStructure(value.node(), STRUCTURE));
	}

	private List<Element> elements(Set<String> ids) {
		return ids.stream().flatMap((id) -> Stream.ofNullable(this.elements.get(id))).map(Element::new).toList();
	}

	private Set<String> ids(String from, String type) {
		return this.relations.getOrDefault(List.of(type, from), Set.of());
	}

	/** The transitive dependencies of an element. */
	List<Element> dependencies(Element from) {
		Set<String> seen = new LinkedHashSet<>();
		Deque<String> next = new ArrayDeque<>(ids(from.id(), "dependsOn"));
		while (!next.isEmpty()) {
			String id = next.remove();
			if (seen.add(id)) {
				next.addAll(ids(id, "dependsOn"));
			}
		}
		return elements(seen);
	}

	/** The declared licenses, else the concluded ones. */
	List<String> licenses(Element element) {
		return Stream.of("hasDeclaredLicense", "hasConcludedLicense")
			.map((type) -> ids(element.id(), type).stream().filter(Spdx::isLicense).map(this::licenseName).toList())
			.filter((licenses) -> !licenses.isEmpty())
			.findFirst()
			.orElse(List.of());
	}

	private static boolean isLicense(String id) {
		return !id.matches(".*(?:NoAssertion|None)(?:License)?");
	}

	private String licenseName(String id) {
		return Optional.ofNullable(this.elements.get(id))
			.flatMap((license) -> license.text("licenseExpression").or(() -> license.text("name")))
			.orElseGet(() -> id.replaceFirst("^.*[/#]", ""));
	}

	/** The version of the data that a model was tested on, if there is exactly one. */
	@Nullable StatedVersion testedOn(Element model) {
		List<Element> data = related(model, "testedOn");
		return (data.size() == 1) ? data.getFirst().version(key(data.getFirst())) : null;
	}

}
