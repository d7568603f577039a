package dev.pedigree.graphql;

import java.util.HashMap;
import java.util.Map;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** The values of {@code errors[].extensions.code}, which the SDL describes. */
enum ErrorCode implements ErrorClassification {

	NOT_FOUND, INVALID_ARGUMENT, CONFLICT, LIMIT_EXCEEDED, UNAUTHENTICATED, FORBIDDEN, UNAVAILABLE, INTERNAL;

	/** Creates an error with this code, of a field or of the request. */
	GraphQLError error(@Nullable DataFetchingEnvironment field, String message, Map<String, ?> extensions) {
		Map<String, Object> all = new HashMap<>(extensions);
		all.put("code", name());
		return ((field != null) ? GraphqlErrorBuilder.newError(field) : GraphqlErrorBuilder.newError()).errorType(this)
			.message(message.replace("%", "%%"))
			.extensions(all)
			.build();
	}

}
