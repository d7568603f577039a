package dev.pedigree.graphql;

import graphql.ErrorClassification;

/** The values of {@code errors[].extensions.code}; the SDL says what each means. */
enum ErrorCode implements ErrorClassification {

	NOT_FOUND, INVALID_ARGUMENT, CONFLICT, LIMIT_EXCEEDED, UNAUTHENTICATED, FORBIDDEN, UNAVAILABLE, INTERNAL

}
