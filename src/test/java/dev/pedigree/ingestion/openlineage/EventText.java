package dev.pedigree.ingestion.openlineage;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.Translation;
import org.jspecify.annotations.Nullable;

/**
 * A translation as text, one event a line and its parts below it. What is absent, empty,
 * false or unknown is left out.
 */
final class EventText {

	private EventText() {
	}

	static String of(Translation translation) {
		StringBuilder text = new StringBuilder();
		for (Object event : translation.events()) {
			write(text, "", only(event));
		}
		text.append("used ").append(names(translation, true)).append('\n');
		text.append("unused ").append(names(translation, false)).append('\n');
		return text.toString();
	}

	private static List<String> names(Translation translation, boolean used) {
		return translation.facets()
			.stream()
			.filter((facet) -> facet.used() == used)
			.map((facet) -> facet.place() + "." + facet.name())
			.sorted()
			.toList();
	}

	/** The record within an event. */
	private static Object only(Object event) {
		if (event.getClass().getRecordComponents().length > 1) {
			return event;
		}
		return java.util.Objects.requireNonNull(value(event, event.getClass().getRecordComponents()[0]));
	}

	private static void write(StringBuilder text, String indent, Object record) {
		text.append(record.getClass().getSimpleName());
		List<Object> below = new ArrayList<>();
		List<String> names = new ArrayList<>();
		for (RecordComponent component : record.getClass().getRecordComponents()) {
			Object value = value(record, component);
			if (value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Record) {
				list.forEach((element) -> {
					below.add(element);
					names.add(component.getName());
				});
			}
			else if (value instanceof Record part && !(value instanceof Urn)) {
				below.add(part);
				names.add(component.getName());
			}
			else if (isSaid(value)) {
				text.append(' ').append(component.getName()).append('=').append(text(value));
			}
		}
		text.append('\n');
		for (int i = 0; i < below.size(); i++) {
			text.append(indent).append("  ").append(names.get(i)).append(' ');
			write(text, indent + "  ", below.get(i));
		}
	}

	/** Default values are left out, such as the kind CAPTURED. */
	private static boolean isSaid(@Nullable Object value) {
		return value != null && !Boolean.FALSE.equals(value)
				&& !Set.of("UNKNOWN", "CAPTURED").contains(value.toString())
				&& !(value instanceof Collection<?> list && list.isEmpty());
	}

	private static String text(@Nullable Object value) {
		return switch (value) {
			case Urn urn -> urn.value();
			case Map<?, ?> map -> new TreeMap<>(map).toString();
			case Collection<?> list ->
				list.stream().map(EventText::text).sorted().collect(Collectors.joining(", ", "[", "]"));
			case null, default -> String.valueOf(value);
		};
	}

	private static @Nullable Object value(Object record, RecordComponent component) {
		try {
			component.getAccessor().setAccessible(true);
			return component.getAccessor().invoke(record);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
