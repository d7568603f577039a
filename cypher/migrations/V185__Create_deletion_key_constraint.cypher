// The one key of the records of deletions, where no setting gives it.
CREATE CONSTRAINT deletion_key_name IF NOT EXISTS FOR (n:DeletionKey) REQUIRE n.name IS UNIQUE;
