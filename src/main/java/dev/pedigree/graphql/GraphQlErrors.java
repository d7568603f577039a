package dev.pedigree.graphql;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.graph.DeadlineExceededException;
import dev.pedigree.graph.StoreFailure;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;

/**
 * Turns what goes wrong into an error with {@code extensions.code}. What is the asker's
 * to mend says how; what is not says nothing of the inside, only the number under which
 * the log has it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class GraphQlErrors extends DataFetcherExceptionResolverAdapter implements SubscriptionExceptionResolver {

	private static final Logger log = LoggerFactory.getLogger(GraphQlErrors.class);

	@Override
	protected GraphQLError resolveToSingleError(Throwable thrown, DataFetchingEnvironment environment) {
		return error(thrown, environment);
	}

	/** What goes wrong while somebody listens. */
	@Override
	public Mono<List<GraphQLError>> resolveException(Throwable thrown) {
		return Mono.just(List.of(error(thrown, null)));
	}

	private static GraphQLError error(Throwable thrown, @Nullable DataFetchingEnvironment environment) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			GraphQLError known = known(cause, environment);
			if (known != null) {
				return known;
			}
		}
		if (Thread.currentThread().isInterrupted()) {
			log.debug("A question was cancelled", thrown);
			return error(environment, ErrorCode.LIMIT_EXCEEDED, "The question was cancelled", Map.of());
		}
		StoreFailure failure = StoreFailure.of(thrown);
		if (failure != StoreFailure.OTHER) {
			log.warn("The store failed ({}): {}", failure,
					NestedExceptionUtils.getMostSpecificCause(thrown).toString());
			return error(environment, ErrorCode.UNAVAILABLE, "The store does not answer or cannot write now; try again",
					Map.of());
		}
		String number = UUID.randomUUID().toString();
		log.error("Failure {} at {}", number,
				(environment != null) ? environment.getExecutionStepInfo().getPath() : "a subscription", thrown);
		return error(environment, ErrorCode.INTERNAL, "Something went wrong inside; the log has it under " + number,
				Map.of());
	}

	private static @Nullable GraphQLError known(Throwable cause, @Nullable DataFetchingEnvironment environment) {
		return switch (cause) {
			case InvalidRequestException refusal -> error(environment, ErrorCode.valueOf(refusal.reason().name()),
					Objects.requireNonNullElse(refusal.getMessage(), ""), Map.of("argument", refusal.argument()));
			case BindException binding -> error(environment, ErrorCode.INVALID_ARGUMENT,
					"An argument has a value that makes no sense: " + binding.getObjectName(), Map.of());
			case AuthenticationException ex -> error(environment, ErrorCode.UNAUTHENTICATED, "Who asks?", Map.of());
			case AccessDeniedException ex -> denied(environment, ex);
			case Neo4jException timeout when timeout.code().contains("TransactionTimedOut") -> error(environment,
					ErrorCode.LIMIT_EXCEEDED, "The question takes too long; ask for less at once", Map.of());
			case DeadlineExceededException ex ->
				error(environment, ErrorCode.LIMIT_EXCEEDED, Objects.requireNonNullElse(ex.getMessage(), ""), Map.of());
			default -> null;
		};
	}

	private static GraphQLError denied(@Nullable DataFetchingEnvironment environment, AccessDeniedException ex) {
		var asker = SecurityContextHolder.getContext().getAuthentication();
		if (asker == null || new AuthenticationTrustResolverImpl().isAnonymous(asker)) {
			return error(environment, ErrorCode.UNAUTHENTICATED, "Who asks?", Map.of());
		}
		return error(environment, ErrorCode.FORBIDDEN, "Your role does not allow this. " + ex.getMessage(), Map.of());
	}

	private static GraphQLError error(@Nullable DataFetchingEnvironment environment, ErrorCode code, String message,
			Map<String, Object> more) {
		Map<String, Object> extensions = new java.util.HashMap<>(more);
		extensions.put("code", code.name());
		return ((environment != null) ? GraphqlErrorBuilder.newError(environment) : GraphqlErrorBuilder.newError())
			.errorType(code)
			.message(message.replace("%", "%%"))
			.extensions(extensions)
			.build();
	}

}
