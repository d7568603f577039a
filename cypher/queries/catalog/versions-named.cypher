// The versions of an asset that a version value may mean: that value, or any scheme with it.
// $data: urns of the data, or keys of its aliases
// $version: scheme:value, or a bare value
// row: urn, version; the exact one alone when there is one
CALL () {
  UNWIND $data AS key
  MATCH (data:Entity {urn: key})
  RETURN data
  UNION
  UNWIND $data AS key
  MATCH (:Alias {key: key})-[:IDENTIFIES]->(data:Asset)
  RETURN data
}
MATCH (data)<-[:VERSION_OF]-(found:Version)
WHERE (found.version = $version OR found.version ENDS WITH ':' + $version) AND {{visible(asset: found)}}
WITH found ORDER BY found.version = $version DESC, found.version
WITH collect(found) AS found
UNWIND CASE WHEN found[0].version = $version THEN found[..1] ELSE found END AS version
RETURN version.urn AS urn, version.version AS version LIMIT 10
