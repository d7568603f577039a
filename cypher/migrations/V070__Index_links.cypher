// What people said of edges, by both ends.
CREATE INDEX link_from IF NOT EXISTS FOR (n:LinkStated) ON (n.from);
CREATE INDEX link_to IF NOT EXISTS FOR (n:LinkStated) ON (n.to);
