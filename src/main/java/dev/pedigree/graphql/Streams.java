package dev.pedigree.graphql;

import java.util.List;
import java.util.Map;

import graphql.ExecutionResult;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Reports errors of subscriptions over HTTP: one over a response that is no stream, and,
 * as an event, one in a stream whose document does not match the schema.
 */
@Component
class Streams implements WebGraphQlInterceptor {

	private static final ExecutionResult NO_STREAM = ExecutionResult.newExecutionResult()
		.addError(ErrorCode.INVALID_ARGUMENT.error(null,
				"A subscription needs the header 'Accept: text/event-stream', or a WebSocket", Map.of()))
		.build();

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		Mono<WebGraphQlResponse> response = chain.next(request);
		return (request instanceof WebSocketGraphQlRequest) ? response
				: response.map((answer) -> fit(answer, acceptsOnlyStream(request)));
	}

	/** A client that also accepts JSON gets JSON. */
	private static boolean acceptsOnlyStream(WebGraphQlRequest request) {
		List<MediaType> accepted = request.getHeaders().getAccept();
		return !accepted.isEmpty() && accepted.stream()
			.noneMatch((type) -> type.isCompatibleWith(MediaType.APPLICATION_JSON)
					|| type.isCompatibleWith(MediaType.APPLICATION_GRAPHQL_RESPONSE));
	}

	private static WebGraphQlResponse fit(WebGraphQlResponse answer, boolean toStream) {
		boolean stream = answer.getData() instanceof Publisher;
		if (stream && !toStream) {
			return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(answer.getExecutionInput(), NO_STREAM));
		}
		if (!stream && toStream && !answer.getErrors().isEmpty()) {
			ExecutionResult wrong = answer.getExecutionResult();
			return answer.transform((builder) -> builder.data(Flux.just(wrong)).errors(List.of()));
		}
		return answer;
	}

}
