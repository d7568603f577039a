package dev.pedigree.catalog;

/** A node with an id of its own: an asset, a team, a person, an environment. */
public interface Node {

	/** The urn: stable, unique over all kinds. */
	String id();

}
