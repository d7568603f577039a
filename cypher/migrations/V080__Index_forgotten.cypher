// What was forgotten, once each time.
CREATE CONSTRAINT forgotten_key IF NOT EXISTS FOR (n:Forgotten) REQUIRE n.key IS UNIQUE;
