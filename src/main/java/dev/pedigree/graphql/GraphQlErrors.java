package dev.pedigree.graphql;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.graph.DeadlineExceededException;
import dev.pedigree.graph.StoreFailure;
import graphql.GraphQLError;
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
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;

/**
 * Converts exceptions to errors with {@code extensions.code}. A client error names the
 * fix; any other shows nothing of the inside but the number of its log entry.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class GraphQlErrors extends DataFetcherExceptionResolverAdapter implements SubscriptionExceptionResolver {

	private static final Logger log = LoggerFactory.getLogger(GraphQlErrors.class);

	@Override
	protected GraphQLError resolveToSingleError(Throwable thrown, DataFetchingEnvironment environment) {
		return error(thrown, environment);
	}

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
			log.debug("A request was cancelled", thrown);
			return ErrorCode.LIMIT_EXCEEDED.error(environment, "The request was cancelled", Map.of());
		}
		StoreFailure failure = StoreFailure.of(thrown);
		if (failure != StoreFailure.OTHER) {
			log.warn("The store failed ({}): {}", failure,
					NestedExceptionUtils.getMostSpecificCause(thrown).toString());
			return ErrorCode.UNAVAILABLE.error(environment, "The store does not answer or cannot write now; try again",
					Map.of());
		}
		String number = UUID.randomUUID().toString();
		log.error("Failure {} at {}", number,
				(environment != null) ? environment.getExecutionStepInfo().getPath() : "a subscription", thrown);
		return ErrorCode.INTERNAL.error(environment, "Internal error; the log describes it under " + number, Map.of());
	}

	private static @Nullable GraphQLError known(Throwable cause, @Nullable DataFetchingEnvironment environment) {
		return switch (cause) {
			case InvalidRequestException invalid -> ErrorCode.valueOf(invalid.reason().name())
				.error(environment, Objects.requireNonNullElse(invalid.getMessage(), ""),
						Map.of("argument", invalid.argument()));
			case BindException binding -> ErrorCode.INVALID_ARGUMENT.error(environment,
					"An argument has an invalid value: " + binding.getObjectName(), Map.of());
			case AuthenticationException ex ->
				ErrorCode.UNAUTHENTICATED.error(environment, "A valid token is required", Map.of());
			case AccessDeniedException ex -> denied(environment, ex);
			case Neo4jException timeout when timeout.code().contains("TransactionTimedOut") -> ErrorCode.LIMIT_EXCEEDED
				.error(environment, "The request takes too long; request less at once", Map.of());
			case DeadlineExceededException ex ->
				ErrorCode.LIMIT_EXCEEDED.error(environment, Objects.requireNonNullElse(ex.getMessage(), ""), Map.of());
			default -> null;
		};
	}

	private static GraphQLError denied(@Nullable DataFetchingEnvironment environment, AccessDeniedException ex) {
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		if (caller == null || new AuthenticationTrustResolverImpl().isAnonymous(caller)) {
			return ErrorCode.UNAUTHENTICATED.error(environment, "A valid token is required", Map.of());
		}
		return ErrorCode.FORBIDDEN.error(environment, "Your role does not allow this. " + ex.getMessage(), Map.of());
	}

}
