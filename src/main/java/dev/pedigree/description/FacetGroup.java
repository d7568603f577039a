package dev.pedigree.description;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement.StatementKind;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that was said of one facet group of one asset, in whatever order, and what holds
 * because of it: of what sources captured the newest statement, and of each property that
 * people spoke of the newest thing they did to it.
 */
final class FacetGroup {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	/** Newest last; ties by source, then by the value itself, never by arrival. */
	private static final Comparator<Revision> ORDER = Comparator.comparing(Revision::last)
		.thenComparing(Revision::source)
		.thenComparing(Revision::kind)
		.thenComparing(Revision::text);

	private final String asset;

	private final Set<String> names = new TreeSet<>();

	private @Nullable Revision captured;

	/** What people last did to each property: set it, or left it to the sources. */
	private final Map<String, Revision> ruled = new TreeMap<>();

	private final Map<String, Revision> dismissed = new HashMap<>();

	/**
	 * Takes what the graph keeps of a group.
	 * @param row asset, revisions, names
	 */
	FacetGroup(Row row) {
		this.asset = row.text("asset");
		this.names.addAll(row.texts("names"));
		row.rows("revisions").stream().map(Revision::of).sorted(ORDER).forEach(this::add);
	}

	private void add(Revision revision) {
		this.names.addAll(revision.values.keySet());
		if (revision.kind == StatementKind.CAPTURED) {
			this.captured = revision;
		}
		else {
			Map<String, Revision> newest = (revision.kind == StatementKind.DISMISSED) ? this.dismissed : this.ruled;
			revision.values.keySet().forEach((name) -> newest.put(name, revision));
		}
	}

	/** JSON by which values are stored and compared. */
	static String text(@Nullable Object value) {
		return JSON.writeValueAsString(value);
	}

	/** The value that a text stands for. */
	static @Nullable Object value(String text) {
		return JSON.readValue(text, Object.class);
	}

	String asset() {
		return this.asset;
	}

	/**
	 * The properties that hold: what people set, else what the newest statement captured,
	 * and null for what only others have.
	 */
	Map<String, @Nullable Object> properties() {
		Map<String, @Nullable Object> properties = new HashMap<>();
		for (String name : this.names) {
			properties.put(name, isCurated(name) ? ruled(name).values.get(name) : captured(name));
		}
		return properties;
	}

	/** Whether people ever spoke of it. */
	boolean isRuled() {
		return !this.ruled.isEmpty();
	}

	Set<String> names() {
		return this.names;
	}

	/** The properties that people set. */
	List<String> curated() {
		return this.ruled.keySet().stream().filter(this::isCurated).toList();
	}

	/**
	 * Where sources now say something else than what people set, unless they saw and
	 * dismissed just that: rows of {@code description/curate}.
	 */
	List<Map<String, ?>> conflicts() {
		return curated().stream().filter(this::isContested).<Map<String, ?>>map(this::conflict).toList();
	}

	private boolean isCurated(String name) {
		Revision rule = this.ruled.get(name);
		return rule != null && rule.kind == StatementKind.SET;
	}

	private boolean isContested(String name) {
		Object stated = captured(name);
		Revision seen = this.dismissed.get(name);
		return stated != null && !stated.equals(ruled(name).values.get(name))
				&& (seen == null || !stated.equals(seen.values.get(name)));
	}

	private Map<String, ?> conflict(String name) {
		Revision stated = Objects.requireNonNull(this.captured);
		Revision rule = ruled(name);
		return Map.of("key", "conflict:" + Urn.sha256(this.asset + "\n" + name).substring(0, 32), "asset", this.asset,
				"property", name, "curated", text(rule.values.get(name)), "curatedBy", rule.actors, "curatedAt",
				rule.last, "captured", text(stated.values.get(name)), "capturedFrom", stated.source, "capturedAt",
				stated.last);
	}

	private Revision ruled(String name) {
		return Objects.requireNonNull(this.ruled.get(name));
	}

	private @Nullable Object captured(String name) {
		return (this.captured != null) ? this.captured.values.get(name) : null;
	}

	/** A statement as it is kept, with the last time it was made. */
	private record Revision(StatementKind kind, String source, Instant last, String text, Map<String, ?> values,
			List<String> actors) {

		static Revision of(Row row) {
			String text = row.text("values");
			return new Revision(StatementKind.valueOf(row.text("kind")), row.text("source"), row.time("last"), text,
					JSON.readValue(text, new TypeReference<Map<String, Object>>() {
					}), row.texts("actors"));
		}

	}

}
