package dev.pedigree.ownership;

import java.util.List;

/**
 * That somebody answers for assets.
 *
 * @param owner who
 * @param role as what
 * @param assets the store's own numbers of them
 */
public record Answering(Owner owner, OwnerRole role, List<Long> assets) {
}
