// Replaces stated values. Statements that become equal are merged.
// $rows: old (key of the statement that remains), key (its new key), values (JSON), first, last, equal (keys of the others)
// row: none
// allow: Eager because all equal statements are deleted before a key changes, in one batch
CALL () {
  UNWIND $rows AS row
  UNWIND row.equal AS key
  MATCH (r:Revision {key: key})
  DETACH DELETE r
}
UNWIND $rows AS row
MATCH (r:Revision {key: row.old})
SET r.key = row.key, r.values = row.values, r.first = row.first, r.last = row.last
