package dev.pedigree.graph;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoredValueTests {

	private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");

	@Test
	void recordIsStoredAndReadBack() {
		Part part = new Part("ada", Color.GREEN);
		Whole whole = new Whole("fraud", AT, null, 2.5, 7, true, List.of("a", "b"), Set.of(Color.RED), part,
				List.of(part));
		Map<String, Object> stored = StoredValue.ofAll(Map.of("row", whole));
		Map<?, ?> row = (Map<?, ?>) Objects.requireNonNull(stored.get("row"));
		assertThat(row.get("since")).isEqualTo(ZonedDateTime.of(2026, 3, 1, 10, 0, 0, 123_000_000, ZoneOffset.UTC));
		assertThat(row.get("colors")).isEqualTo(List.of("RED"));
		assertThat(row.get("part")).isEqualTo(Map.of("name", "ada", "color", "GREEN"));
		assertThat(new Row(row).as(Whole.class)).isEqualTo(whole);
	}

	@Test
	void absentValuesAreEmptyFalseOrNull() {
		Map<String, Object> row = new HashMap<>(Map.of("name", "fraud", "count", 0L));
		assertThat(new Row(row).as(Whole.class))
			.isEqualTo(new Whole("fraud", null, null, null, 0, false, List.of(), Set.of(), null, List.of()));
	}

	@Test
	void missingComponentIsNamed() {
		assertThatThrownBy(() -> new Row(Map.of("name", "fraud")).as(Whole.class))
			.hasMessageContaining("Whole.count is missing");
		assertThatThrownBy(() -> new Row(Map.of("count", 0L)).as(Whole.class))
			.hasMessageContaining("Whole.name is missing");
	}

	enum Color {

		RED, GREEN

	}

	record Part(String name, Color color) {
	}

	record Whole(String name, @Nullable Instant since, @Nullable Instant until, @Nullable Double traffic, long count,
			boolean live, List<String> texts, Set<Color> colors, @Nullable Part part, List<Part> parts) {
	}

}
