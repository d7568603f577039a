// Regulations by their urn.
CREATE INDEX regulation_urn IF NOT EXISTS FOR (n:Regulation) ON (n.urn);
