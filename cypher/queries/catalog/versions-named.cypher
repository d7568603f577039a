// Returns the versions of an asset that match a version value, exactly or with any scheme.
// $data: urns or alias keys of the dataset or model
// $version: scheme:value, or a bare value
// row: urn, version; only the exact match if it exists
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
