// What people look for: by the whole of a name, the words of names and fields, and what is said of it.
CREATE FULLTEXT INDEX discovery IF NOT EXISTS
FOR (n:Dataset|Job|Model|Deployment|Application|Team|Person)
ON EACH [n.searchWhole, n.searchNames, n.searchFields, n.description, n.tags, n.namespace, n.email, n.contact]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};
