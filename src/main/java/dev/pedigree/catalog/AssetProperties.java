package dev.pedigree.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Resolves the GraphQL fields that are properties of the node of an asset. */
@Component
class AssetProperties implements RuntimeWiringConfigurer {

	private static final List<String> RUN_STATES = List.of("SCHEDULED", "RUNNING", "COMPLETE", "FAIL", "ABORT");

	private final PropertyRegistry registry;

	AssetProperties(PropertyRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void configure(RuntimeWiring.Builder wiring) {
		for (AssetKind kind : AssetProperty.EVERY) {
			TypeRuntimeWiring.Builder type = TypeRuntimeWiring.newTypeWiring(kind.label());
			this.registry.of(kind)
				.stream()
				// Packages are nodes, which module evaluation resolves.
				.filter((property) -> !property.isCommon() && property.type() != AssetProperty.PropertyType.PACKAGES)
				.forEach((property) -> type.dataFetcher(property.name(), of((asset) -> value(asset, property))));
			wiring.type(type);
		}
		wiring.type(TypeRuntimeWiring.newTypeWiring(AssetKind.RUN.label())
			.dataFetcher("state", of((asset) -> state(asset.text("state"))))
			.dataFetcher("nominalTime", of((asset) -> nominalTime(asset.text("nominal")))));
		wiring.type(TypeRuntimeWiring.newTypeWiring(AssetKind.DATASET_VERSION.label())
			.dataFetcher("writeMode", of((asset) -> asset.text("mode"))));
	}

	private static @Nullable Object value(Asset asset, AssetProperty property) {
		if (property.type() == AssetProperty.PropertyType.LIFECYCLE) {
			return AssetFilter.Lifecycle.of(asset.text(property.name()));
		}
		return property.type().isList() ? asset.texts(property.name()) : asset.properties().get(property.name());
	}

	private static DataFetcher<?> of(Function<Asset, @Nullable Object> field) {
		return (environment) -> field.apply(Objects.requireNonNull(environment.<Asset>getSource()));
	}

	private static @Nullable Instant nominalTime(@Nullable String stored) {
		return (stored != null) ? Instant.parse(stored) : null;
	}

	private static String state(@Nullable String stated) {
		return (stated != null && RUN_STATES.contains(stated)) ? stated : "UNKNOWN";
	}

}
