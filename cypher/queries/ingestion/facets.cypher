// Returns all facet counters, by place and name.
// row: place, name, count, stored, firstSeen, sample (null if something of each was stored)
MATCH (facet:FacetCount) WHERE facet.key > ''
RETURN facet.place AS place, facet.name AS name, facet.count AS count, facet.firstSeen AS firstSeen,
       coalesce(facet.stored, CASE WHEN facet.used THEN facet.count ELSE 0 END) AS stored, facet.sample AS sample
ORDER BY facet.key
