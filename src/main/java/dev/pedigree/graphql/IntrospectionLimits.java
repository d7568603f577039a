package dev.pedigree.graphql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.introspection.GoodFaithIntrospection;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Limits introspection. graphql-java's own rule rejects every list of a type that is
 * selected twice, and so introspection written by hand, such as the fields of two types.
 * This one rejects what multiplies: a list within itself ({@code fields {type
 * {fields}}}), the whole schema more than twice, and more than {@value #MOST_FIELDS}
 * fields.
 */
@Component
class IntrospectionLimits extends SimplePerformantInstrumentation {

	private static final int MOST_FIELDS = 500;

	private static final int DEEPEST = 20;

	/** How often a document may select the whole schema. */
	private static final int MOST_SCHEMAS = 2;

	private static final Pattern INTROSPECTION = Pattern.compile("__(schema|type)\\b");

	private static final Set<String> LISTS = Set.of("fields", "inputFields", "interfaces", "possibleTypes");

	@Override
	public ExecutionInput instrumentExecutionInput(ExecutionInput input, InstrumentationExecutionParameters parameters,
			@Nullable InstrumentationState state) {
		input.getGraphQLContext().put(GoodFaithIntrospection.GOOD_FAITH_INTROSPECTION_DISABLED, true);
		return input;
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
		ExecutionContext context = parameters.getExecutionContext();
		if (INTROSPECTION.matcher(context.getExecutionInput().getQuery()).find()) {
			check(normalized(context));
		}
		return null;
	}

	/** Expands fragments, and aborts beyond the limits. */
	private static ExecutableNormalizedOperation normalized(ExecutionContext context) {
		return ExecutableNormalizedOperationFactory.createExecutableNormalizedOperation(context.getGraphQLSchema(),
				context.getOperationDefinition(), context.getFragmentsByName(), context.getCoercedVariables(),
				ExecutableNormalizedOperationFactory.Options.defaultOptions()
					.graphQLContext(context.getGraphQLContext())
					.maxChildrenDepth(DEEPEST)
					.maxFieldsCount(MOST_FIELDS));
	}

	private static void check(ExecutableNormalizedOperation operation) {
		List<ExecutableNormalizedField> roots = operation.getTopLevelFields();
		if (roots.stream().filter((root) -> root.getFieldName().equals("__schema")).count() > MOST_SCHEMAS) {
			throw new AbortExecutionException(
					"__schema: is selected too often; at most " + MOST_SCHEMAS + " times in a document");
		}
		roots.stream()
			.filter((root) -> INTROSPECTION.matcher(root.getFieldName()).matches())
			.forEach((root) -> checkBelow(root, Set.of()));
	}

	private static void checkBelow(ExecutableNormalizedField field, Set<String> above) {
		String name = field.getFieldName();
		Set<String> here = new HashSet<>(above);
		if (LISTS.contains(name) && !here.add(name)) {
			throw new AbortExecutionException(
					name + ": is selected within itself; select each type of the schema by __type(name:)");
		}
		field.getChildren().forEach((child) -> checkBelow(child, here));
	}

}
