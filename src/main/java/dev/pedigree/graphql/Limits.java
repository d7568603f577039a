package dev.pedigree.graphql;

import graphql.ExecutionResult;
import graphql.analysis.QueryTraverser;
import graphql.analysis.QueryVisitorFieldEnvironment;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Refuses questions that are too deep or too large before they run. Every field costs
 * one, within a list as often as the list asks for rows. Questions for the schema itself
 * are free: tools ask them.
 */
@Component
@EnableConfigurationProperties(LimitProperties.class)
class Limits extends SimplePerformantInstrumentation {

	private final LimitProperties limits;

	Limits(LimitProperties limits) {
		this.limits = limits;
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
		QueryTraverser question = traverser(parameters.getExecutionContext());
		int depth = question.reducePreOrder((field, deepest) -> Math.max(depth(field), deepest), 0);
		if (depth > this.limits.depth()) {
			throw new AbortExecutionException(
					"The question is " + depth + " fields deep; at most " + this.limits.depth() + " are answered");
		}
		double cost = question.reducePreOrder((field, sum) -> sum + cost(field), 0.0);
		if (cost > this.limits.cost()) {
			throw new AbortExecutionException(
					"The answer could have %.0f values; at most %d are given, so ask for less at once".formatted(cost,
							this.limits.cost()));
		}
		return null;
	}

	private static QueryTraverser traverser(ExecutionContext context) {
		return QueryTraverser.newQueryTraverser()
			.schema(context.getGraphQLSchema())
			.document(context.getDocument())
			.operationName(context.getExecutionInput().getOperationName())
			.coercedVariables(context.getCoercedVariables())
			.build();
	}

	private static int depth(QueryVisitorFieldEnvironment field) {
		int depth = 0;
		for (QueryVisitorFieldEnvironment at = field; at != null; at = at.getParentEnvironment()) {
			if (ofSchema(at)) {
				return 0;
			}
			depth++;
		}
		return depth;
	}

	private static double cost(QueryVisitorFieldEnvironment field) {
		double cost = ofSchema(field) ? 0 : 1;
		for (QueryVisitorFieldEnvironment list = field.getParentEnvironment(); list != null; list = list
			.getParentEnvironment()) {
			if (ofSchema(list)) {
				return 0;
			}
			if (list.getArguments().get("first") instanceof Integer first) {
				cost *= Math.max(first, 1);
			}
		}
		return cost;
	}

	private static boolean ofSchema(QueryVisitorFieldEnvironment field) {
		return field.getFieldDefinition().getName().startsWith("__");
	}

}
