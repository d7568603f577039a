package dev.pedigree.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was known of assets at a moment: their properties by the statements that sources
 * and people had made until then (semantics, Properties).
 */
@Service
@Transactional(readOnly = true, timeout = 10)
public class AssetHistory {

	private final CatalogRepository repository;

	AssetHistory(CatalogRepository repository) {
		this.repository = repository;
	}

	/**
	 * Assets as they were, with one query. Their edges are as they are: questions for
	 * these take the moment themselves.
	 * @return by urn; one that nobody had spoken of yet is not in it
	 */
	public Map<String, Asset> at(Collection<Asset> assets, Moment moment) {
		Map<String, Asset> then = new HashMap<>();
		Instant asOf = moment.asOf();
		if (asOf == null) {
			assets.forEach((asset) -> then.put(asset.urn(), asset));
			return then;
		}
		Map<String, List<FacetGroup>> groups = new HashMap<>();
		for (Row row : this.repository.history(assets.stream().map(Asset::urn).toList(), moment)) {
			groups.computeIfAbsent(row.text("asset"), (_) -> new ArrayList<>()).add(new FacetGroup(row));
		}
		for (Asset asset : assets) {
			if (!asset.createdAt().isAfter(asOf)) {
				then.put(asset.urn(), asset(asset, groups.getOrDefault(asset.urn(), List.of())));
			}
		}
		return then;
	}

	/**
	 * An asset with the properties that these groups give, instead of those it has now.
	 */
	private static Asset asset(Asset now, List<FacetGroup> groups) {
		Map<String, @Nullable Object> held = new HashMap<>();
		groups.forEach((group) -> held.putAll(group.properties()));
		Map<String, Object> properties = new HashMap<>(now.properties());
		properties.keySet().removeAll(held.keySet());
		List<String> curated = groups.stream().flatMap((group) -> group.curated().stream()).sorted().toList();
		String otherwise = (now.version() != null) ? now.name() + " " + now.version() : now.name();
		String displayName = (String) Objects.requireNonNullElse(held.remove("displayName"), otherwise);
		String description = (String) held.remove("description");
		List<String> tags = (held.remove("tags") instanceof List<?> list)
				? list.stream().map(String::valueOf).sorted().toList() : List.of();
		held.forEach((name, value) -> {
			if (value != null) {
				properties.put(name, value);
			}
		});
		return new Asset(now.urn(), now.kind(), now.namespace(), now.name(), now.version(), displayName, description,
				tags, now.described(), now.aliases(), now.sources(), curated, now.createdAt(), now.updatedAt(),
				Map.copyOf(properties));
	}

}
