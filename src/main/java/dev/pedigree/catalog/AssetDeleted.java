package dev.pedigree.catalog;

/**
 * Nothing of an asset is left. Published within a transaction of its own, once the last
 * of it is gone; what followed from it is to be derived anew.
 *
 * @param urn of the asset
 */
public record AssetDeleted(String urn) {
}
