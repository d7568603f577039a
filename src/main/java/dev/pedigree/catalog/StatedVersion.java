package dev.pedigree.catalog;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A version that a client states by its id. A full id may name a version that no source
 * has stated yet, which becomes a stub: the order of creation and use does not matter.
 *
 * @param data its model or dataset
 * @param known whether its node exists
 */
public record StatedVersion(Urn version, Urn data, boolean known) {

	private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9.-]*:.+");

	/**
	 * A scheme has at least two characters, unlike a drive letter, except our own
	 * {@code v}; it starts with a letter, unlike a time.
	 */
	private static final Pattern WITH_SCHEME = Pattern.compile("(v|[A-Za-z][A-Za-z0-9+.-]+):\\S.*", Pattern.DOTALL);

	/** {@code scheme:value} whose value was an empty variable. */
	private static final Pattern SCHEME_ALONE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\s*");

	/** A version that a document states by its parts; null when its value is empty. */
	public static @Nullable StatedVersion named(String namespace, String name, String version) {
		Urn data = DatasetNaming.of(namespace, name).urn();
		String written = withScheme(version);
		return (written != null) ? new StatedVersion(Urn.version(data, written), data, false) : null;
	}

	/** A version as {@code scheme:value}, by default {@code v}; null when it is empty. */
	public static @Nullable String withScheme(String version) {
		if (SCHEME_ALONE.matcher(version).matches()) {
			return null;
		}
		return WITH_SCHEME.matcher(version).matches() ? version : "v:" + version;
	}

	static StatedVersion of(Catalog catalog, String argument, String id, AssetKind kind) {
		Asset asset = catalog.asset(id);
		if (asset == null) {
			return parse(catalog, argument, id, kind);
		}
		if (asset.kind() != kind) {
			throw InvalidRequestException.invalid(argument, "'" + id + "' is a " + asset.kind() + ", not a " + kind);
		}
		if (asset.version() == null) {
			throw InvalidRequestException.invalid(argument,
					"'" + id + "' is an artifact of an unknown version; state its version with resolveArtifact");
		}
		Urn version = stated(asset, id);
		return new StatedVersion(version, Urn.data(version.namespace(), version.name()), true);
	}

	/**
	 * The urn for statements about an asset. For a version that several registries have,
	 * it is the urn of the registration whose id is given, else of the first.
	 * @param id by which the asset was found
	 */
	public static Urn stated(Asset asset, String id) {
		StatedVersion stated = asset.aliases().contains(id) ? parse(id) : null;
		return (stated != null) ? stated.version : Urn.of(asset);
	}

	private static StatedVersion parse(Catalog catalog, String argument, String id, AssetKind kind) {
		StatedVersion stated = parse(id);
		if (stated == null) {
			throw InvalidRequestException.notFound(argument, id);
		}
		check(argument, catalog.asset(stated.data.value()), kind);
		return stated;
	}

	/** Parses the full id of a version; null for another id. */
	static @Nullable StatedVersion parse(String id) {
		String[] parts = id.startsWith("version:") ? id.substring("version:".length()).split("\\|", -1) : new String[0];
		if (parts.length != 3) {
			return null;
		}
		Urn data = DatasetNaming.of(Urn.plain(parts[0]), Urn.plain(parts[1])).urn();
		Urn version = Urn.version(data, Urn.plain(parts[2]));
		if (data.name().isBlank() || data.namespace().isBlank() || !SCHEME.matcher(Urn.plain(parts[2])).matches()
				|| !version.value().equals(id)) {
			return null;
		}
		return new StatedVersion(version, data, false);
	}

	/** A typing error must not turn a dataset into a model for good. */
	private static void check(String argument, @Nullable Asset data, AssetKind kind) {
		AssetKind wanted = (kind == AssetKind.MODEL_VERSION) ? AssetKind.MODEL : AssetKind.DATASET;
		if (data != null && data.kind() != wanted) {
			throw InvalidRequestException.invalid(argument,
					"'" + data.urn() + "' is a " + data.kind() + ", not a " + wanted + ((wanted == AssetKind.MODEL)
							? "; a source must state first that it is one (datasetType MODEL, or the facet pedigree_model)"
							: ""));
		}
	}

}
