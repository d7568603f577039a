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

import org.springframework.stereotype.Component;

/** Rejects operations that are too deep or cost too much ({@link QueryCost}). */
@Component
class DocumentLimits extends SimplePerformantInstrumentation {

	private final RequestLimits.Graphql limits;

	private final RequestLimits.Background background;

	private final Cache<MeasuredOperation, QueryCost.Size> sizes = Caffeine.newBuilder()
		.maximumWeight(Engine.CACHED)
		.weigher((MeasuredOperation operation, QueryCost.Size size) -> operation.text.length())
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
		QueryCost.Size size = this.sizes.get(new MeasuredOperation(context.getExecutionInput()),
				(_) -> QueryCost.of(context));
		if (size.depth() > this.limits.depth()) {
			throw new AbortExecutionException("The operation is " + size.depth() + " fields deep; at most "
					+ this.limits.depth() + " are allowed");
		}
		int most = (context.getGraphQLContext().get(Operations.Limits.class) == Operations.Limits.BACKGROUND)
				? this.background.cost() : this.limits.cost();
		if (size.cost() > most) {
			throw new AbortExecutionException(
					"The answer could have %.0f values; at most %d are allowed; request less at once"
						.formatted(size.cost(), most));
		}
		return null;
	}

	/** What the size of an operation depends on. */
	private record MeasuredOperation(String text, @Nullable String operation, Map<String, Object> variables) {

		MeasuredOperation(ExecutionInput input) {
			this(input.getQuery(), input.getOperationName(), input.getRawVariables()
				.toMap()
				.entrySet()
				.stream()
				.filter((variable) -> variable.getValue() instanceof Number || variable.getValue() instanceof Boolean)
				.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
		}

	}

}
