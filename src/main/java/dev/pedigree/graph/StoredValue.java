package dev.pedigree.graph;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Converts values of the catalog to values of the store and back. An instant is a
 * date-time in UTC with milliseconds (semantics: half-open intervals, UTC), an enum
 * constant its name, a record a map of its components by name.
 */
final class StoredValue {

	private StoredValue() {
	}

	static Map<String, Object> ofAll(Map<String, ?> map) {
		Map<String, Object> converted = new HashMap<>();
		map.forEach((key, value) -> converted.put(key, of(value)));
		return converted;
	}

	@SuppressWarnings({ "unchecked", "NullAway" })
	static Object of(@Nullable Object value) {
		return switch (value) {
			case null -> null;
			case Instant instant -> Instant.ofEpochMilli(instant.toEpochMilli()).atZone(ZoneOffset.UTC);
			case Enum<?> constant -> constant.name();
			case Record components -> ofRecord(components);
			case Map<?, ?> map -> ofAll((Map<String, Object>) map);
			case Collection<?> list -> list.stream().map(StoredValue::of).toList();
			default -> value;
		};
	}

	private static Map<String, Object> ofRecord(Record components) {
		Map<String, Object> map = new HashMap<>();
		for (RecordComponent component : components.getClass().getRecordComponents()) {
			map.put(component.getName(), of(read(component, components)));
		}
		return map;
	}

	@SuppressWarnings("NullAway") // A component may be null.
	private static Object read(RecordComponent component, Record components) {
		try {
			component.getAccessor().setAccessible(true);
			return component.getAccessor().invoke(components);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("Cannot read " + component, ex);
		}
	}

	/**
	 * Creates a record from the values that have the names of its components.
	 * @throws IllegalStateException if a component that is not nullable has no value
	 */
	static <R extends Record> R toRecord(Class<R> type, Map<?, ?> values) {
		RecordComponent[] components = type.getRecordComponents();
		Object[] arguments = Arrays.stream(components)
			.map((component) -> component(component, values.get(component.getName())))
			.toArray();
		try {
			var constructor = type.getDeclaredConstructor(
					Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
			constructor.setAccessible(true);
			return constructor.newInstance(arguments);
		}
		catch (InvocationTargetException ex) {
			throw new IllegalStateException("Invalid values of " + type.getSimpleName() + ": " + values.keySet(),
					ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Cannot create " + type.getName(), ex);
		}
	}

	@SuppressWarnings("NullAway") // A component may be null.
	private static Object component(RecordComponent component, @Nullable Object value) {
		Object converted = convert(component.getGenericType(), value);
		if (converted == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
			throw new IllegalStateException(
					component.getDeclaringRecord().getSimpleName() + "." + component.getName() + " is missing");
		}
		return converted;
	}

	/** An absent list or set is empty, an absent truth value false, any other null. */
	@SuppressWarnings({ "unchecked", "rawtypes", "NullAway" })
	private static Object convert(Type type, @Nullable Object value) {
		if (type instanceof ParameterizedType list && list.getRawType() != Map.class) {
			Collection<?> elements = (value instanceof Collection<?> collection) ? collection : List.of();
			List<Object> converted = elements.stream()
				.map((element) -> convert(list.getActualTypeArguments()[0], element))
				.toList();
			return (list.getRawType() == Set.class) ? new LinkedHashSet<>(converted) : converted;
		}
		if (type == boolean.class) {
			return Boolean.TRUE.equals(value);
		}
		if (value == null || !(type instanceof Class<?> simple)) {
			return value;
		}
		if (simple == Instant.class) {
			return ((ZonedDateTime) value).toInstant();
		}
		if (simple.isEnum()) {
			return Enum.valueOf((Class<Enum>) simple, (String) value);
		}
		return simple.isRecord() ? toRecord((Class<Record>) simple, (Map<?, ?>) value) : value;
	}

}
