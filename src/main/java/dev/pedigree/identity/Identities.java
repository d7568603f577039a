package dev.pedigree.identity;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;

/**
 * Maps stated keys to the ids of their assets, within the transaction that locked these
 * assets.
 *
 * @param assets the asset of each alias; a missing key is the id of its asset
 * @param merged the assets that absorbed another one in this transaction; everything
 * derived from them must be derived again
 * @param redesigned urns of the jobs whose design named an absorbed asset
 * @param summarised urns of the jobs that used an absorbed asset and have summarised runs
 * @param redeployed urns of the deployments in which an absorbed asset served
 */
public record Identities(Map<Urn, Urn> assets, Set<Urn> merged, Set<String> redesigned, Set<String> summarised,
		Set<String> redeployed) {

	/** Without aliases: each key is the id of its asset. */
	public static final Identities NONE = new Identities(Map.of(), Set.of(), Set.of(), Set.of(), Set.of());

	/** Returns the urn of the asset with a key. */
	public String of(String key) {
		Urn asset = this.assets.get(new Urn(key, "", "", null));
		return (asset != null) ? asset.value() : key;
	}

	/** Returns all aliases. */
	public Set<String> keys() {
		return this.assets.keySet().stream().map(Urn::value).collect(Collectors.toSet());
	}

	/** Returns the id of the asset with a key. */
	public Urn of(Urn key) {
		return this.assets.getOrDefault(key, key);
	}

	/** Returns the id of a version, made of the id of its data. */
	public Urn of(StatedVersion stated) {
		return Urn.version(of(stated.data()), Objects.requireNonNull(stated.version().version()));
	}

}
