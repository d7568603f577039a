package dev.pedigree.identity;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;

/**
 * Which asset each stated key means, for the length of a transaction that holds the locks
 * of all of them.
 *
 * @param assets the asset of each key that is an alias; a key that is not here names
 * itself
 * @param merged the assets that took in another one in this transaction: all that is
 * derived of them is to be derived anew
 * @param redesigned urns of the jobs whose design named an asset that was taken in
 * @param summarised urns of the jobs that used an asset that was taken in, and of which
 * not all runs are kept
 * @param redeployed urns of the deployments that an asset that was taken in served in
 */
public record Identities(Map<Urn, Urn> assets, Set<Urn> merged, Set<String> redesigned, Set<String> summarised,
		Set<String> redeployed) {

	/** Of no keys: each names itself. */
	public static final Identities NONE = new Identities(Map.of(), Set.of(), Set.of(), Set.of(), Set.of());

	/** The urn of the asset that a key means. */
	public String of(String key) {
		Urn asset = this.assets.get(new Urn(key, "", "", null));
		return (asset != null) ? asset.value() : key;
	}

	/** The keys that are no asset's own. */
	public Set<String> keys() {
		return this.assets.keySet().stream().map(Urn::value).collect(Collectors.toSet());
	}

	/** The asset that a key means. */
	public Urn of(Urn key) {
		return this.assets.getOrDefault(key, key);
	}

	/** The version of what a key of its data means. */
	public Urn of(StatedVersion stated) {
		return Urn.version(of(stated.data()), Objects.requireNonNull(stated.version().version()));
	}

}
