// Matches data of an asset outside its node (a change, a conflict, a field) if the viewer may see the asset.
// {{urn}}: the urn of the asset; a deleted asset always matches
// A policy replaces this by a check of the node: EXISTS { MATCH (asset:Entity {urn: ...}) WHERE visible }; today it is free.
true
