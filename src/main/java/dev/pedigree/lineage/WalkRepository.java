package dev.pedigree.lineage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads the graph for walks. Each query has the time limit of a walk. */
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

	/** Returns what a walk can reach in one direction; empty without existing roots. */
	List<ReachableGraph> reach(WalkQuestion question, Direction direction) {
		List<Row> rows;
		if (question.isNowByDesign()) {
			CypherQuery query = (direction == Direction.DOWNSTREAM) ? DOWNSTREAM_NOW : UPSTREAM_NOW;
			rows = query.read(this.store, Map.of("roots", question.roots()));
		}
		else {
			rows = WALK.read(this.store,
					with(question.tense(), "level", question.level(), "directions", List.of(direction), "from",
							question.start().from(), "to", question.start().to(), "roots", question.roots()));
		}
		return rows.stream().map((row) -> new ReachableGraph(question.level(), row)).toList();
	}

	ColumnReach.Columns columns(Collection<String> fields, WalkQuestion.Tense tense) {
		return ColumnReach.Columns.of(FIELD_REACH.read(this.store, with(tense, "fields", fields)).getFirst());
	}

	List<Row> edges(Collection<String> urns, WalkQuestion.Tense tense) {
		return EDGES.read(this.store, with(tense, "urns", urns));
	}

	List<Row> edgesEver(String from, String to, String job) {
		return EDGES_EVER.read(this.store, Map.of("from", from, "to", to, "job", job));
	}

	List<Row> suppressed(String asset) {
		return SUPPRESSED.read(this.store, Map.of("asset", asset));
	}

	Map<String, List<Field>> fields(Collection<String> datasets) {
		return fields(FIELDS.read(this.store, Map.of("datasets", datasets)), "dataset", "fields");
	}

	Map<String, List<Field>> fieldNeighbours(Collection<String> fields, boolean down) {
		return fields(FIELD_NEIGHBOURS.read(this.store, Map.of("fields", fields, "down", down)), "field", "neighbours");
	}

	Map<String, String> datasetsOfFields(Collection<String> fields) {
		return DATASETS_OF_FIELDS.read(this.store, Map.of("fields", fields))
			.stream()
			.collect(Collectors.toMap((row) -> row.text("field"), (row) -> row.text("dataset")));
	}

	private static Map<String, List<Field>> fields(List<Row> rows, String by, String column) {
		return rows.stream()
			.collect(Collectors.toMap((row) -> row.text(by),
					(row) -> row.rows(column).stream().map((field) -> Field.of(field.properties())).toList()));
	}

	private static Map<String, @Nullable Object> with(WalkQuestion.Tense tense, @Nullable Object... parameters) {
		Map<String, @Nullable Object> all = Row.map(parameters);
		all.putAll(Row.map("past", tense.includePast(), "asOf", tense.asOf(), "after", tense.after(), "knownAt",
				tense.knownAt()));
		return all;
	}

}
