package dev.pedigree.ingestion;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Binds payloads to records with Jackson. A component that is not nullable is required. A
 * text is stripped, and a blank one is null; types are not converted. The case of an enum
 * is ignored, and an {@link EventTime} is parsed by {@link EventTime#of}. A record
 * rejects a value with an {@link IllegalArgumentException}, whose message follows its
 * name.
 */
public final class PayloadMapper {

	private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(int.class, Integer.class, long.class, Long.class);

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
		.addModule(new SimpleModule().addDeserializer(String.class, new TextDeserializer())
			.addDeserializer(EventTime.class, new EventTimeDeserializer()))
		.build();

	/** The members without a component; null if they are not allowed. */
	private final @Nullable List<PayloadNode> unread;

	private PayloadMapper(@Nullable List<PayloadNode> unread) {
		this.unread = unread;
	}

	/** A payload as a record, with the members on any level that have no component. */
	public record PayloadBinding<T extends Record>(T value, List<PayloadNode> unread) {
	}

	/**
	 * Binds a payload that may have further members.
	 * @throws InvalidPayloadException if a value is missing or has the wrong type
	 */
	public static <T extends Record> PayloadBinding<T> bind(PayloadNode payload, Class<T> type) {
		List<PayloadNode> unread = new ArrayList<>();
		T value = new PayloadMapper(unread).read(payload, type);
		return new PayloadBinding<>(value, List.copyOf(unread));
	}

	/**
	 * Binds a payload that must have no further members.
	 * @throws InvalidPayloadException if a value is missing, unknown or of the wrong type
	 */
	public static <T extends Record> T bindStrictly(PayloadNode payload, Class<T> type) {
		return new PayloadMapper(null).read(payload, type);
	}

	private <T extends Record> T read(PayloadNode payload, Class<T> type) {
		ObjectReader reader = MAPPER.readerFor(type).withAttribute(PayloadNode.class, payload.pointer());
		try {
			T value = reader.readValue(payload.object().node());
			check(payload, value, false);
			return value;
		}
		catch (JacksonException ex) {
			throw invalid(payload, ex);
		}
	}

	/** Checks a value against the node that it was read from. */
	private void check(PayloadNode node, @Nullable Object value, boolean nullable) {
		if (value == null && !nullable) {
			throw node.invalid(node.isPresent() ? "is empty" : "is missing");
		}
		switch (value) {
			case Record bound when node.node().isObject() -> checkMembers(node, bound);
			case Map<?, ?> map when node.node().isObject() ->
				map.forEach((key, member) -> check(node.at(String.valueOf(key)), member, true));
			case List<?> list when node.node().isArray() -> {
				List<PayloadNode> elements = node.elements();
				for (int i = 0; i < list.size(); i++) {
					check(elements.get(i), list.get(i), false);
				}
			}
			case Double number when !Double.isFinite(number) -> throw node.invalid("must be a number");
			case null, default -> {
				// Jackson has bound it as a whole.
			}
		}
	}

	private void checkMembers(PayloadNode node, Record bound) {
		Map<String, RecordComponent> components = new LinkedHashMap<>();
		for (RecordComponent component : bound.getClass().getRecordComponents()) {
			JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
			components.put((property != null) ? property.value() : component.getName(), component);
		}
		node.node()
			.propertyNames()
			.stream()
			.filter((name) -> !components.containsKey(name))
			.forEach((name) -> addUnread(node.at(name), components.keySet()));
		components.forEach((name, component) -> check(node.at(name), value(component.getAccessor(), bound),
				component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
	}

	private void addUnread(PayloadNode member, Set<String> known) {
		if (this.unread == null) {
			throw member.invalid("is not known here; there are " + String.join(", ", known));
		}
		this.unread.add(member);
	}

	private static @Nullable Object value(Method accessor, Record bound) {
		try {
			accessor.setAccessible(true);
			return accessor.invoke(bound);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Cannot read " + accessor, ex);
		}
	}

	/** Creates the exception for the node at which binding failed. */
	private static InvalidPayloadException invalid(PayloadNode payload, JacksonException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidPayloadException invalid) {
				return invalid;
			}
		}
		PayloadNode node = payload;
		for (JacksonException.Reference step : ex.getPath()) {
			node = (step.getPropertyName() != null) ? node.at(step.getPropertyName())
					: node.elements().get(step.getIndex());
		}
		return node.invalid(reason(ex, node.isPresent()));
	}

	private static String reason(JacksonException ex, boolean isPresent) {
		return switch (ex) {
			case ValueInstantiationException rejected when rejected
				.getCause() instanceof IllegalArgumentException cause ->
				Objects.requireNonNullElse(cause.getMessage(), "is not valid");
			case MismatchedInputException mismatch -> isPresent ? expected(mismatch.getTargetType()) : "is missing";
			case InputCoercionException _ -> "is out of range";
			default -> "is not valid";
		};
	}

	private static String expected(@Nullable Class<?> type) {
		if (type == null) {
			return "has the wrong type";
		}
		if (type.isEnum()) {
			return "must be one of " + List.of(type.getEnumConstants());
		}
		if (type == String.class) {
			return "must be a string";
		}
		if (type == boolean.class || type == Boolean.class) {
			return "must be true or false";
		}
		if (WHOLE_NUMBERS.contains(type)) {
			return "must be a whole number";
		}
		if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
			return "must be a number";
		}
		return Collection.class.isAssignableFrom(type) ? "must be an array" : "must be an object";
	}

	private static final class TextDeserializer extends StdScalarDeserializer<String> {

		TextDeserializer() {
			super(String.class);
		}

		@Override
		public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
			if (!parser.hasToken(JsonToken.VALUE_STRING)) {
				return (String) context.handleUnexpectedToken(String.class, parser);
			}
			String text = PayloadNode.clean(parser.getString());
			return text.isEmpty() ? null : text;
		}

	}

	private static final class EventTimeDeserializer extends StdScalarDeserializer<EventTime> {

		EventTimeDeserializer() {
			super(EventTime.class);
		}

		@Override
		public EventTime deserialize(JsonParser parser, DeserializationContext context) {
			String pointer = context.getAttribute(PayloadNode.class)
					+ parser.streamReadContext().pathAsPointer().toString();
			return EventTime.of(new PayloadNode(context.readTree(parser), pointer));
		}

	}

}
