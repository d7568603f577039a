package dev.pedigree.catalog;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A version that a person names by its id. One that no source has spoken of yet may be
 * told by its full id, so that it does not matter whether it is made or used first; it
 * becomes a stub.
 *
 * @param version under which it is named
 * @param data the model or dataset that it is a version of
 * @param known whether its node is there
 */
public record StatedVersion(Urn version, Urn data, boolean known) {

	private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9.-]*:.+");

	/**
	 * A drive letter is no scheme, nor is a time: two characters at least, but for our
	 * own {@code v}.
	 */
	private static final Pattern WITH_SCHEME = Pattern.compile("(v|[A-Za-z][A-Za-z0-9+.-]+):\\S.*", Pattern.DOTALL);

	/** What is left of {@code scheme:value} when the value was an empty variable. */
	private static final Pattern SCHEME_ALONE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\s*");

	/**
	 * A version that a document names by its parts; null when there is nothing behind a
	 * scheme.
	 */
	public static @Nullable StatedVersion named(String namespace, String name, String version) {
		DatasetNaming naming = DatasetNaming.of(namespace, name);
		Urn data = Urn.data(naming.namespace(), naming.name());
		String written = withScheme(version);
		return (written != null) ? new StatedVersion(Urn.version(data, written), data, false) : null;
	}

	/**
	 * A version as it is written, {@code scheme:value}; {@code v} where no scheme is
	 * told, and null where nothing is behind one.
	 */
	public static @Nullable String withScheme(String version) {
		if (SCHEME_ALONE.matcher(version).matches()) {
			return null;
		}
		return WITH_SCHEME.matcher(version).matches() ? version : "v:" + version;
	}

	/**
	 * Reads an id.
	 * @param kind MODEL_VERSION or DATASET_VERSION
	 */
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
					"'" + id + "' is an artifact, and nobody said which version it is; resolveArtifact does");
		}
		Urn said = said(asset, id);
		return new StatedVersion(said, Urn.data(said.namespace(), said.name()), true);
	}

	/**
	 * The name under which something is said of an asset: of a version that several
	 * registries have, that of the registration whose id was given, else of the first.
	 * @param id by which the asset was found
	 */
	public static Urn said(Asset asset, String id) {
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

	/** What a full id says; null when it is none. */
	static @Nullable StatedVersion parse(String id) {
		String[] parts = id.startsWith("version:") ? id.substring("version:".length()).split("\\|", -1) : new String[0];
		if (parts.length != 3) {
			return null;
		}
		DatasetNaming name = DatasetNaming.of(Urn.plain(parts[0]), Urn.plain(parts[1]));
		Urn data = Urn.data(name.namespace(), name.name());
		Urn version = Urn.version(data, Urn.plain(parts[2]));
		if (name.name().isBlank() || name.namespace().isBlank() || !SCHEME.matcher(Urn.plain(parts[2])).matches()
				|| !version.value().equals(id)) {
			return null;
		}
		return new StatedVersion(version, data, false);
	}

	/** A slip of the hand must not turn a dataset into a model for good. */
	private static void check(String argument, @Nullable Asset data, AssetKind kind) {
		AssetKind wanted = (kind == AssetKind.MODEL_VERSION) ? AssetKind.MODEL : AssetKind.DATASET;
		if (data != null && data.kind() != wanted) {
			throw InvalidRequestException.invalid(argument,
					"'" + data.urn() + "' is a " + data.kind() + ", not a " + wanted + ((wanted == AssetKind.MODEL)
							? "; a source has to say so first (datasetType MODEL, or the facet pedigree_model)" : ""));
		}
	}

}
