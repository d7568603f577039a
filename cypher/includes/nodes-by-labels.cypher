// Collects nodes, each once, and their labels by groups: one list of labels for each node makes a large answer a fifth slower.
// {{node}}: the variable of the node
// It ends a subquery and returns nodes, and groups [{labels, count}] in their order.
WITH DISTINCT {{node}} AS one
WITH labels(one) AS labels, collect(one) AS members
WITH collect({labels: labels, count: size(members)}) AS groups, collect(members) AS all
RETURN groups, reduce(nodes = [], members IN all | nodes + members) AS nodes
