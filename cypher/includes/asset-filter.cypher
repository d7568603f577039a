// Matches the assets of a filter by their properties.
// {{asset}}: the variable of the asset
// $namespace, $tag, $described, $lifecycle, $updatedSince: filter conditions; null: none
($namespace IS NULL OR {{asset}}.namespace = $namespace)
  AND ($tag IS NULL OR $tag IN {{asset}}.tags)
  AND ($described IS NULL OR coalesce({{asset}}.described, true) = $described)
  AND ($lifecycle IS NULL OR coalesce(toUpper({{asset}}.lifecycle), 'UNKNOWN') IN $lifecycle)
  AND ($updatedSince IS NULL OR {{asset}}.updatedAt >= $updatedSince)
