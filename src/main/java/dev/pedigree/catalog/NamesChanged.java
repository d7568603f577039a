package dev.pedigree.catalog;

import java.util.Collection;

/** Names of assets, teams or people changed. Published in the same transaction. */
public record NamesChanged(Collection<String> urns) {
}
