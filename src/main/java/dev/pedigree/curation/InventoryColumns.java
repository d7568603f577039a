package dev.pedigree.curation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.AssetProperty;
import dev.pedigree.catalog.NearestName;
import dev.pedigree.catalog.PropertyRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The columns of a model inventory, by title: keys, owners, deployments, and the
 * properties of models and versions.
 */
@Component
class InventoryColumns {

	static final String NAMESPACE = "namespace";

	static final String MODEL = "model";

	static final String OWNER = "owner";

	static final String OWNER_ROLE = "ownerRole";

	static final String VERSION = "version";

	static final String DEPLOYMENT_NAMESPACE = "deploymentNamespace";

	static final String DEPLOYMENT = "deployment";

	static final String ENVIRONMENT = "environment";

	static final String TIER = "tier";

	static final String SERVED_SINCE = "servedSince";

	/** The columns that a file and each of its rows must have. */
	static final List<String> REQUIRED = List.of(NAMESPACE, MODEL);

	private static final Map<String, List<String>> NEEDS = Map.of(OWNER_ROLE, List.of(OWNER), DEPLOYMENT,
			List.of(DEPLOYMENT_NAMESPACE, VERSION, ENVIRONMENT), DEPLOYMENT_NAMESPACE, List.of(DEPLOYMENT), ENVIRONMENT,
			List.of(DEPLOYMENT), SERVED_SINCE, List.of(DEPLOYMENT), TIER, List.of(ENVIRONMENT));

	private final PropertyRegistry registry;

	InventoryColumns(PropertyRegistry registry) {
		this.registry = registry;
	}

	/** The titles, in the order of the sample file. */
	List<String> titles() {
		return Stream
			.of(REQUIRED.stream(), names(ofModels()), Stream.of(OWNER, OWNER_ROLE, VERSION), names(ofVersions()),
					Stream.of(DEPLOYMENT_NAMESPACE, DEPLOYMENT, ENVIRONMENT, TIER, SERVED_SINCE))
			.flatMap((titles) -> titles)
			.toList();
	}

	private static Stream<String> names(List<AssetProperty> properties) {
		return properties.stream().map(AssetProperty::name);
	}

	List<AssetProperty> ofModels() {
		return this.registry.editable(AssetKind.MODEL);
	}

	/** The properties of versions; those that models have too belong to the model. */
	List<AssetProperty> ofVersions() {
		return this.registry.editable(AssetKind.MODEL_VERSION)
			.stream()
			.filter((property) -> !property.isCommon())
			.toList();
	}

	/** The columns that a column requires in a row, by its title. */
	Map<String, List<String>> needs() {
		Map<String, List<String>> needs = new HashMap<>(NEEDS);
		names(ofVersions()).forEach((title) -> needs.put(title, List.of(VERSION)));
		return needs;
	}

	/** The column of a header in any case, without blanks and underscores; or null. */
	@Nullable String of(String header) {
		String plain = plain(header);
		return titles().stream().filter((title) -> plain(title).equals(plain)).findAny().orElse(null);
	}

	/** The problem of an unknown header, with the nearest title if it is similar. */
	String unknown(String header) {
		String plain = plain(header);
		String nearest = titles().stream()
			.min(Comparator.comparingInt((title) -> NearestName.editDistance(plain(title), plain)))
			.orElseThrow();
		return (NearestName.editDistance(plain(nearest), plain) <= Math.max(2, plain.length() / 3))
				? "is unknown; the nearest is " + nearest : "is unknown; allowed are " + String.join(", ", titles());
	}

	private static String plain(String header) {
		return header.replaceAll("[\\s_]", "").toLowerCase(Locale.ROOT);
	}

}
