package dev.pedigree.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.catalog.Urn;

/**
 * An asset that was split off from another one, while what follows from it is derived.
 *
 * @param from the asset that it was part of
 * @param to the asset that it is now, whose id is the byte-smallest of its keys
 * @param keys all that it takes along, as urns
 * @param twins from and to: of both assets, and of each version that both have now
 * @param jobs urns of the jobs whose design named the old asset
 * @param deployments urns of those that the old asset served in
 */
public record Split(Urn from, Urn to, Set<String> keys, List<Map<String, String>> twins, Set<String> jobs,
		Set<String> deployments) {

	/** The urns of both assets. */
	public List<String> both() {
		return List.of(this.from.value(), this.to.value());
	}

}
