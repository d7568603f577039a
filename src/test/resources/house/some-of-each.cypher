// A graph with some of everything, so that the planner judges queries by numbers like those of a real estate.
UNWIND range(1, $count) AS i
CREATE (d:Entity:Asset:Standing:Dataset {urn: 'data:lake|d' + i, namespace: 'lake', name: 'd' + i})
CREATE (j:Entity:Asset:Standing:Job {urn: 'job:airflow|j' + i, namespace: 'airflow', name: 'j' + i})
CREATE (m:Entity:Asset:Standing:Model {urn: 'data:registry|m' + i, namespace: 'registry', name: 'm' + i})
CREATE (s:Entity:Asset:Standing:Recorded:Deployment {urn: 'deployment:kserve|s' + i, namespace: 'kserve', name: 's' + i})
CREATE (a:Entity:Asset:Standing:Recorded:Application {urn: 'application:shop|a' + i, namespace: 'shop', name: 'a' + i})
CREATE (t:Entity:Owner:Team {urn: 'team:t' + i, name: 't' + i})
CREATE (p:Entity:Owner:Person {urn: 'person:p' + i, email: 'p' + i})
CREATE (e:Entity:Environment {urn: 'environment:e' + i, name: 'e' + i})
CREATE (d)-[:FEEDS {since: datetime()}]->(j)-[:FEEDS {since: datetime()}]->(m)-[:FEEDS {since: datetime()}]->(s)-[:FEEDS {since: datetime()}]->(a)
CREATE (s)-[:RUNS_IN]->(e), (t)-[:OWNS {since: datetime()}]->(d), (t)-[:OWNED {since: datetime(), until: datetime()}]->(m)
CREATE (p)-[:MEMBER_OF {since: datetime()}]->(t), (p)-[:WAS_MEMBER_OF {since: datetime(), until: datetime()}]->(t)
CREATE (:OwnersStated {key: 'o' + i, asset: d.urn}), (:MembershipStated {key: 'm' + i, person: p.urn}), (:ServingStated {key: 's' + i, deployment: s.urn})
CREATE (:Declaration {key: 'c' + i, job: j.urn}), (:Alias {key: 'k' + i})-[:IDENTIFIES]->(d), (:Revision {key: 'r' + i})-[:REVISES]->(d)
WITH i, d, j, m, s
UNWIND range(1, 10) AS n
CREATE (r:Entity:Asset:Recorded:Run {urn: 'run:airflow|j' + i + '|' + n, job: j.urn, namespace: 'airflow', name: toString(n), startedAt: datetime(), execution: j.urn + '|' + n})
CREATE (x:Execution {urn: j.urn + '|' + n, job: j.urn, inputsAt: datetime(), outputsAt: datetime()})
CREATE (v:Entity:Asset:Recorded:Version:DatasetVersion {urn: d.urn + '|' + n, asset: d.urn, version: 'ol:' + n, at: datetime(), eligibleAt: datetime()})
CREATE (w:Entity:Asset:Recorded:Version:ModelVersion {urn: m.urn + '|' + n, asset: m.urn, version: 'ol:' + n, at: datetime(), eligibleAt: datetime()})
CREATE (v)-[:VERSION_OF]->(d), (w)-[:VERSION_OF]->(m), (r)-[:RUN_OF]->(j)
CREATE (v)-[:FED {reads: d.urn, at: datetime(), binding: 'NEWEST'}]->(r), (r)-[:FED {at: datetime()}]->(w), (w)-[:FED {since: datetime(), until: datetime()}]->(s)
