package dev.pedigree.graphql;

import java.util.Map;
import java.util.stream.Stream;

import dev.pedigree.catalog.InvalidRequestException;
import graphql.GraphQLError;
import graphql.Scalars;
import graphql.execution.ExecutionStepInfo;
import graphql.execution.MergedField;
import graphql.execution.ResultPath;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.TransientException;

import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

import static org.assertj.core.api.Assertions.assertThat;

class GraphQlErrorsTests {

	private final GraphQlErrors failures = new GraphQlErrors();

	@ParameterizedTest
	@MethodSource("thrown")
	void everyFailureHasACodeAndTellsNothingOfTheInside(Throwable thrown, String code) {
		GraphQLError error = this.failures.resolveToSingleError(thrown, environment());
		assertThat(error.getExtensions()).containsEntry("code", code);
		assertThat(error.getMessage()).doesNotContain("secret", "Exception", "bolt:", "MATCH").isNotBlank();
		assertThat(error.getPath()).containsExactly("models");
	}

	static Stream<Arguments> thrown() {
		return Stream.of(Arguments.of(new IllegalStateException("secret of the inside"), "INTERNAL"),
				Arguments.of(new ClientException("Neo.ClientError.Statement.SyntaxError", "secret MATCH"), "INTERNAL"),
				Arguments.of(new ServiceUnavailableException("secret bolt://store"), "UNAVAILABLE"),
				Arguments.of(new CannotCreateTransactionException("secret", new ServiceUnavailableException("bolt:")),
						"UNAVAILABLE"),
				Arguments.of(new TransientDataAccessResourceException("secret"), "UNAVAILABLE"),
				Arguments.of(new TransientException("Neo.TransientError.Transaction.DeadlockDetected", "secret"),
						"UNAVAILABLE"),
				Arguments.of(
						new TransactionSystemException("secret",
								new DatabaseException("Neo.DatabaseError.Transaction.TransactionLogError", "secret")),
						"UNAVAILABLE"),
				Arguments.of(new ClientException("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "secret"),
						"UNAVAILABLE"),
				Arguments.of(new ClientException("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
						"secret"), "LIMIT_EXCEEDED"),
				Arguments.of(new TransientException("Neo.TransientError.Transaction.TransactionTimedOut", "secret"),
						"LIMIT_EXCEEDED"),
				Arguments.of(new AuthenticationCredentialsNotFoundException("secret"), "UNAUTHENTICATED"),
				Arguments.of(new RuntimeException("secret", InvalidRequestException.conflict("id", "100 % other")),
						"CONFLICT"));
	}

	private static DataFetchingEnvironment environment() {
		Field field = Field.newField("models").build();
		return DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
			.mergedField(MergedField.newMergedField(field).build())
			.executionStepInfo(ExecutionStepInfo.newExecutionStepInfo()
				.type(Scalars.GraphQLString)
				.path(ResultPath.parse("/models"))
				.build())
			.arguments(Map.of())
			.build();
	}

}
