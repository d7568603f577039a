package dev.pedigree.lineage;

import java.util.List;

import dev.pedigree.catalog.Asset;
import org.jspecify.annotations.Nullable;

/**
 * What an asset comes from or goes to.
 *
 * @param root the asset that was asked for
 * @param nodes what was reached, nearest first, the start itself included
 * @param edges the edges between those nodes
 * @param complete whether nothing is missing
 * @param truncation what is missing; null when nothing is
 * @param assumptions what the answer takes for granted, in words
 */
record LineageAnswer(Asset root, List<LineageNode> nodes, List<LineageEdge> edges, boolean complete,
		@Nullable Truncation truncation, List<String> assumptions) {

	/**
	 * An asset and how far away it is.
	 *
	 * @param hops how many assets that are neither job nor run lie on the shortest way to
	 * it, itself included; negative upstream
	 */
	record LineageNode(Asset asset, int hops) {
	}

}
