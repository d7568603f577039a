package dev.pedigree.ingestion.openlineage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.DataUse.WriteMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates the datasets of an event: keys, versions and uses.
 *
 * @param run the run that uses the datasets; null in a job or dataset event
 * @param defaultVersion the version of an output that states none; null if there is no
 * single one
 */
record Datasets(TranslationBuilder translation, @Nullable Urn run, @Nullable String defaultVersion) {

	/** Reads inputs and outputs; explicit lineage adds datasets that the lists omit. */
	DatasetFlow flow(PayloadNode event, Urn job, Optional<JsonNode> ofJob, Optional<JsonNode> ofRun) {
		DatasetFlow flow = new DatasetFlow(new ArrayList<>(), new ArrayList<>());
		ExplicitLineage lineage = new ExplicitLineage(this.translation, job);
		event.at("inputs").elements().forEach((input) -> flow.inputs().add(use(input, "input", lineage)));
		event.at("outputs").elements().forEach((output) -> flow.outputs().add(use(output, "output", lineage)));
		ofJob.ifPresent(lineage::entries);
		ofRun.ifPresent(lineage::entries);
		add(flow.inputs(), lineage.inputs());
		add(flow.outputs(), lineage.outputs());
		return flow;
	}

	DataUse dataset(PayloadNode dataset) {
		ExplicitLineage lineage = new ExplicitLineage(this.translation, null);
		DataUse use = use(dataset, "dataset", lineage);
		this.translation.name(use);
		if (!lineage.inputs().isEmpty()) {
			lineage.declare(use.data());
		}
		return use;
	}

	private static void add(List<DataUse> uses, Set<Urn> more) {
		Set<Urn> known = new HashSet<>();
		uses.forEach((use) -> known.add(use.data()));
		more.stream().filter(known::add).map(DataUse::of).forEach(uses::add);
	}

	private DataUse use(PayloadNode dataset, String side, ExplicitLineage lineage) {
		dataset.object();
		DatasetNaming key = DatasetNaming.of(dataset.namespace(), dataset.name());
		Urn data = key.urn();
		boolean output = side.equals("output");
		Facets facets = new Facets("dataset", dataset.at("facets"));
		Facets onSide = new Facets(side, dataset.at(side + "Facets"));
		describe(data, facets);
		Optional<String> stated = version(facets);
		Optional<PedigreeModel> model = facets.store("pedigree_model", (facet) -> Optional.of(PedigreeModel.of(facet)));
		model.ifPresent((facet) -> facet.describe(this.translation, data, output ? this.defaultVersion : null));
		boolean typed = facets.text("datasetType", "datasetType").filter("MODEL"::equalsIgnoreCase).isPresent();
		facets.read("lineage").ifPresent((facet) -> {
			lineage.of(data, facet);
			if (ExplicitLineage.finds(null, (trial) -> trial.of(data, facet))) {
				facets.markStored("lineage");
			}
		});
		Optional<JsonNode> change = output ? facets.read("lifecycleStateChange") : Optional.empty();
		String version = model.flatMap(PedigreeModel::version).or(() -> stated).orElse(null);
		Measurements measured = new Measurements(List.of(onSide, facets), this.run != null);
		DataUse use = new DataUse(data, aliases(facets, data), version, typed || model.isPresent(), mode(change),
				key.partition(), renamedFrom(change, data), change(change).equals("DROP"),
				measured.count("rowCount", "rowCount"), measured.count("bytes", "size"));
		if (this.run != null) {
			measured.check(this.translation, this.run, use, output);
			if (use.mode() != WriteMode.UNKNOWN || use.dropped() || use.renamedFrom() != null) {
				facets.markStored("lifecycleStateChange");
			}
		}
		facets.describe(this.translation, data);
		facets.count(this.translation);
		onSide.count(this.translation);
		return use;
	}

	private void describe(Urn data, Facets facets) {
		facets.json("schema", (facet) -> fields(facet.path("fields")))
			.ifPresent((fields) -> this.translation.setJson(data, "schema", fields));
		facets.json("columnLineage", ColumnLineage::of)
			.ifPresent((lineage) -> ColumnLineage.describe(this.translation, data, lineage));
		Map<String, Object> storage = facets.texts("storage", "storageLayer", "fileFormat");
		facets.text("dataSource", "uri").ifPresent((uri) -> storage.put("uri", Masking.address(uri)));
		if (!storage.isEmpty()) {
			this.translation.describe(data, "storage", storage);
		}
		facets.text("datasetType", "datasetType").ifPresent((type) -> this.translation.set(data, "datasetType", type));
	}

	private static ArrayNode fields(JsonNode list) {
		ArrayNode fields = JsonNodeFactory.instance.arrayNode();
		for (JsonNode field : list.values()) {
			ObjectNode kept = ColumnLineage.texts(field, "name", "type", "description");
			if (kept.has("name")) {
				fields.add(ColumnLineage.set(kept, "fields", fields(field.path("fields"))));
			}
		}
		return fields;
	}

	/** Reads the version; without a run the facet is not stored. */
	private Optional<String> version(Facets facets) {
		Optional<String> version = (this.run != null) ? facets.text("version", "datasetVersion")
				: facets.read("version").flatMap((facet) -> PayloadNode.text(facet, "datasetVersion"));
		return version.map((value) -> "ol:" + value);
	}

	private static String change(Optional<JsonNode> facet) {
		return facet.flatMap((change) -> PayloadNode.text(change, "lifecycleStateChange"))
			.orElse("")
			.toUpperCase(Locale.ROOT);
	}

	private static WriteMode mode(Optional<JsonNode> facet) {
		return switch (change(facet)) {
			case "OVERWRITE", "TRUNCATE", "CREATE" -> WriteMode.OVERWRITE;
			case "APPEND" -> WriteMode.APPEND;
			default -> WriteMode.UNKNOWN;
		};
	}

	private static @Nullable Urn renamedFrom(Optional<JsonNode> facet, Urn data) {
		if (!change(facet).equals("RENAME")) {
			return null;
		}
		return facet.map((change) -> urnOrNull(change.path("previousIdentifier")))
			.filter((previous) -> !previous.equals(data))
			.orElse(null);
	}

	private static Set<Urn> aliases(Facets facets, Urn data) {
		return facets.store("symlinks", (facet) -> {
			Set<Urn> aliases = new LinkedHashSet<>();
			for (JsonNode identifier : facet.path("identifiers").values()) {
				PayloadNode.key(identifier)
					.map(Datasets::urn)
					.filter((alias) -> !alias.equals(data))
					.ifPresent(aliases::add);
			}
			return Optional.of(aliases).filter((some) -> !some.isEmpty());
		}).orElse(Set.of());
	}

	static @Nullable Urn urnOrNull(JsonNode identifier) {
		return PayloadNode.key(identifier).map(Datasets::urn).orElse(null);
	}

	private static Urn urn(List<String> key) {
		return DatasetNaming.of(key.getFirst(), key.getLast()).urn();
	}

	/** The data that an event reads and writes. */
	record DatasetFlow(List<DataUse> inputs, List<DataUse> outputs) {
	}

}
