package dev.pedigree.description;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Computes the properties of assets at a time, from the statements that sources and
 * curators had made until then (semantics, Properties).
 */
@Service
@Transactional(readOnly = true, timeout = 10)
public class AssetHistory {

	private final DescriptionRepository repository;

	AssetHistory(DescriptionRepository repository) {
		this.repository = repository;
	}

	/**
	 * Returns assets with their properties at a time, with one query.
	 * @return by urn, including assets without any statement until then
	 */
	public Map<String, Asset> at(Collection<Asset> assets, TemporalScope scope) {
		Map<String, Asset> historic = new HashMap<>();
		if (scope.asOf() == null) {
			assets.forEach((asset) -> historic.put(asset.urn(), asset));
			return historic;
		}
		Map<String, List<FacetGroup>> groups = this.repository.history(assets.stream().map(Asset::urn).toList(), scope)
			.stream()
			.map(FacetGroup::new)
			.collect(Collectors.groupingBy(FacetGroup::asset));
		assets.forEach((asset) -> historic.put(asset.urn(), asset(asset, groups.getOrDefault(asset.urn(), List.of()))));
		return historic;
	}

	private static Asset asset(Asset now, List<FacetGroup> groups) {
		Map<String, @Nullable Object> historic = new HashMap<>();
		groups.forEach((group) -> historic.putAll(group.properties()));
		Map<String, Object> properties = new HashMap<>(now.properties());
		properties.keySet().removeAll(historic.keySet());
		List<String> curated = groups.stream().flatMap((group) -> group.curated().stream()).sorted().toList();
		String defaultName = (now.version() != null) ? now.name() + " " + now.version() : now.name();
		String displayName = (String) Objects.requireNonNullElse(historic.remove("displayName"), defaultName);
		String description = (String) historic.remove("description");
		List<String> tags = (historic.remove("tags") instanceof List<?> list)
				? list.stream().map(String::valueOf).sorted().toList() : List.of();
		historic.values().removeIf(Objects::isNull);
		properties.putAll(historic);
		return new Asset(now.urn(), now.kind(), now.namespace(), now.name(), now.version(), displayName, description,
				tags, now.described(), now.aliases(), now.sources(), curated, now.createdAt(), now.updatedAt(),
				Map.copyOf(properties));
	}

	/**
	 * Returns the changes of properties in a period, with one query.
	 * @param after start of the period, exclusive
	 * @param until end of the period, inclusive
	 */
	public List<PropertyChange> between(Collection<String> assets, Instant after, Instant until) {
		List<PropertyChange> changes = new ArrayList<>();
		for (Row row : this.repository.statementsUntil(assets, until)) {
			TreeSet<Instant> times = new TreeSet<>(List.of(after));
			row.rows("revisions")
				.forEach((statement) -> times.addAll(List.of(statement.time("first"), statement.time("last"))));
			Map<String, @Nullable Object> before = new HashMap<>();
			for (Instant at : times.subSet(after, true, until, true)) {
				Map<String, @Nullable Object> now = asOf(row, at).properties();
				if (at.isAfter(after)) {
					compare(row.text("asset"), at, before, now, changes);
				}
				before = now;
			}
		}
		return changes;
	}

	private static FacetGroup asOf(Row group, Instant at) {
		List<Map<String, Object>> revisions = new ArrayList<>();
		Set<String> names = new TreeSet<>();
		for (Row statement : group.rows("revisions")) {
			names.addAll(statement.texts("names"));
			if (!statement.time("first").isAfter(at)) {
				Map<String, Object> revision = new HashMap<>(statement.properties());
				if (statement.time("last").isAfter(at)) {
					revision.put("last", Objects.requireNonNull(statement.value("first")));
				}
				revisions.add(revision);
			}
		}
		return new FacetGroup(new Row(Map.of("asset", group.text("asset"), "revisions", revisions, "names", names)));
	}

	private static void compare(String asset, Instant at, Map<String, @Nullable Object> before,
			Map<String, @Nullable Object> now, List<PropertyChange> changes) {
		now.forEach((property, value) -> {
			Object was = before.get(property);
			if (!Objects.equals(was, value)) {
				changes.add(new PropertyChange(asset, at, property, (was != null) ? FacetGroup.text(was) : null,
						(value != null) ? FacetGroup.text(value) : null));
			}
		});
	}

	/**
	 * A change of one property.
	 *
	 * @param asset urn
	 * @param before previous value as JSON; null for none
	 * @param now new value as JSON; null for none
	 */
	public record PropertyChange(String asset, Instant at, String property, @Nullable String before,
			@Nullable String now) {
	}

}
