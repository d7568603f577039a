// Who said what of an asset, and when: people and pipelines?
// The first line says which asset.
// Shows: a table, the newest first. SET is what a person set, WITHDRAWN and DISMISSED how a conflict ended, CAPTURED what a source states.
// Caution: what a source states is kept once a value, with its first and its last time; how often it came in between is not.
WITH 'data:mlflow://registry|credit-scorer' AS id
MATCH (asset:Entity {urn: id})<-[:REVISES]-(revision:Revision)
RETURN revision.first AS first, revision.last AS last, revision.kind AS kind, revision.source AS source, revision.actors AS actors,
  revision.group AS about, revision.values AS said
ORDER BY first DESC, about
