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

/** Adds codes to errors of documents that are invalid or rejected before they run. */
@Component
class ErrorCodes extends SimplePerformantInstrumentation {

	/** A literal as graphql-java writes it. */
	private static final Pattern LITERAL = Pattern.compile("'\\w+Value\\{(?:name|value)=('.*?')\\}'");

	/** The invalid variable as graphql-java names it. */
	private static final Pattern VARIABLE = Pattern.compile("^Variable '(\\w+)");

	private static final Pattern ENUM = Pattern.compile("(?:allowable values|Invalid input) for enum '(\\w+)'");

	@Override
	public CompletableFuture<ExecutionResult> instrumentExecutionResult(ExecutionResult result,
			InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
		return CompletableFuture
			.completedFuture(result.getErrors().isEmpty() ? result : result.transform((builder) -> builder
				.errors(result.getErrors().stream().map((error) -> coded(error, parameters.getSchema())).toList())));
	}

	private static GraphQLError coded(GraphQLError error, GraphQLSchema schema) {
		Map<String, Object> extensions = new HashMap<>(Objects.requireNonNullElse(error.getExtensions(), Map.of()));
		if (extensions.putIfAbsent("code", code(error).name()) != null) {
			return error;
		}
		String message = Objects.requireNonNullElse(error.getMessage(), "");
		Matcher variable = VARIABLE.matcher(message);
		if (variable.find()) {
			extensions.put("argument", variable.group(1));
		}
		var coded = GraphqlErrorBuilder.newError()
			.message(plain(message, schema).replace("%", "%%"))
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

	/** The message with plain literals, and the constants of an enum. */
	private static String plain(String message, GraphQLSchema schema) {
		String plain = LITERAL.matcher(message).replaceAll("$1");
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
