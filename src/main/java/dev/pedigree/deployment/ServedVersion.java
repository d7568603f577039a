package dev.pedigree.deployment;

import java.util.regex.Pattern;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.Refusal;
import dev.pedigree.catalog.Urn;

/**
 * Finds the model version that is told to serve. One that no source has spoken of yet may
 * be told by its full id, so that it does not matter whether the training or the
 * deployment is told first; it becomes a stub, and its data a model.
 */
class ServedVersion {

	private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9.-]*:.+");

	private final Catalog catalog;

	ServedVersion(Catalog catalog) {
		this.catalog = catalog;
	}

	/**
	 * A version of a model.
	 *
	 * @param known whether its node is there
	 */
	record Found(Urn version, Urn data, boolean known) {
	}

	Found find(String id) {
		Asset asset = this.catalog.asset(id);
		if (asset == null) {
			return parse(id);
		}
		if (asset.kind() != AssetKind.MODEL_VERSION) {
			throw Refusal.invalid("input.version", "'" + id + "' is a " + asset.kind() + ", not a MODEL_VERSION");
		}
		return new Found(new Urn(asset.urn(), asset.namespace(), asset.name(), asset.version()),
				Urn.data(asset.namespace(), asset.name()), true);
	}

	private Found parse(String id) {
		String[] parts = id.startsWith("version:") ? id.substring("version:".length()).split("\\|", -1) : new String[0];
		if (parts.length != 3) {
			throw Refusal.notFound("input.version", id);
		}
		DatasetNaming name = DatasetNaming.of(plain(parts[0]), plain(parts[1]));
		Urn data = Urn.data(name.namespace(), name.name());
		Urn version = Urn.version(data, plain(parts[2]));
		if (name.name().isBlank() || name.namespace().isBlank() || !SCHEME.matcher(plain(parts[2])).matches()
				|| !version.value().equals(id)) {
			throw Refusal.notFound("input.version", id);
		}
		Asset known = this.catalog.asset(data.value());
		if (known != null && known.kind() != AssetKind.MODEL) {
			throw Refusal.invalid("input.version", "'" + known.urn() + "' is a " + known.kind()
					+ ", not a MODEL; a source has to say so first (datasetType MODEL, or the facet pedigree_model)");
		}
		return new Found(version, data, false);
	}

	private static String plain(String part) {
		return part.replace("%7C", "|").replace("%25", "%");
	}

}
