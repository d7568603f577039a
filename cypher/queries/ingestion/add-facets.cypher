// Adds to the counts of facets, by key in order, so that several catalogs do not wait for each other in a ring.
// $facets: key (place.name), place, name, count, stored, firstSeen, sample (absent: as it was)
// row: none
UNWIND $facets AS given
MERGE (facet:FacetCount {key: given.key})
SET facet.place = given.place, facet.name = given.name,
    facet.count = coalesce(facet.count, 0) + given.count,
    // Before stored was counted, used was the answer for all events so far.
    facet.stored = coalesce(facet.stored, CASE WHEN facet.used THEN facet.count - given.count ELSE 0 END) + given.stored,
    facet.firstSeen = CASE WHEN facet.firstSeen < given.firstSeen THEN facet.firstSeen ELSE given.firstSeen END,
    facet.sample = coalesce(given.sample, facet.sample)
