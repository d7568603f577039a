// How many rows and bytes runs stated, by run and by the version that they count; and evaluations of data, by the run that made them.
CREATE CONSTRAINT count_key IF NOT EXISTS FOR (n:CountStated) REQUIRE n.key IS UNIQUE;
CREATE INDEX count_run IF NOT EXISTS FOR (n:CountStated) ON (n.run);
CREATE INDEX count_version IF NOT EXISTS FOR (n:CountStated) ON (n.counted, n.rank);
CREATE INDEX evaluation_run IF NOT EXISTS FOR (n:Evaluation) ON (n.run);
