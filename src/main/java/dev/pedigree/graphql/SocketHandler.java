package dev.pedigree.graphql;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * GraphQL over WebSockets. Closes a socket that sends something else (4400) with one line
 * in the debug log: without a token any caller could fill the log with stack traces.
 */
@Component
class SocketHandler extends GraphQlWebSocketHandler {

	private static final Logger log = LoggerFactory.getLogger(SocketHandler.class);

	private static final CloseStatus INVALID_MESSAGE = new CloseStatus(4400, "Invalid message");

	SocketHandler(WebGraphQlHandler handler, JsonMapper json, GraphQlProperties settings, GraphQlCorsProperties cors) {
		super(handler, new JacksonJsonHttpMessageConverter(json), settings.getWebsocket().getConnectionInitTimeout(),
				settings.getWebsocket().getKeepAlive(), cors.toCorsConfiguration());
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
		if (!message.getPayload().stripLeading().startsWith("{")) {
			log.debug("A socket sent a message that is no JSON object");
			session.close(INVALID_MESSAGE);
			return;
		}
		try {
			super.handleTextMessage(session, message);
		}
		catch (HttpMessageConversionException | IllegalArgumentException | IllegalStateException ex) {
			log.debug("A socket sent an invalid message: {}", ex.getClass().getSimpleName());
			session.close(INVALID_MESSAGE);
		}
	}

}
