package dev.pedigree.ownership;

import java.util.List;

/**
 * That somebody answers for assets.
 *
 * @param owner who
 * @param role as what
 * @param assets their urns
 */
public record Answering(Owner owner, OwnerRole role, List<String> assets) {
}
