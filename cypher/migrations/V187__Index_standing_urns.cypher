// Assets that stand, of any kind, by id.
CREATE INDEX standing_urn IF NOT EXISTS FOR (n:Standing) ON (n.urn);
