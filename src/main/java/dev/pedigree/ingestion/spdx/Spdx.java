package dev.pedigree.ingestion.spdx;

import java.time.Instant;
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
import dev.pedigree.ingestion.DataDocument;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.ModelDocument;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.Translation;
import org.jspecify.annotations.Nullable;

/** The elements of a bill, by id, and how they are related. */
final class Spdx {

	private static final String SOURCE = "spdx";

	private static final String CONTAINS = "contains";

	private static final String CONTAINED = "containedBy";

	private static final Map<String, String> INVERSES = Map.of("ancestorOf", "descendantOf", CONTAINS, CONTAINED);

	/** Members of JSON-LD objects that are not said of anything. */
	private static final Set<String> STRUCTURE = Set.of("type", "spdxId", "creationInfo");

	private final PayloadNode payload;

	private final Instant at;

	private final Map<String, PayloadNode> elements = new LinkedHashMap<>();

	private final List<PayloadNode> models = new ArrayList<>();

	private final List<PayloadNode> data = new ArrayList<>();

	/** How many datasets there are at one place. */
	private final Map<Urn, Integer> sharing = new HashMap<>();

	/** By type and id: what comes after it. */
	private final Map<List<String>, Set<String>> relations = new HashMap<>();

	Spdx(PayloadNode payload) {
		this.payload = payload;
		this.at = EventTime.of(payload.at("at")).at();
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
			.forEach((place) -> this.sharing.merge(place, 1, Integer::sum));
	}

	private void relate(PayloadNode told) {
		String type = told.text("relationshipType").orElse("").replaceFirst("^.*[/_]", "");
		String from = Element.reference(told.at("from"));
		for (PayloadNode to : LinkedData.values(told.at("to"))) {
			String id = Element.reference(to);
			this.relations.computeIfAbsent(List.of(type, from), (_) -> new LinkedHashSet<>()).add(id);
			String inverse = INVERSES.get(type);
			if (inverse != null) {
				this.relations.computeIfAbsent(List.of(inverse, id), (_) -> new LinkedHashSet<>()).add(from);
			}
		}
	}

	/**
	 * Reads the bill.
	 * @throws InvalidPayloadException when it holds neither models nor data, or when its
	 * sender says which one it is of, and it holds several
	 */
	Translation translate() {
		List<PayloadNode> described = this.models.isEmpty() ? this.data : this.models;
		if (described.isEmpty()) {
			throw new InvalidPayloadException("/@graph", "@graph holds no ai_AIPackage and no dataset_DatasetPackage");
		}
		if (ModelDocument.isTold(this.payload) && described.size() > 1) {
			throw new InvalidPayloadException("/@graph",
					"@graph holds " + described.size() + " packages: which of them is meant cannot be told");
		}
		List<MetadataEvent> events = new ArrayList<>();
		List<Translation.PayloadFacet> facets = new ArrayList<>();
		for (PayloadNode model : this.models) {
			Element element = new Element(model);
			ModelDocument document = ModelDocument.of(SOURCE, this.payload, this.at, element.version(element.data()));
			new AiPackage(this, element, document).translate();
			events.addAll(document.events());
			facets.addAll(Translation.PayloadFacet.of("spdx.ai", model, AiPackage.USED));
		}
		for (PayloadNode dataset : this.data) {
			Element element = new Element(dataset);
			// Who says of which model a bill is does not say so of the data in it.
			DataDocument document = DataDocument.of(SOURCE,
					this.models.isEmpty() ? this.payload : this.payload.at("content"), this.at, key(element));
			new DatasetPackage(this, element, document).translate();
			events.addAll(document.events());
			facets.addAll(Translation.PayloadFacet.of("spdx.dataset", dataset, DatasetPackage.USED));
		}
		return new Translation(events, facets);
	}

	/**
	 * The model within which unnamed data are named, whatever the order of elements: the
	 * one that was trained or tested on them.
	 */
	private @Nullable Urn model(Element data) {
		if (!this.models.isEmpty() && ModelDocument.isTold(this.payload)) {
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
	 * The key of a model or of data; of data that nobody else could name, their name
	 * within a model of the bill, and of several at one address, the name beside that.
	 */
	@Nullable Urn key(Element element) {
		Urn own = element.data();
		if (element.isModel()) {
			return own;
		}
		String name = element.told().name();
		if (own == null) {
			Urn model = model(element);
			return (model != null) ? Urn.data(model.namespace() + "/" + model.name(), name) : null;
		}
		return (this.sharing.getOrDefault(own, 0) < 2) ? own : Urn.data(own.namespace(), own.name() + "#" + name);
	}

	/**
	 * The elements that an element is related to, if they are in the document. A package
	 * is related as the files in it are, and a file counts for the package that holds it.
	 */
	List<Element> related(Element from, String type) {
		Set<String> related = new LinkedHashSet<>();
		for (String part : closure(from.id(), CONTAINS)) {
			ids(part, type).forEach((id) -> related.addAll(packages(id)));
		}
		related.remove(from.id());
		return elements(related);
	}

	/** The nearest models and data that hold an element; itself if none does. */
	private Set<String> packages(String id) {
		Set<String> holders = closure(id, CONTAINED);
		Set<String> packages = new LinkedHashSet<>();
		for (String holder : holders) {
			if (isPackage(holder)) {
				packages.add(holder);
			}
		}
		return packages.isEmpty() ? Set.of(id) : packages;
	}

	private boolean isPackage(String id) {
		PayloadNode place = this.elements.get(id);
		return place != null && (new Element(place).isModel() || new Element(place).isData());
	}

	/** An id and those behind it; what a model or dataset within holds is its own. */
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

	/** The value of a section in words. */
	static String text(PayloadNode value) {
		return PlainText.text(LinkedData.words(value.node(), STRUCTURE));
	}

	private List<Element> elements(Set<String> ids) {
		return ids.stream().flatMap((id) -> Stream.ofNullable(this.elements.get(id))).map(Element::new).toList();
	}

	private Set<String> ids(String from, String type) {
		return this.relations.getOrDefault(List.of(type, from), Set.of());
	}

	/** What an element depends on, at any remove. */
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

	/** The licences that its maker declares, else those that were concluded. */
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

	/** The version of data that a model was tested on, where that is said of one. */
	@Nullable StatedVersion testedOn(Element model) {
		List<Element> data = related(model, "testedOn");
		return (data.size() == 1) ? data.getFirst().version(key(data.getFirst())) : null;
	}

}
