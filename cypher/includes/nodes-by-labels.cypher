// Collects distinct nodes and their labels by group: one list of labels per node makes a large answer 20 % slower.
// {{node}}: the variable of the node
// It ends a subquery and returns nodes, and groups [{labels, count}] in their order.
WITH DISTINCT {{node}} AS one
WITH labels(one) AS labels, collect(one) AS members
WITH collect({labels: labels, count: size(members)}) AS groups, collect(members) AS all
RETURN groups, reduce(nodes = [], members IN all | nodes + members) AS nodes
