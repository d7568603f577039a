package dev.pedigree.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.catalog.Urn;

/**
 * The split of one asset into two, while derived data is updated.
 *
 * @param from the asset that was split
 * @param to the new asset, whose id is the byte-smallest of its keys
 * @param keys urns of all keys of the new asset
 * @param twins pairs (from, to) of both assets, and of each version that both have now
 * @param jobs urns of the jobs whose design named the old asset
 * @param deployments urns of the deployments in which the old asset served
 */
public record Split(Urn from, Urn to, Set<String> keys, List<Map<String, String>> twins, Set<String> jobs,
		Set<String> deployments) {

	/** Returns the urns of both assets. */
	public List<String> both() {
		return List.of(this.from.value(), this.to.value());
	}

}
