package dev.pedigree.catalog;

import java.util.List;
import java.util.Map;

import dev.pedigree.graph.CypherQuery;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Takes assets away, in transactions of its own. */
@Repository
@Transactional(timeout = 30)
class ForgettingRepository {

	private static final CypherQuery RECORD = CypherQuery.named("catalog/record-forgetting");

	private final Neo4jClient client;

	private final ApplicationEventPublisher events;

	ForgettingRepository(Neo4jClient client, ApplicationEventPublisher events) {
		this.client = client;
		this.events = events;
	}

	/** What goes, in this order: what could not be found without the rest goes first. */
	enum Step {

		STATEMENTS(CypherQuery.named("catalog/forget-statements")),
		MEMBERS(CypherQuery.named("catalog/forget-members")), ASSET(CypherQuery.named("catalog/forget-asset"));

		// A record of two strings is immutable.
		@SuppressWarnings("ImmutableEnumChecker")
		private final CypherQuery query;

		Step(CypherQuery query) {
			this.query = query;
		}

	}

	/** Records that an asset is forgotten, and tells of it. */
	void record(String urn, Map<String, ?> forgotten) {
		RECORD.run(this.client, Map.of("forgotten", forgotten));
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.FORGOTTEN, List.of(urn)));
	}

	/** Tells that nothing is left of an asset. */
	void end(String urn) {
		this.events.publishEvent(new AssetForgotten(urn));
	}

	/** Takes away some of what belongs to a step; gives how many nodes went. */
	long forget(Step step, String urn, int most) {
		return step.query.read(this.client, Map.of("urn", urn, "most", most))
			.stream()
			.mapToLong((row) -> row.number("gone"))
			.sum();
	}

}
