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
 * Computes the current values of one facet group of an asset from all statements about
 * it, in any order. The newest action of a curator on a property wins over the newest
 * statement of a source.
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

	/** The newest curation of each property: SET or WITHDRAWN. */
	private final Map<String, Revision> curations = new TreeMap<>();

	private final Map<String, Revision> dismissed = new HashMap<>();

	/** Reads a row with asset, revisions and names. */
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
			Map<String, Revision> newest = (revision.kind == StatementKind.DISMISSED) ? this.dismissed : this.curations;
			revision.values.keySet().forEach((name) -> newest.put(name, revision));
		}
	}

	/** Formats a value as JSON, for storage and comparison. */
	static String text(@Nullable Object value) {
		return JSON.writeValueAsString(value);
	}

	static @Nullable Object value(String text) {
		return JSON.readValue(text, Object.class);
	}

	String asset() {
		return this.asset;
	}

	/**
	 * Returns the current properties: what curators set, else what the newest statement
	 * captured; null for a property of older statements only.
	 */
	Map<String, @Nullable Object> properties() {
		Map<String, @Nullable Object> properties = new HashMap<>();
		this.names.forEach(
				(name) -> properties.put(name, isCurated(name) ? curation(name).values.get(name) : captured(name)));
		return properties;
	}

	boolean hasCurations() {
		return !this.curations.isEmpty();
	}

	Set<String> names() {
		return this.names;
	}

	List<String> curated() {
		return this.curations.keySet().stream().filter(this::isCurated).toList();
	}

	/** The properties with a different captured value that no curator dismissed. */
	List<Map<String, ?>> conflicts() {
		return curated().stream().filter(this::isContested).<Map<String, ?>>map(this::conflict).toList();
	}

	private boolean isCurated(String name) {
		Revision curation = this.curations.get(name);
		return curation != null && curation.kind == StatementKind.SET;
	}

	private boolean isContested(String name) {
		Object stated = captured(name);
		Revision dismissal = this.dismissed.get(name);
		return stated != null && !stated.equals(curation(name).values.get(name))
				&& (dismissal == null || !stated.equals(dismissal.values.get(name)));
	}

	private Map<String, ?> conflict(String name) {
		Revision stated = Objects.requireNonNull(this.captured);
		Revision curation = curation(name);
		return Map.of("key", "conflict:" + Urn.sha256(this.asset + "\n" + name).substring(0, 32), "asset", this.asset,
				"property", name, "curated", text(curation.values.get(name)), "curatedBy", curation.actors, "curatedAt",
				curation.last, "captured", text(stated.values.get(name)), "capturedFrom", stated.source, "capturedAt",
				stated.last);
	}

	private Revision curation(String name) {
		return Objects.requireNonNull(this.curations.get(name));
	}

	private @Nullable Object captured(String name) {
		return (this.captured != null) ? this.captured.values.get(name) : null;
	}

	/** A stored statement, with the last time at which it was made. */
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
