package dev.pedigree.ingestion.cyclonedx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.github.packageurl.PackageURL;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.HubPackage;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.LinkedData;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates each model of a CycloneDX bill of materials (BOM) that can be identified: by
 * its package URL, else by group and name, else by its name within the main component,
 * else by the upload parameters. The serial number is ignored: some generators repeat it.
 */
final class Bom {

	/** The upload parameter that selects a model, and the member of a component. */
	static final String REFERENCE = "bom-ref";

	static final String FACET = "cyclonedx.model";

	private final PayloadNode payload;

	private final PayloadNode bom;

	/** The component that the document describes; missing if none. */
	private final PayloadNode main;

	private final TranslationBuilder translation;

	/** All components, nested ones too, by reference or pointer. */
	private final Map<String, PayloadNode> components = new LinkedHashMap<>();

	/** The models; a model that is listed several times is merged. */
	private final List<PayloadNode> models = new ArrayList<>();

	/** The references of each model, by its pointer. */
	private final Map<String, Set<String>> references = new HashMap<>();

	Bom(PayloadNode payload) {
		this.payload = payload;
		this.bom = new PayloadNode(payload.at("content").object().node(), "");
		this.main = this.bom.at("metadata").at("component");
		PayloadNode stamp = this.bom.at("metadata").at("timestamp");
		this.translation = new TranslationBuilder("cyclonedx",
				EventTime.of(stamp.isPresent() ? stamp : payload.at("at")).at());
		if (this.main.isPresent()) {
			addComponent(this.main);
		}
		this.bom.at("components").elements().forEach(this::addComponent);
	}

	private void addComponent(PayloadNode component) {
		String reference = component.object().text(REFERENCE).orElse(component.pointer());
		this.components.put(reference, component);
		if (isOfType(component, "machine-learning-model")) {
			addModel(component, reference);
		}
		component.at("components").elements().forEach(this::addComponent);
	}

	private static boolean isOfType(PayloadNode component, String type) {
		return component.text("type").filter(type::equals).isPresent();
	}

	/** Adds a model, or merges it into the same model of another component. */
	private void addModel(PayloadNode component, String reference) {
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

	/** The version that a component states. */
	private static Optional<String> stated(PayloadNode component) {
		return hub(component).map(HubPackage::version)
			.filter((version) -> !version.equals(HubPackage.MAIN))
			.or(() -> hub(component).isPresent() ? Optional.empty() : component.text("version"));
	}

	private Set<String> references(PayloadNode model) {
		return this.references.computeIfAbsent(model.pointer(), (_) -> new LinkedHashSet<>());
	}

	Translation translate() {
		boolean named = DocumentBuilder.hasModel(this.payload);
		List<PayloadNode> selected = selected(named);
		List<PayloadNode> known = selected.stream().filter((model) -> named || version(model) != null).toList();
		if (!known.isEmpty()) {
			selected.stream()
				.filter((model) -> !known.contains(model))
				.forEach((model) -> this.translation.countUnused(FACET, "unidentified", model.node()));
		}
		for (PayloadNode component : known.isEmpty() ? selected : known) {
			DocumentBuilder document = DocumentBuilder.ofModel(this.translation, this.payload, version(component));
			new ModelComponent(this, component, this.translation, document).translate();
			document.finish();
		}
		return this.translation.build();
	}

	/** The models that the upload parameters select. */
	private List<PayloadNode> selected(boolean named) {
		if (this.models.isEmpty()) {
			throw new InvalidPayloadException("/components",
					"components has no machine-learning-model; at least one is required");
		}
		PayloadNode reference = this.payload.at(REFERENCE);
		if (reference.isPresent()) {
			return List.of(this.models.stream()
				.filter((model) -> references(model).contains(reference.required()))
				.findFirst()
				.orElseThrow(() -> reference.invalid("names no model of the file; its models are " + references())));
		}
		if (!named || this.models.size() == 1) {
			return this.models;
		}
		if (isMain(this.models.getFirst())) {
			return this.models.subList(0, 1);
		}
		throw new InvalidPayloadException("/components", "components has " + this.models.size()
				+ " models; select one with the parameter " + REFERENCE + ": " + references());
	}

	private String references() {
		return this.models.stream().flatMap((model) -> references(model).stream()).collect(Collectors.joining(", "));
	}

	private boolean isMain(PayloadNode component) {
		return component.pointer().equals(this.main.pointer());
	}

	Optional<PayloadNode> component(String reference) {
		return Optional.ofNullable(this.components.get(reference));
	}

	/** The data components of the main component; none for another model. */
	List<PayloadNode> dataOf(PayloadNode model) {
		return !isMain(model) ? List.of()
				: this.components.values().stream().filter((component) -> isOfType(component, "data")).toList();
	}

	/** The transitive dependencies of a model; all components if none are stated. */
	List<PayloadNode> dependencies(PayloadNode model) {
		Map<String, List<String>> graph = new HashMap<>();
		for (PayloadNode entry : this.bom.at("dependencies").elements()) {
			entry.text("ref").ifPresent((ref) -> graph.put(ref, entry.texts("dependsOn")));
		}
		Function<String, List<String>> direct = (reference) -> graph.getOrDefault(reference, List.of());
		Set<String> all = LinkedData
			.reachable(references(model).stream().flatMap((one) -> direct.apply(one).stream()).toList(), direct);
		return all.isEmpty() ? List.copyOf(this.components.values())
				: all.stream().flatMap((reference) -> component(reference).stream()).toList();
	}

	/** The Hub repository of a component. */
	static Optional<HubPackage> hub(PayloadNode component) {
		return purl(component).flatMap(HubPackage::of);
	}

	/** The package URL; some generators write it into the name. */
	private static Optional<String> purl(PayloadNode component) {
		return component.text("purl").or(() -> component.text("name").filter((name) -> name.startsWith("pkg:")));
	}

	/** The key of a model from its package URL, else from its group; null if neither. */
	static @Nullable Urn model(PayloadNode component) {
		return hub(component).map(HubPackage::model)
			.or(() -> component.text("group").map((group) -> Urn.data("bom://" + group, component.name())))
			.or(() -> purl(component).flatMap(HubPackage::parse).map(Bom::packaged))
			.orElse(null);
	}

	/** The key of a package in a registry, with the registry's URL if stated. */
	private static Urn packaged(PackageURL purl) {
		String address = HubPackage.registry(purl);
		String registry = (address != null) ? Masking.address(address) : "pkg:" + purl.getType();
		String owner = (purl.getNamespace() != null) ? "/" + purl.getNamespace() : "";
		return Urn.data(registry + owner, purl.getName());
	}

	/** The key of a model in this document; null if it has none. */
	private @Nullable Urn key(PayloadNode component) {
		Urn own = model(component);
		if (own != null || isMain(component) || this.main.text("name").isEmpty()) {
			return own;
		}
		String group = this.main.text("group").map((name) -> name + "/").orElse("");
		return Urn.data("bom://" + group + this.main.name(), component.name());
	}

	private @Nullable StatedVersion version(PayloadNode component) {
		Urn model = key(component);
		String version = hub(component).map(HubPackage::version)
			.orElseGet(() -> "bom:"
					+ component.text("version").orElseGet(() -> this.bom.node().path("version").asString("1")));
		return (model != null) ? new StatedVersion(Urn.version(model, version), model, false) : null;
	}

}
