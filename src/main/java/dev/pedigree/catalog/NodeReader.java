package dev.pedigree.catalog;

import java.util.Map;

/**
 * Makes nodes of one label that is not an asset: a module that owns such a noun offers
 * one, and {@code node(id)} finds them all with one query.
 */
public interface NodeReader {

	/** The label of the nodes that it reads: {@code Team}. */
	String label();

	/** Makes a node of its properties in the graph. */
	Node read(Map<String, Object> properties);

}
