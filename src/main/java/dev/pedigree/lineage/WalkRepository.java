package dev.pedigree.lineage;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What walks ask the graph. Each question has the time limit of one walk. */
@Repository
@Transactional(readOnly = true, timeoutString = "${pedigree.lineage.time-limit:10}")
class WalkRepository {

	private static final CypherQuery DOWNSTREAM_NOW = CypherQuery.named("lineage/downstream-now");

	private static final CypherQuery UPSTREAM_NOW = CypherQuery.named("lineage/upstream-now");

	private static final CypherQuery WALK = CypherQuery.named("lineage/walk");

	private static final CypherQuery EDGES = CypherQuery.named("lineage/walk-edges");

	private static final CypherQuery EDGES_EVER = CypherQuery.named("lineage/edges-ever");

	private static final CypherQuery SUPPRESSED = CypherQuery.named("lineage/suppressed-edges");

	private static final CypherQuery FIELD_REACH = CypherQuery.named("lineage/field-reach");

	private static final CypherQuery FIELDS = CypherQuery.named("lineage/fields");

	private static final CypherQuery FIELD_NEIGHBOURS = CypherQuery.named("lineage/field-neighbours");

	private static final CypherQuery DATASETS_OF_FIELDS = CypherQuery.named("lineage/datasets-of-fields");

	private final GraphStore store;

	WalkRepository(GraphStore store) {
		this.store = store;
	}

	/** What a walk can reach in one direction; empty when nothing starts. */
	List<ReachableGraph> reach(WalkQuestion question, Direction direction) {
		CypherQuery query = WALK;
		Map<String, @Nullable Object> parameters = new HashMap<>();
		if (question.isNowByDesign()) {
			query = (direction == Direction.DOWNSTREAM) ? DOWNSTREAM_NOW : UPSTREAM_NOW;
		}
		else {
			parameters.putAll(tense(question.tense()));
			parameters.put("level", question.level());
			parameters.put("directions", List.of(direction));
			parameters.put("from", question.start().from());
			parameters.put("to", question.start().to());
		}
		parameters.put("roots", question.roots());
		return query.read(this.store, parameters)
			.stream()
			.map((row) -> ReachableGraph.of(question.level(), row.properties()))
			.toList();
	}

	/** What columns are made into. */
	Columns columns(Collection<String> fields, WalkQuestion.Tense tense) {
		Map<String, @Nullable Object> parameters = tense(tense);
		parameters.put("fields", fields);
		return Columns.of(FIELD_REACH.read(this.store, parameters).getFirst());
	}

	/** The stored edges between some nodes. */
	List<Row> edges(Collection<String> urns, WalkQuestion.Tense tense) {
		Map<String, @Nullable Object> parameters = tense(tense);
		parameters.put("urns", urns);
		return EDGES.read(this.store, parameters);
	}

	/**
	 * What is stored of the edges between two assets, also what ended or is suppressed.
	 */
	List<Row> edgesEver(String from, String to, String job) {
		return EDGES_EVER.read(this.store, Map.of("from", from, "to", to, "job", job));
	}

	/** The edges of an asset that are suppressed. */
	List<Row> suppressed(String asset) {
		return SUPPRESSED.read(this.store, Map.of("asset", asset));
	}

	/** The fields of data. */
	Map<String, List<Field>> fields(Collection<String> datasets) {
		return fields(FIELDS.read(this.store, Map.of("datasets", datasets)), "dataset", "fields");
	}

	/** What fields feed, or what feeds them. */
	Map<String, List<Field>> fieldNeighbours(Collection<String> fields, boolean down) {
		return fields(FIELD_NEIGHBOURS.read(this.store, Map.of("fields", fields, "down", down)), "field", "neighbours");
	}

	/** The data that each field is of. */
	Map<String, String> datasetsOfFields(Collection<String> fields) {
		Map<String, String> datasets = new HashMap<>();
		DATASETS_OF_FIELDS.read(this.store, Map.of("fields", fields))
			.forEach((row) -> datasets.put(row.text("field"), row.text("dataset")));
		return datasets;
	}

	private static Map<String, List<Field>> fields(List<Row> rows, String by, String column) {
		Map<String, List<Field>> fields = new HashMap<>();
		rows.forEach((row) -> fields.put(row.text(by),
				row.rows(column).stream().map((one) -> Field.of(one.properties())).toList()));
		return fields;
	}

	private static Map<String, @Nullable Object> tense(WalkQuestion.Tense tense) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("past", tense.includePast());
		parameters.put("asOf", tense.asOf());
		parameters.put("after", tense.after());
		parameters.put("knownAt", tense.knownAt());
		return parameters;
	}

}
