package dev.pedigree.catalog;

import java.util.Collection;

/**
 * What people look for has new names, or is new. Published within the transaction that
 * changes them.
 *
 * @param urns of assets, teams and people
 */
public record NamesChanged(Collection<String> urns) {
}
