// Adds to the counts of facets, by key in order, so that several catalogs do not wait for each other in a ring.
// $facets: key (place.name), place, name, count, used, firstSeen, sample (absent: as it was)
// row: none
UNWIND $facets AS given
MERGE (facet:FacetCount {key: given.key})
SET facet.place = given.place, facet.name = given.name, facet.used = given.used,
    facet.count = coalesce(facet.count, 0) + given.count,
    facet.firstSeen = CASE WHEN facet.firstSeen < given.firstSeen THEN facet.firstSeen ELSE given.firstSeen END,
    facet.sample = CASE WHEN given.used THEN null ELSE coalesce(given.sample, facet.sample) END
