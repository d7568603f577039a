package dev.pedigree.graphql;

import java.util.Map;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pedigree.graph.Deadline;
import dev.pedigree.limits.RequestLimits;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Refuses questions that are too deep or cost too much before they run (see
 * {@link QueryCost}).
 */
@Component
@EnableConfigurationProperties(RequestLimits.class)
class DocumentLimits extends SimplePerformantInstrumentation {

	private final RequestLimits.Graphql limits;

	private final RequestLimits.Background background;

	/** Of what is asked again and again. */
	private final Cache<Question, QueryCost.Size> sizes = Caffeine.newBuilder()
		.maximumWeight(Engine.REMEMBERED)
		.weigher((Question question, QueryCost.Size size) -> question.text.length())
		.build();

	DocumentLimits(RequestLimits limits) {
		this.limits = limits.limits();
		this.background = limits.background();
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
		ExecutionContext context = parameters.getExecutionContext();
		if (context.getOperationDefinition().getOperation() == OperationDefinition.Operation.MUTATION) {
			Deadline.lift();
		}
		QueryCost.Size size = this.sizes.get(new Question(context.getExecutionInput()), (_) -> QueryCost.of(context));
		if (size.depth() > this.limits.depth()) {
			throw new AbortExecutionException("The question is " + size.depth() + " fields deep; at most "
					+ this.limits.depth() + " are answered");
		}
		int most = (context.getGraphQLContext().get(Operations.Limits.class) == Operations.Limits.BACKGROUND)
				? this.background.cost() : this.limits.cost();
		if (size.cost() > most) {
			throw new AbortExecutionException(
					"The answer could have %.0f values; at most %d are given, so ask for less at once"
						.formatted(size.cost(), most));
		}
		return null;
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

}
