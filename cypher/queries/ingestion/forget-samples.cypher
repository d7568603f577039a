// Deletes the samples of facets that mention a name.
// $names: in lower case; $patterns: the same as regular expressions
// row: none
// allow: Eager because a deletion is rare, and a limited number of facets is counted
MATCH (facet:FacetCount) WHERE facet.key > ''
  AND any(name IN $names WHERE toLower(facet.sample) CONTAINS name)
  AND any(pattern IN $patterns WHERE facet.sample =~ pattern)
REMOVE facet.sample
