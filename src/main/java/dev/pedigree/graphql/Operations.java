package dev.pedigree.graphql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.graph.Deadline;
import dev.pedigree.limits.RequestLimits;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import graphql.schema.GraphQLSchema;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;

/**
 * Stored GraphQL documents, {@code operations/<name>.graphql} on the class path. Pages,
 * files and reports run them in process as their caller, with the roles, limits and
 * errors of a GraphQL request. All documents are validated against the schema at start.
 */
@Component
public class Operations {

	private final Map<String, StoredOperation> operations;

	private final ExecutionGraphQlService service;

	private final Map<Limits, Duration> deadlines;

	Operations(ExecutionGraphQlService service, GraphQlSource source, RequestLimits limits,
			@Value("classpath*:operations/*.graphql") Resource[] documents) {
		this.service = service;
		this.deadlines = Map.of(Limits.INTERACTIVE, limits.limits().deadline(), Limits.BACKGROUND,
				limits.background().deadline());
		this.operations = List.of(documents)
			.stream()
			.map((document) -> read(document, source.schema()))
			.collect(Collectors.toMap(StoredOperation::name, Function.identity()));
	}

	/** The limits of one run. */
	public enum Limits {

		/** Those of a GraphQL request, for a waiting user. */
		INTERACTIVE,
		/** Larger ones, for a page of an export and for background work. */
		BACKGROUND

	}

	/**
	 * A stored operation, by the name of its file without the ending. Beans read theirs
	 * in the constructor, so that a missing document stops the start.
	 * @throws IllegalStateException when there is no such document
	 */
	public StoredOperation named(String name) {
		StoredOperation operation = this.operations.get(name);
		if (operation == null) {
			throw new IllegalStateException("No document operations/" + name + ".graphql");
		}
		return operation;
	}

	private StoredOperation read(Resource document, GraphQLSchema schema) {
		String file = Objects.requireNonNull(document.getFilename());
		String text;
		try {
			text = document.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + document, ex);
		}
		ParseAndValidateResult result = ParseAndValidate.parseAndValidate(schema,
				ExecutionInput.newExecutionInput(text).build());
		for (GraphQLError error : result.getErrors()) {
			throw new IllegalStateException(
					"operations/" + file + place(error.getLocations()) + ": " + error.getMessage());
		}
		List<OperationDefinition> definitions = result.getDocument().getDefinitionsOfType(OperationDefinition.class);
		if (definitions.size() != 1
				|| definitions.getFirst().getOperation() == OperationDefinition.Operation.SUBSCRIPTION) {
			throw new IllegalStateException(
					"operations/" + file + ": must have exactly one operation, query or mutation");
		}
		return new StoredOperation(file.substring(0, file.lastIndexOf('.')), text, definitions.getFirst());
	}

	private static String place(@Nullable List<SourceLocation> locations) {
		return (locations == null || locations.isEmpty()) ? ""
				: ", line " + locations.getFirst().getLine() + ", column " + locations.getFirst().getColumn();
	}

	/** A validated document with one operation. */
	public final class StoredOperation {

		private final String name;

		private final String document;

		private final OperationVariables variables;

		private StoredOperation(String name, String document, OperationDefinition definition) {
			this.name = name;
			this.document = document;
			this.variables = new OperationVariables(definition);
		}

		String name() {
			return this.name;
		}

		/**
		 * Converts the parameters of a URL to variables of the same names, except
		 * reserved ones. A repeated parameter is a list.
		 * @throws FailedException when the operation has no such variable, or the value
		 * does not have its type
		 */
		public Map<String, Object> variables(Map<String, String[]> parameters, String... reserved) {
			return this.variables.of(parameters, List.of(reserved));
		}

		/**
		 * Runs the operation on the current thread, as a caller; absent variables have
		 * their default.
		 * @throws FailedException when the result has errors, even beside data
		 */
		public Map<String, Object> run(Authentication caller, Map<String, ?> variables, Limits limits) {
			SecurityContext before = SecurityContextHolder.getContext();
			SecurityContextHolder.setContext(new SecurityContextImpl(caller));
			try {
				return Deadline.during(Objects.requireNonNull(Operations.this.deadlines.get(limits)),
						() -> execute(variables, limits));
			}
			finally {
				SecurityContextHolder.setContext(before);
			}
		}

		private Map<String, Object> execute(Map<String, ?> variables, Limits limits) {
			DefaultExecutionGraphQlRequest request = new DefaultExecutionGraphQlRequest(this.document, null,
					new HashMap<>(variables), Map.of(), UUID.randomUUID().toString(), Locale.ROOT);
			request.configureExecutionInput(
					(input, builder) -> builder.graphQLContext((context) -> context.put(Limits.class, limits)).build());
			ExecutionGraphQlResponse response = Objects
				.requireNonNull(Operations.this.service.execute(request).block());
			if (!response.isValid() || !response.getErrors().isEmpty()) {
				throw new FailedException(response.getExecutionResult().getErrors());
			}
			return Objects.requireNonNull(response.<Map<String, Object>>getData());
		}

	}

	/** The answer to a stored operation has errors. */
	public static final class FailedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient List<GraphQLError> errors;

		FailedException(List<GraphQLError> errors) {
			super(message(errors.getFirst()));
			this.errors = List.copyOf(errors);
		}

		/** All errors, at least one; the message is that of the first. */
		public List<GraphQLError> errors() {
			return this.errors;
		}

		/** The code of the first error, a value of ErrorCode in the schema. */
		public String code() {
			return String.valueOf(extension("code"));
		}

		/** The invalid argument or variable; null for none. */
		public @Nullable String argument() {
			return (String) extension("argument");
		}

		private @Nullable Object extension(String name) {
			Map<String, Object> extensions = this.errors.getFirst().getExtensions();
			return (extensions != null) ? extensions.get(name) : null;
		}

		private static String message(GraphQLError error) {
			return Objects.requireNonNullElse(error.getMessage(), "")
				.replaceFirst("^Variable '(\\w+)[^']*' has an invalid value ?:", "$1:");
		}

	}

}
