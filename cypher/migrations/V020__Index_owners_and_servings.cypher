// What sources and people said of owners, members and servings, once each.
CREATE CONSTRAINT owners_stated_key IF NOT EXISTS FOR (n:OwnersStated) REQUIRE n.key IS UNIQUE;
CREATE INDEX owners_stated_asset IF NOT EXISTS FOR (n:OwnersStated) ON (n.asset);
CREATE CONSTRAINT membership_key IF NOT EXISTS FOR (n:MembershipStated) REQUIRE n.key IS UNIQUE;
CREATE INDEX membership_person IF NOT EXISTS FOR (n:MembershipStated) ON (n.person);
CREATE CONSTRAINT serving_key IF NOT EXISTS FOR (n:ServingStated) REQUIRE n.key IS UNIQUE;
CREATE INDEX serving_deployment IF NOT EXISTS FOR (n:ServingStated) ON (n.deployment);
