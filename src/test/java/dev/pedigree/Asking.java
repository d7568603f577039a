package dev.pedigree;

import java.time.Duration;
import java.util.List;

import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.test.tester.ExecutionGraphQlServiceTester;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** Asks questions in GraphQL as an editor, without the HTTP door. */
public final class Asking {

	private final GraphQlTester tester;

	public Asking(ExecutionGraphQlService service) {
		this.tester = ExecutionGraphQlServiceTester.builder(service).responseTimeout(Duration.ofSeconds(60)).build();
	}

	/** The answer to a question, which must have no errors. */
	public GraphQlTester.Response ask(String document) {
		GraphQlTester.Response response = as("ROLE_EDITOR", document);
		response.errors().verify();
		return response;
	}

	/** One value of the answer to a question. */
	public @Nullable Object value(String document, String path) {
		return ask(document).path(path).entity(Object.class).get();
	}

	/** The list at a path of the answer to a question. */
	public List<Object> list(String document, String path) {
		return ask(document).path(path).entityList(Object.class).get();
	}

	/** Asks with an authority. */
	public GraphQlTester.Response as(String authority, String document) {
		SecurityContext before = SecurityContextHolder.getContext();
		SecurityContextHolder
			.setContext(new SecurityContextImpl(new TestingAuthenticationToken("ada@example.com", "", authority)));
		try {
			return this.tester.document(document).execute();
		}
		finally {
			SecurityContextHolder.setContext(before);
		}
	}

	/** Asks what must be refused with a code, naming an argument (null: any). */
	public void refused(String document, String code, @Nullable String argument) {
		as("ROLE_EDITOR", document).errors().satisfy((errors) -> {
			Assertions.assertThat(errors).hasSize(1);
			ResponseError error = errors.getFirst();
			Assertions.assertThat(error.getExtensions()).as(error.getMessage()).containsEntry("code", code);
			if (argument != null) {
				Assertions.assertThat(error.getExtensions()).as(error.getMessage()).containsEntry("argument", argument);
				Assertions.assertThat(error.getMessage()).startsWith(argument + ": ");
			}
		});
	}

}
