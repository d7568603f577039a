// Lets through what is stored of an asset outside its node (a change, a conflict, a field) if the viewer may see the asset.
// {{urn}}: the urn of the asset; of an asset that no longer exists everything is let through
// A policy replaces this by a look at the node: EXISTS { MATCH (asset:Entity {urn: ...}) WHERE visible }; today it costs nothing.
true
