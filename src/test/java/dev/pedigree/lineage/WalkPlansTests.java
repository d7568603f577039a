package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.GraphTest;
import dev.pedigree.graph.CypherQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.Plan;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks stay breadth-first in the planner: every other form counts paths, which are
 * without end.
 */
@GraphTest
class WalkPlansTests {

	@Autowired
	Driver driver;

	@ParameterizedTest
	@ValueSource(strings = { "lineage/downstream-now", "lineage/upstream-now", "lineage/walk" })
	void expandsPrunedAndBreadthFirst(String name) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		for (String parameter : List.of("roots", "directions", "down", "up", "level", "past", "asOf", "from", "to")) {
			parameters.put(parameter, null);
		}
		Plan plan = this.driver.executableQuery("EXPLAIN " + CypherQuery.named(name).text())
			.withParameters(parameters)
			.execute()
			.summary()
			.plan();
		List<String> operators = new ArrayList<>();
		collect(plan, operators);
		assertThat(operators).filteredOn((operator) -> operator.startsWith("VarLength"))
			.isNotEmpty()
			.allMatch((operator) -> operator.equals("VarLengthExpand(Pruning,BFS,All)"));
	}

	private static void collect(Plan plan, List<String> operators) {
		operators.add(plan.operatorType().replaceFirst("@.*", ""));
		plan.children().forEach((child) -> collect(child, operators));
	}

}
