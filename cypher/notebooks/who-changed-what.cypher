// Who changed what of an asset, and when: curators and sources?
// The WITH line chooses the asset.
// Shows: a table, newest first. SET is a curated value, WITHDRAWN and DISMISSED the end of a conflict, CAPTURED a value of a source.
// Caution: a value of a source is stored once a day, with its first and last time; repetitions in between are not stored.
WITH 'data:mlflow://registry|credit-scorer' AS id
MATCH (asset:Entity {urn: id})<-[:REVISES]-(revision:Revision)
RETURN revision.first AS first, revision.last AS last, revision.kind AS kind, revision.source AS source, revision.actors AS actors,
  revision.group AS about, revision.values AS said
ORDER BY first DESC, about
