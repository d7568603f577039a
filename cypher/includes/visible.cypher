// Matches the assets that the viewer may see: today all of them.
// {{asset}}: the variable of the asset; it may also be a team, person, environment or summary, which are visible to all
// A policy compares the asset with the parameter that the store binds for it: viewer, the access scope of the caller.
true
