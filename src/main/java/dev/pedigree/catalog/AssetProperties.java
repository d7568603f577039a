package dev.pedigree.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Answers the fields of a kind that are plain properties of its node. */
@Component
class AssetProperties implements RuntimeWiringConfigurer {

	private static final Map<AssetKind, List<String>> VALUES = Map.of(AssetKind.MODEL,
			List.of("purpose", "riskTier", "registered", "license", "task"), AssetKind.MODEL_VERSION,
			List.of("framework", "task", "pythonVersion", "artifactUri", "digest", "stage", "registered"),
			AssetKind.DATASET, List.of("license", "storageLayer", "fileFormat", "datasetType", "uri", "gone"),
			AssetKind.DATASET_VERSION, List.of("rowCount", "byteSize"), AssetKind.JOB,
			List.of("jobType", "integration", "processingType"), AssetKind.RUN,
			List.of("startedAt", "endedAt", "error"), AssetKind.DEPLOYMENT,
			List.of("endpoint", "ready", "problem", "commit", "commitRef", "rollout", "rolloutUrl", "rolledOutBy"));

	private static final List<String> MODEL_LISTS = List.of("intendedUses", "outOfScopeUses", "limitations",
			"failureModes", "licenses");

	private static final List<String> VERSION_LISTS = List.of("inputs", "outputs", "parameters", "flavors");

	private static final List<String> RUN_STATES = List.of("SCHEDULED", "RUNNING", "COMPLETE", "FAIL", "ABORT");

	@Override
	public void configure(RuntimeWiring.Builder wiring) {
		VALUES.forEach((kind, properties) -> {
			TypeRuntimeWiring.Builder type = TypeRuntimeWiring.newTypeWiring(kind.label());
			properties.forEach((property) -> type.dataFetcher(property, value(property)));
			wiring.type(type);
		});
		TypeRuntimeWiring.Builder model = TypeRuntimeWiring.newTypeWiring(AssetKind.MODEL.label());
		MODEL_LISTS.forEach((property) -> model.dataFetcher(property, of((asset) -> asset.texts(property))));
		TypeRuntimeWiring.Builder version = TypeRuntimeWiring.newTypeWiring(AssetKind.MODEL_VERSION.label());
		VERSION_LISTS.forEach((property) -> version.dataFetcher(property, of((asset) -> asset.texts(property))));
		wiring.type(version);
		wiring.type(TypeRuntimeWiring.newTypeWiring(AssetKind.DATASET.label())
			.dataFetcher("sensitivity", of((asset) -> asset.texts("sensitivity")))
			.dataFetcher("licenses", of((asset) -> asset.texts("licenses"))));
		wiring.type(model.dataFetcher("lifecycle", of((asset) -> AssetFilter.Lifecycle.of(asset.text("lifecycle")))));
		wiring.type(TypeRuntimeWiring.newTypeWiring(AssetKind.RUN.label())
			.dataFetcher("state", of((asset) -> state(asset.text("state"))))
			.dataFetcher("nominalTime", of((asset) -> time(asset.text("nominal")))));
		wiring.type(TypeRuntimeWiring.newTypeWiring(AssetKind.DATASET_VERSION.label())
			.dataFetcher("writeMode", of((asset) -> asset.text("mode"))));
	}

	private static DataFetcher<?> value(String property) {
		return (environment) -> Objects.requireNonNull(environment.<Asset>getSource()).properties().get(property);
	}

	private static DataFetcher<?> of(Function<Asset, @Nullable Object> field) {
		return (environment) -> field.apply(Objects.requireNonNull(environment.<Asset>getSource()));
	}

	private static @Nullable Instant time(@Nullable String stored) {
		return (stored != null) ? Instant.parse(stored) : null;
	}

	private static String state(@Nullable String stated) {
		return (stated != null && RUN_STATES.contains(stated)) ? stated : "UNKNOWN";
	}

}
