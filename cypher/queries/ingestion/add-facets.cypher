// Adds to the facet counters, in key order, so that concurrent instances cannot deadlock.
// $facets: key (place.name), place, name, count, stored, firstSeen, sample (absent: unchanged)
// row: none
UNWIND $facets AS given
MERGE (facet:FacetCount {key: given.key})
SET facet.place = given.place, facet.name = given.name,
    facet.count = coalesce(facet.count, 0) + given.count,
    // Before stored existed, used applied to all events so far.
    facet.stored = coalesce(facet.stored, CASE WHEN facet.used THEN facet.count - given.count ELSE 0 END) + given.stored,
    facet.firstSeen = CASE WHEN facet.firstSeen < given.firstSeen THEN facet.firstSeen ELSE given.firstSeen END,
    facet.sample = coalesce(given.sample, facet.sample)
