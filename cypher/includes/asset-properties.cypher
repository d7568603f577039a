// Returns the properties of an asset without its search properties, which are internal.
// {{asset}}: the variable of the asset
{{asset}} {.*, searchWhole: null, searchNames: null, searchFields: null}
