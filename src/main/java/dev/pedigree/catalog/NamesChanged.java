package dev.pedigree.catalog;

import java.util.Collection;

/**
 * Names that search finds were created or changed. Published within the transaction that
 * changes them.
 *
 * @param urns of assets, teams and people
 */
public record NamesChanged(Collection<String> urns) {
}
