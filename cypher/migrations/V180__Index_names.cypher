// Assets by their name alone. A text index takes names of up to 32 kB, longer than any that the catalog accepts.
CREATE TEXT INDEX standing_name IF NOT EXISTS FOR (n:Standing) ON (n.name);
