package dev.pedigree.catalog;

import java.util.Map;
import java.util.function.Function;

/**
 * Makes nodes of one label that is not an asset: a module that owns such a noun offers
 * one, and {@code node(id)} finds them all with one query.
 */
public interface NodeReader {

	/** The label of the nodes that it reads: {@code Team}. */
	String label();

	/** Makes a node of its properties in the graph. */
	Node read(Map<String, Object> properties);

	/**
	 * Reads nodes of a label.
	 * @param reading makes a node of its properties in the graph
	 */
	static NodeReader of(String label, Function<Map<String, Object>, Node> reading) {
		return new NodeReader() {

			@Override
			public String label() {
				return label;
			}

			@Override
			public Node read(Map<String, Object> properties) {
				return reading.apply(properties);
			}

		};
	}

}
