package dev.pedigree.graphql;

import java.util.Map;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
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

	/** Of what is asked again and again. */
	private final Cache<Question, Size> sizes = Caffeine.newBuilder()
		.maximumWeight(Engine.REMEMBERED)
		.weigher((Question question, Size size) -> question.text.length())
		.build();

	Limits(LimitProperties limits) {
		this.limits = limits;
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
		ExecutionContext context = parameters.getExecutionContext();
		Size size = this.sizes.get(new Question(context.getExecutionInput()),
				(_) -> traverser(context).reducePreOrder((field, sum) -> sum.with(field), new Size(0, 0)));
		if (size.depth > this.limits.depth()) {
			throw new AbortExecutionException(
					"The question is " + size.depth + " fields deep; at most " + this.limits.depth() + " are answered");
		}
		if (size.cost > this.limits.cost()) {
			throw new AbortExecutionException(
					"The answer could have %.0f values; at most %d are given, so ask for less at once"
						.formatted(size.cost, this.limits.cost()));
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

	/**
	 * All that the size of a question depends on: how many rows, and what is left out.
	 */
	private record Question(String text, @Nullable String operation, Map<String, Object> variables) {

		Question(ExecutionInput input) {
			this(input.getQuery(), input.getOperationName(), input.getRawVariables()
				.toMap()
				.entrySet()
				.stream()
				.filter((variable) -> variable.getValue() instanceof Number || variable.getValue() instanceof Boolean)
				.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
		}

	}

	/** How deep a question is, and how many values its answer can have. */
	private record Size(int depth, double cost) {

		Size with(QueryVisitorFieldEnvironment field) {
			int depth = 1;
			double cost = 1;
			boolean ofSchema = ofSchema(field);
			for (QueryVisitorFieldEnvironment at = field.getParentEnvironment(); at != null; at = at
				.getParentEnvironment()) {
				ofSchema |= ofSchema(at);
				depth++;
				if (at.getArguments().get("first") instanceof Integer first) {
					cost *= Math.max(first, 1);
				}
			}
			if (ofSchema) {
				return this;
			}
			return new Size(Math.max(depth, this.depth), this.cost + cost);
		}

	}

	private static boolean ofSchema(QueryVisitorFieldEnvironment field) {
		return field.getFieldDefinition().getName().startsWith("__");
	}

}
