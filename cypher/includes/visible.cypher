// Lets through the assets that the viewer may see: today all of them.
// {{asset}}: the variable of the asset; it may also hold a team, person, environment or summary, which are no secret
// A policy compares the asset with the parameter that the store binds for it: viewer, the access scope of the caller.
true
