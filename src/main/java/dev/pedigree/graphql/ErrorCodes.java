package dev.pedigree.graphql;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLSchema;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Gives a code to the errors that are not those of a data fetcher: a question that does
 * not parse or does not fit the schema, one that was refused before it ran.
 */
@Component
class ErrorCodes extends SimplePerformantInstrumentation {

	/** How graphql-java writes a literal. */
	private static final Pattern WRITTEN = Pattern.compile("'\\w+Value\\{(?:name|value)=('.*?')\\}'");

	/** How graphql-java names the variable at fault. */
	private static final Pattern VARIABLE = Pattern.compile("^Variable '(\\w+)");

	private static final Pattern ENUM = Pattern.compile("(?:allowable values|Invalid input) for enum '(\\w+)'");

	@Override
	public CompletableFuture<ExecutionResult> instrumentExecutionResult(ExecutionResult result,
			InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
		if (result.getErrors().isEmpty()) {
			return CompletableFuture.completedFuture(result);
		}
		return CompletableFuture.completedFuture(result.transform((builder) -> builder
			.errors(result.getErrors().stream().map((error) -> coded(error, parameters.getSchema())).toList())));
	}

	private static GraphQLError coded(GraphQLError error, GraphQLSchema schema) {
		Map<String, Object> extensions = new HashMap<>();
		if (error.getExtensions() != null) {
			extensions.putAll(error.getExtensions());
		}
		if (extensions.putIfAbsent("code", code(error).name()) != null) {
			return error;
		}
		Matcher variable = VARIABLE.matcher(Objects.requireNonNullElse(error.getMessage(), ""));
		if (variable.find()) {
			extensions.put("argument", variable.group(1));
		}
		var coded = GraphqlErrorBuilder.newError()
			.message(plain(Objects.requireNonNullElse(error.getMessage(), ""), schema).replace("%", "%%"))
			.errorType(error.getErrorType())
			.extensions(extensions);
		if (error.getLocations() != null) {
			coded.locations(error.getLocations());
		}
		if (error.getPath() != null) {
			coded.path(error.getPath());
		}
		return coded.build();
	}

	/** Values as they were written, and the words of an enum that was not met. */
	private static String plain(String message, GraphQLSchema schema) {
		String plain = WRITTEN.matcher(message).replaceAll("$1");
		Matcher of = ENUM.matcher(plain);
		return (of.find() && schema.getType(of.group(1)) instanceof GraphQLEnumType type) ? plain + "; it is one of "
				+ type.getValues().stream().map(GraphQLEnumValueDefinition::getName).collect(Collectors.joining(", "))
				: plain;
	}

	private static ErrorCode code(GraphQLError error) {
		return switch (error.getErrorType()) {
			case ErrorCode code -> code;
			case ErrorType.ValidationError, ErrorType.InvalidSyntax, ErrorType.OperationNotSupported ->
				ErrorCode.INVALID_ARGUMENT;
			case ErrorType.ExecutionAborted -> ErrorCode.LIMIT_EXCEEDED;
			default -> ErrorCode.INTERNAL;
		};
	}

}
