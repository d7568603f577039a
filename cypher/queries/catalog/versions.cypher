// Returns one page of versions per asset, newest first; versions without time come last.
// $assets: urns of datasets or models
// $dated, $at, $version: position of the last row of the previous page: whether it has a time, the time, the version
// $partial: whether to include versions that only failed runs wrote
// $fetch: page size per asset
// row: asset, urn (for a shared version: urn of the registration here), total (versions of the asset), at and version (position)
UNWIND $assets AS asset
MATCH (data:Entity {urn: asset})
WHERE {{visible(asset: data)}}
CALL (asset) {
  MATCH (version:Version)
  WHERE version.asset = asset AND version.at <= $at AND $dated
    AND CASE WHEN version.at = $at THEN version.version < $version ELSE true END
    AND ($partial OR NOT coalesce(version.partial, false))
  WITH version ORDER BY version.asset DESC, version.at DESC, version.version DESC LIMIT $fetch
  RETURN collect({urn: version.urn, at: version.at, version: version.version}) AS dated
}
WITH asset, data, dated, CASE WHEN size(dated) < $fetch THEN [data] ELSE [] END AS rest
CALL (rest) {
  UNWIND rest AS data
  MATCH (data)<-[:VERSION_OF]-(version:Version)
  WHERE version.at IS NULL AND ($dated OR version.version < $version)
  WITH version ORDER BY version.version DESC LIMIT $fetch
  RETURN collect({urn: version.urn, at: version.at, version: version.version}) AS undated
}
WITH asset, COUNT { (data)<-[:VERSION_OF]-(:Version) } AS total, (dated + undated)[..$fetch] AS found
UNWIND found AS one
RETURN asset, one.urn AS urn, total, one.at AS at, one.version AS version
