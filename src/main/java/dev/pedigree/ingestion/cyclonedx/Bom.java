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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.HubPackage;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.ModelDocument;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates a bill of materials: every model in it that can be identified. A model is
 * identified by its package URL, else by its group and name, else by its name within the
 * component that the whole document is of, else by the sender. The serial number
 * identifies nothing: generators have been seen to repeat one.
 */
final class Bom {

	static final String SOURCE = "cyclonedx";

	/** The parameter that chooses a model, named as the member of a component. */
	static final String REFERENCE = "bom-ref";

	static final String FACET = "cyclonedx.model";

	private static final String MODEL = "machine-learning-model";

	private final PayloadNode payload;

	private final PayloadNode bom;

	private final Instant at;

	/** Nested ones too, by their references; one without has none to be found by. */
	private final Map<String, PayloadNode> components = new LinkedHashMap<>();

	/** Each model once, also if the document lists it several times. */
	private final List<PayloadNode> models = new ArrayList<>();

	/** References of each model, by its pointer. */
	private final Map<String, Set<String>> references = new HashMap<>();

	Bom(PayloadNode payload) {
		this.payload = payload;
		this.bom = new PayloadNode(payload.at("content").object().node(), "");
		PayloadNode stamp = this.bom.at("metadata").at("timestamp");
		this.at = EventTime.of(stamp.isThere() ? stamp : payload.at("at")).at();
		PayloadNode main = this.bom.at("metadata").at("component");
		if (main.isThere()) {
			take(main.object());
		}
		this.bom.at("components").elements().forEach(this::take);
	}

	private void take(PayloadNode component) {
		component.object();
		this.components.put(component.text("bom-ref").orElse(component.pointer()), component);
		if (component.text("type").filter(MODEL::equals).isPresent()) {
			add(component);
		}
		component.at("components").elements().forEach(this::take);
	}

	/** Adds a model, or completes the same one by what is only said here. */
	private void add(PayloadNode component) {
		String reference = component.text("bom-ref").orElse(component.pointer());
		for (int i = 0; i < this.models.size(); i++) {
			PayloadNode known = this.models.get(i);
			if (isSame(known, component)) {
				boolean later = stated(known).isEmpty() && stated(component).isPresent();
				ObjectNode merged = (ObjectNode) (later ? known : component).node().deepCopy();
				merged.setAll((ObjectNode) (later ? component : known).node());
				this.models.set(i, new PayloadNode(merged, known.pointer()));
				references(known).add(reference);
				return;
			}
		}
		this.models.add(component);
		references(component).add(reference);
	}

	private boolean isSame(PayloadNode one, PayloadNode other) {
		Urn key = key(one);
		boolean same = (key != null) ? key.equals(key(other)) : key(other) == null && one.name().equals(other.name());
		return same && (stated(one).isEmpty() || stated(other).isEmpty() || stated(one).equals(stated(other)));
	}

	/** The version that a component itself states. */
	private static Optional<String> stated(PayloadNode component) {
		return hub(component).map(HubPackage::version)
			.filter((version) -> !version.equals(HubPackage.MAIN))
			.or(() -> hub(component).isPresent() ? Optional.empty() : component.text("version"));
	}

	private Set<String> references(PayloadNode model) {
		return this.references.computeIfAbsent(model.pointer(), (_) -> new LinkedHashSet<>());
	}

	Translation translate() {
		boolean told = ModelDocument.isTold(this.payload);
		List<PayloadNode> chosen = chosen(told);
		List<PayloadNode> known = chosen.stream().filter((model) -> told || version(model) != null).toList();
		List<MetadataEvent> events = new ArrayList<>();
		List<Translation.PayloadFacet> facets = new ArrayList<>();
		if (!known.isEmpty()) {
			chosen.stream()
				.filter((model) -> !known.contains(model))
				.forEach((model) -> facets
					.add(new Translation.PayloadFacet(FACET, "unidentified", false, model.node())));
		}
		for (PayloadNode component : known.isEmpty() ? chosen : known) {
			ModelDocument document = ModelDocument.of(SOURCE, this.payload, this.at, version(component));
			ModelComponent model = new ModelComponent(this, component, document);
			model.translate();
			events.addAll(document.events());
			facets.addAll(model.facets());
		}
		return new Translation(events, facets);
	}

	/** The models that the request asks for: one by its reference, else all. */
	private List<PayloadNode> chosen(boolean told) {
		if (this.models.isEmpty()) {
			throw new InvalidPayloadException("/components", "components holds no machine-learning-model");
		}
		PayloadNode reference = this.payload.at(REFERENCE);
		if (reference.isThere()) {
			return List.of(this.models.stream()
				.filter((model) -> references(model).contains(reference.required()))
				.findFirst()
				.orElseThrow(() -> reference.refused("names no model of the file; its models are " + references())));
		}
		if (!told || this.models.size() == 1) {
			return this.models;
		}
		if (isMain(this.models.getFirst())) {
			return this.models.subList(0, 1);
		}
		throw new InvalidPayloadException("/components", "components holds " + this.models.size()
				+ " models; choose one with the parameter " + REFERENCE + ": " + references());
	}

	private String references() {
		return this.models.stream().flatMap((model) -> references(model).stream()).collect(Collectors.joining(", "));
	}

	/** Whether it is what the whole document is of. */
	private static boolean isMain(PayloadNode component) {
		return component.pointer().equals("/metadata/component");
	}

	/** The component of a reference, if the document has it. */
	Optional<PayloadNode> component(String reference) {
		return Optional.ofNullable(this.components.get(reference));
	}

	/**
	 * The data in the bill of a model; nothing of a model that is one part among others.
	 */
	List<PayloadNode> dataOf(PayloadNode model) {
		return !isMain(model) ? List.of()
				: this.components.values()
					.stream()
					.filter((component) -> component.text("type").filter("data"::equals).isPresent())
					.toList();
	}

	/** What a model depends on, at any remove; all packages, where that is not told. */
	List<PayloadNode> dependencies(PayloadNode model) {
		Map<String, List<String>> graph = new HashMap<>();
		for (PayloadNode entry : this.bom.at("dependencies").elements()) {
			entry.text("ref").ifPresent((ref) -> graph.put(ref, entry.texts("dependsOn")));
		}
		Set<String> seen = new LinkedHashSet<>();
		Deque<String> next = new ArrayDeque<>();
		references(model).forEach((start) -> next.addAll(graph.getOrDefault(start, List.of())));
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
	static Optional<HubPackage> hub(PayloadNode component) {
		return purl(component).flatMap(HubPackage::of);
	}

	/** Some generators write it as the name. */
	private static Optional<String> purl(PayloadNode component) {
		return component.text("purl").or(() -> component.text("name").filter((name) -> name.startsWith("pkg:")));
	}

	/**
	 * The key of a model by its package URL, else by its group; null if it has neither.
	 */
	static @Nullable Urn model(PayloadNode component) {
		return hub(component).map((hub) -> Urn.data("hf", "models/" + hub.repository()))
			.or(() -> component.text("group").map((group) -> Urn.data("bom://" + group, component.name())))
			.or(() -> purl(component).flatMap(Bom::packaged))
			.orElse(null);
	}

	/** A package of a registry: by its address where the package URL has one. */
	private static Optional<Urn> packaged(String purl) {
		try {
			PackageURL parsed = new PackageURL(purl);
			String owner = (parsed.getNamespace() != null) ? "/" + parsed.getNamespace() : "";
			Map<String, String> qualifiers = Objects.requireNonNullElse(parsed.getQualifiers(), Map.of());
			String registry = qualifiers.get("repository_url");
			return Optional
				.of(Urn.data(((registry != null) ? Masking.address(registry) : "pkg:" + parsed.getType()) + owner,
						parsed.getName()));
		}
		catch (MalformedPackageURLException ex) {
			return Optional.empty();
		}
	}

	/** The key of a model of this document; null if only its sender can identify it. */
	private @Nullable Urn key(PayloadNode component) {
		Urn own = model(component);
		PayloadNode main = this.bom.at("metadata").at("component");
		if (own != null || isMain(component) || !main.isThere() || main.text("name").isEmpty()) {
			return own;
		}
		return Urn.data("bom://" + main.text("group").map((group) -> group + "/").orElse("") + main.name(),
				component.name());
	}

	private @Nullable StatedVersion version(PayloadNode component) {
		Urn model = key(component);
		String version = hub(component).map(HubPackage::version)
			.orElseGet(() -> "bom:"
					+ component.text("version").orElseGet(() -> this.bom.node().path("version").asString("1")));
		return (model != null) ? new StatedVersion(Urn.version(model, version), model, false) : null;
	}

}
