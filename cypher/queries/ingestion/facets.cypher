// All facets that ever came, by place and name.
// row: place, name, count, firstSeen, used, sample (null where it is used)
MATCH (facet:FacetCount) WHERE facet.key > ''
RETURN facet.place AS place, facet.name AS name, facet.count AS count, facet.firstSeen AS firstSeen,
       facet.used AS used, facet.sample AS sample
ORDER BY facet.key
