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
 * Binds payloads to Jackson records. A component that is not nullable is required. A text
 * is stripped, and a blank one is null; no other type is converted to text, or text to
 * another type. An enum is read in any case of letters, an {@link EventTime} as
 * {@link EventTime#of} reads it. A record refuses a value with an
 * {@link IllegalArgumentException}, whose message follows the name of its place.
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

	/** Members that no component takes; null when there must be none. */
	private final @Nullable List<PayloadNode> unread;

	private PayloadMapper(@Nullable List<PayloadNode> unread) {
		this.unread = unread;
	}

	/**
	 * A payload as a record.
	 *
	 * @param value the record
	 * @param unread the members, on any level, that no component of a record takes
	 */
	public record PayloadBinding<T extends Record>(T value, List<PayloadNode> unread) {
	}

	/**
	 * Binds a payload whose sender may add members.
	 * @throws InvalidPayloadException when a value is missing or has the wrong type
	 */
	public static <T extends Record> PayloadBinding<T> bind(PayloadNode payload, Class<T> type) {
		List<PayloadNode> unread = new ArrayList<>();
		T value = new PayloadMapper(unread).read(payload, type);
		return new PayloadBinding<>(value, List.copyOf(unread));
	}

	/**
	 * Binds a payload that has no other members than the record.
	 * @throws InvalidPayloadException when a value is missing, unknown or has the wrong
	 * type
	 */
	public static <T extends Record> T bindStrictly(PayloadNode payload, Class<T> type) {
		return new PayloadMapper(null).read(payload, type);
	}

	private <T extends Record> T read(PayloadNode payload, Class<T> type) {
		payload.object();
		ObjectReader reader = MAPPER.readerFor(type).withAttribute(PayloadNode.class, payload.pointer());
		T value;
		try {
			value = reader.readValue(payload.node());
		}
		catch (JacksonException ex) {
			throw refusal(payload, ex);
		}
		compare(payload, value);
		return value;
	}

	/** Compares a value with the node that it was read from. */
	private void compare(PayloadNode place, @Nullable Object value) {
		switch (value) {
			case Record read when place.node().isObject() -> compareMembers(place, read);
			case Map<?, ?> map when place.node().isObject() ->
				map.forEach((key, member) -> compare(place.at(String.valueOf(key)), member));
			case List<?> list when place.node().isArray() -> {
				List<PayloadNode> elements = place.elements();
				for (int i = 0; i < list.size(); i++) {
					compareRequired(elements.get(i), list.get(i));
				}
			}
			case Double number when !Double.isFinite(number) -> throw place.invalid("must be a number");
			case null, default -> {
				// A component takes it as a whole.
			}
		}
	}

	private void compareMembers(PayloadNode place, Record read) {
		Map<String, RecordComponent> components = new LinkedHashMap<>();
		for (RecordComponent component : read.getClass().getRecordComponents()) {
			JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
			components.put((property != null) ? property.value() : component.getName(), component);
		}
		for (Map.Entry<String, ?> member : place.node().properties()) {
			if (!components.containsKey(member.getKey())) {
				addUnread(place.at(member.getKey()), components.keySet());
			}
		}
		components.forEach((name, component) -> {
			Object value = value(component.getAccessor(), read);
			if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
				compare(place.at(name), value);
			}
			else {
				compareRequired(place.at(name), value);
			}
		});
	}

	private void compareRequired(PayloadNode place, @Nullable Object value) {
		if (value == null) {
			throw place.invalid(place.isPresent() ? "is empty" : "is missing");
		}
		compare(place, value);
	}

	private void addUnread(PayloadNode member, Set<String> known) {
		if (this.unread == null) {
			throw member.invalid("is not known here; there are " + String.join(", ", known));
		}
		this.unread.add(member);
	}

	private static @Nullable Object value(Method accessor, Record read) {
		try {
			accessor.setAccessible(true);
			return accessor.invoke(read);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Cannot read " + accessor, ex);
		}
	}

	/** The refusal of the place at which binding failed. */
	private static InvalidPayloadException refusal(PayloadNode payload, JacksonException ex) {
		PayloadNode place = payload;
		for (JacksonException.Reference step : ex.getPath()) {
			place = (step.getPropertyName() != null) ? place.at(step.getPropertyName())
					: new PayloadNode(place.node().path(step.getIndex()), place.pointer() + "/" + step.getIndex());
		}
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof InvalidPayloadException refusal) {
				return refusal;
			}
		}
		return place.invalid(reason(ex, place.isPresent()));
	}

	private static String reason(JacksonException ex, boolean isThere) {
		return switch (ex) {
			case ValueInstantiationException refused when refused
				.getCause() instanceof IllegalArgumentException cause ->
				Objects.requireNonNullElse(cause.getMessage(), "is not valid");
			case MismatchedInputException mismatch when isThere -> expected(mismatch.getTargetType());
			case MismatchedInputException mismatch -> "is missing";
			case InputCoercionException number -> "is out of range";
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
