package dev.pedigree.catalog;

/**
 * An asset and all its dependent nodes are deleted. Published in a transaction of its
 * own; subscribers derive anew what depended on the asset.
 */
public record AssetDeleted(String urn) {
}
