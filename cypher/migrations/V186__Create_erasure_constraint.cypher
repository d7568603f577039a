// A person is erased once; the hash is keyed.
CREATE CONSTRAINT erasure_hash IF NOT EXISTS FOR (n:Erasure) REQUIRE n.hash IS UNIQUE;
