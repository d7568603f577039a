// What an asset states of itself; the words that it is found by are not part of it.
// {{asset}}: the variable of the asset
{{asset}} {.*, searchWhole: null, searchNames: null, searchFields: null}
