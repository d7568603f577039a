package dev.pedigree.discovery;

import java.util.List;

/**
 * How many hits have each value of something.
 *
 * @param name kind, team, tag, namespace, lifecycle or environment
 * @param values the most frequent first
 * @param omitted how many values are left out
 * @param lowerBound whether there are more hits than were counted
 */
record SearchFacet(String name, List<FacetValue> values, int omitted, boolean lowerBound) {

	/**
	 * A value and how many hits have it.
	 */
	record FacetValue(String value, int count) {
	}

}
