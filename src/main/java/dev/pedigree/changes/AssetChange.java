package dev.pedigree.changes;

import java.time.Instant;

import dev.pedigree.catalog.AssetKind;

/**
 * A change of an asset, as it was committed.
 *
 * @param seq its number: changes are numbered in the order of their commits, without gaps
 * @param id urn of the asset
 * @param change a name of {@link dev.pedigree.catalog.AssetsChanged.What}
 * @param at when it was recorded
 */
record AssetChange(long seq, String id, AssetKind kind, String change, Instant at) {
}
