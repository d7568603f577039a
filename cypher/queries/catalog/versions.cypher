// One page of the versions of each of several assets, newest first; those without a time come last.
// $assets: urns of data
// $dated, $at, $version: the last one seen: whether it has a time, which, and its version
// $partial: whether versions that a failed run left behind count
// $fetch: how many an asset, at most
// row: asset, urn (of one that several registries have, what it is called here), total (versions of the asset), at and version (its place)
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
