// What sources and people said that applications use, once each.
CREATE CONSTRAINT consumption_key IF NOT EXISTS FOR (n:ConsumptionStated) REQUIRE n.key IS UNIQUE;
CREATE INDEX consumption_application IF NOT EXISTS FOR (n:ConsumptionStated) ON (n.application);
