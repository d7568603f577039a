package dev.pedigree.ingestion.cyclonedx;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.HubPackage;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.ModelDocument;
import dev.pedigree.ingestion.PayloadRefused;
import dev.pedigree.ingestion.Place;
import dev.pedigree.ingestion.Translation;
import org.jspecify.annotations.Nullable;

/**
 * What a bill of materials says of the models in it. Its serial number alone names
 * nothing: generators have been seen to repeat one. A model goes by its package URL, else
 * by its group and name; one that has neither is told by who sends the document.
 */
final class Bom {

	static final String SOURCE = "cyclonedx";

	private static final String MODEL = "machine-learning-model";

	private final Place payload;

	private final Place bom;

	private final Instant at;

	/** Nested ones too, by their references; one without has none to be found by. */
	private final Map<String, Place> components = new LinkedHashMap<>();

	private final List<Place> models = new ArrayList<>();

	Bom(Place payload) {
		this.payload = payload;
		this.bom = new Place(payload.at("content").object().node(), "");
		Place stamp = this.bom.at("metadata").at("timestamp");
		this.at = EventTime.of(stamp.isThere() ? stamp : payload.at("at")).at();
		Place main = this.bom.at("metadata").at("component");
		if (main.isThere()) {
			take(main.object());
		}
		this.bom.at("components").elements().forEach(this::take);
	}

	private void take(Place component) {
		component.object();
		this.components.put(component.text("bom-ref").orElse(component.pointer()), component);
		if (component.text("type").filter(MODEL::equals).isPresent()) {
			this.models.add(component);
		}
		component.at("components").elements().forEach(this::take);
	}

	Translation translate() {
		if (this.models.isEmpty()) {
			throw new PayloadRefused("/components", "components holds no machine-learning-model");
		}
		boolean told = ModelDocument.isTold(this.payload);
		List<Place> described = (told && isMain(this.models.getFirst())) ? List.of(this.models.getFirst())
				: this.models;
		if (told && described.size() > 1) {
			throw new PayloadRefused("/components",
					"components holds " + described.size() + " models: which of them is meant cannot be told");
		}
		List<MetadataEvent> events = new ArrayList<>();
		List<Translation.Facet> facets = new ArrayList<>();
		for (Place component : described) {
			ModelDocument document = ModelDocument.of(SOURCE, this.payload, this.at, version(component));
			ModelComponent model = new ModelComponent(this, component, document);
			model.translate();
			events.addAll(document.events());
			facets.addAll(model.facets());
		}
		return new Translation(events, facets);
	}

	/** Whether it is what the whole document is of. */
	private static boolean isMain(Place component) {
		return component.pointer().equals("/metadata/component");
	}

	/** The component of a reference, if the document has it. */
	Optional<Place> component(String reference) {
		return Optional.ofNullable(this.components.get(reference));
	}

	/**
	 * The data in the bill of a model; nothing of a model that is one part among others.
	 */
	List<Place> dataOf(Place model) {
		return !isMain(model) ? List.of()
				: this.components.values()
					.stream()
					.filter((component) -> component.text("type").filter("data"::equals).isPresent())
					.toList();
	}

	/** What a model depends on, at any remove; all packages, where that is not told. */
	List<Place> dependencies(Place model) {
		Map<String, List<String>> graph = new HashMap<>();
		for (Place entry : this.bom.at("dependencies").elements()) {
			entry.text("ref").ifPresent((ref) -> graph.put(ref, entry.texts("dependsOn")));
		}
		String start = model.text("bom-ref").orElse(model.pointer());
		Set<String> seen = new LinkedHashSet<>();
		Deque<String> next = new ArrayDeque<>(graph.getOrDefault(start, List.of()));
		while (!next.isEmpty()) {
			String reference = next.remove();
			if (seen.add(reference)) {
				next.addAll(graph.getOrDefault(reference, List.of()));
			}
		}
		return seen.isEmpty() ? List.copyOf(this.components.values())
				: seen.stream().flatMap((reference) -> component(reference).stream()).toList();
	}

	/** The repository that the package URL of a component names. */
	static Optional<HubPackage> hub(Place component) {
		return component.text("purl").flatMap(HubPackage::of);
	}

	/** A model by its package URL, else by its group; null when neither is told. */
	static @Nullable Urn model(Place component) {
		return hub(component).map((hub) -> Urn.data("hf", "models/" + hub.repository()))
			.or(() -> component.text("group").map((group) -> Urn.data("bom://" + group, component.name())))
			.orElse(null);
	}

	private @Nullable StatedVersion version(Place component) {
		Urn model = model(component);
		String version = hub(component).map(HubPackage::version)
			.orElseGet(() -> "bom:"
					+ component.text("version").orElseGet(() -> this.bom.node().path("version").asString("1")));
		return (model != null) ? new StatedVersion(Urn.version(model, version), model, false) : null;
	}

}
