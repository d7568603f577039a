package dev.pedigree.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds assets and other nodes by id, alias key or name, and lists them. */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Catalog {

	private final CatalogRepository repository;

	private final Map<String, NodeReader> readers;

	Catalog(CatalogRepository repository, List<NodeReader> readers) {
		this.repository = repository;
		this.readers = readers.stream().collect(Collectors.toMap(NodeReader::label, Function.identity()));
	}

	/** The existing assets with these urns or alias keys, in order, with one query. */
	public List<Asset> byUrns(Collection<String> urns) {
		Map<String, Asset> found = mapByUrns(urns);
		return urns.stream().distinct().map(found::get).filter(Objects::nonNull).toList();
	}

	/** The assets with these urns or alias keys, each by the key that was passed. */
	public Map<String, Asset> mapByUrns(Collection<String> urns) {
		Map<String, Asset> found = new HashMap<>();
		nodes(urns).forEach((key, node) -> {
			if (node instanceof Asset asset) {
				found.put(key, asset);
			}
		});
		return found;
	}

	/** Replaces each urn by its asset, with one query, and omits missing assets. */
	public <K> Map<K, Asset> resolve(Map<K, String> urns) {
		Map<String, Asset> found = mapByUrns(urns.values());
		Map<K, Asset> resolved = new LinkedHashMap<>();
		urns.forEach((key, urn) -> {
			Asset asset = found.get(urn);
			if (asset != null) {
				resolved.put(key, asset);
			}
		});
		return resolved;
	}

	/**
	 * The existing assets of rows in groups, with one query and in the order of the rows.
	 * @param by the column with the key of the group
	 * @param column the column with the urn of the asset
	 */
	public Map<String, List<Asset>> grouped(Collection<Row> rows, String by, String column) {
		Map<String, Asset> found = mapByUrns(rows.stream().map((row) -> row.text(column)).toList());
		return rows.stream()
			.filter((row) -> found.containsKey(row.text(column)))
			.collect(Collectors.groupingBy((row) -> row.text(by), LinkedHashMap::new, Collectors
				.mapping((row) -> Objects.requireNonNull(found.get(row.text(column))), Collectors.toList())));
	}

	/** Assets, teams, people and environments, each by the id that was passed. */
	public Map<String, Node> nodes(Collection<String> ids) {
		if (ids.isEmpty()) {
			return Map.of();
		}
		Map<String, Node> nodes = new LinkedHashMap<>();
		for (Row row : this.repository.nodes(ids.stream().distinct().toList())) {
			Node node = node(row);
			if (node != null) {
				nodes.put(row.text("asked"), node);
			}
		}
		return nodes;
	}

	/** The node with an id, in any spelling that sources use; null when there is none. */
	public @Nullable Node node(String id) {
		Node node = nodes(List.of(id)).get(id);
		String normal = (node != null) ? id : Urn.normalised(id);
		if (!normal.equals(id)) {
			node = nodes(List.of(normal)).get(normal);
		}
		return (node != null) ? node : versionOfAlias(normal);
	}

	/** A version by an id with another key of its data. */
	private @Nullable Node versionOfAlias(String id) {
		StatedVersion stated = StatedVersion.parse(id);
		Asset data = (stated != null) ? (Asset) nodes(List.of(stated.data().value())).get(stated.data().value()) : null;
		if (stated == null || data == null || data.urn().equals(stated.data().value())) {
			return null;
		}
		String urn = Urn.version(Urn.of(data), Objects.requireNonNull(stated.version().version())).value();
		return nodes(List.of(urn)).get(urn);
	}

	/** The asset with an id or alias key; null when there is none. */
	public @Nullable Asset asset(String id) {
		return (node(id) instanceof Asset asset) ? asset : null;
	}

	/** The asset with a urn, {@code namespace|name} of data, or its location; or null. */
	public @Nullable Asset assetByAlias(String key) {
		return one(this.repository.alias(keys(key)), "key");
	}

	/** What a key may mean: a urn, {@code namespace|name} of data, or its location. */
	public static List<String> keys(String key) {
		int bar = key.indexOf('|');
		String data = (bar >= 0) ? DatasetNaming.of(key.substring(0, bar), key.substring(bar + 1)).urn().value()
				: key.contains("://") ? DatasetNaming.ofLocation(key).urn().value() : key;
		return Stream.of(key, data, Urn.normalised(key)).distinct().toList();
	}

	/**
	 * The asset with a name; null when there is none.
	 * @param kind null for any kind but a run
	 * @param namespace its namespace (a run: that of its job)
	 * @param name its name (a run: its run id)
	 * @param version {@code scheme:value}, or an unambiguous value
	 */
	@Nullable Asset named(@Nullable AssetKind kind, String namespace, String name, @Nullable String version) {
		boolean versioned = kind == AssetKind.DATASET_VERSION || kind == AssetKind.MODEL_VERSION;
		if (versioned && version == null) {
			throw InvalidRequestException.invalid("version", "required for " + kind);
		}
		if (version != null) {
			if (kind != null && !versioned) {
				throw InvalidRequestException.invalid("version", "not allowed for " + kind);
			}
			Urn data = DatasetNaming.of(namespace, name).urn();
			Asset exact = asset(Urn.version(data, version).value());
			return (exact != null) ? exact
					: one(this.repository.versionsNamed(List.of(data.value()), version), "version");
		}
		List<String> urns = urns(kind, namespace, name).map(Urn::value).toList();
		return one(this.repository.named(urns, namespace, name, kind == AssetKind.RUN),
				(kind != null) ? "name" : "kind");
	}

	/** The only asset with a name, in any namespace; null when there is none. */
	@Nullable Asset named(@Nullable AssetKind kind, String name, @Nullable String version) {
		boolean versioned = kind == AssetKind.DATASET_VERSION || kind == AssetKind.MODEL_VERSION;
		if (kind != null && !versioned && !kind.isStanding()) {
			throw InvalidRequestException.invalid("namespace", "required for " + kind);
		}
		boolean data = versioned || ((kind != null) ? kind.isData() : version != null);
		List<String> labels = AssetKind.standing()
			.stream()
			.filter((one) -> data ? one.isData() : kind == null || kind == one)
			.map(AssetKind::label)
			.toList();
		Asset asset = one(this.repository.namedAnywhere(name, labels), "namespace");
		return (asset == null || (version == null && !versioned)) ? asset
				: named(kind, asset.namespace(), asset.name(), version);
	}

	Connection<Asset> list(CatalogRepository.AssetList list, AssetFilter filter, PageRequest page, boolean total) {
		return list(list, filter.parameters(), page, total);
	}

	private Connection<Asset> list(CatalogRepository.AssetList list, Map<String, @Nullable Object> filter,
			PageRequest page, boolean total) {
		return page(page, this.repository.page(list, filter, page), total ? this.repository.total(list, filter) : null);
	}

	/** One page of all assets of the standing level; no kinds: of any kind. */
	Connection<Asset> assets(Collection<AssetKind> kinds, AssetFilter filter, PageRequest page, boolean total) {
		if (!kinds.stream().allMatch(AssetKind::isStanding)) {
			throw InvalidRequestException.invalid("kinds",
					"has a kind that is not listed; allowed are " + AssetKind.standing());
		}
		List<String> labels = kinds.stream().map(AssetKind::label).distinct().toList();
		Map<String, @Nullable Object> parameters = filter.parameters();
		parameters.put("labels", labels);
		return list(CatalogRepository.AssetList.STANDING, parameters, page, total);
	}

	/**
	 * Checks the filter of a request; null: every asset.
	 * @throws InvalidRequestException when its team does not exist: an empty list would
	 * mean that it owns nothing
	 */
	public AssetFilter filter(@Nullable AssetFilter filter) {
		String team = (filter != null) ? filter.team() : null;
		if (team != null && node(team) == null) {
			throw InvalidRequestException.notFound("filter.team", team);
		}
		return (filter != null) ? filter : AssetFilter.NONE;
	}

	/** A page of assets whose sort key is their urn. */
	public Connection<Asset> page(PageRequest page, List<String> urns, @Nullable Long totalCount) {
		return Connection.of(page, byUrns(urns), Asset::urn, totalCount);
	}

	/**
	 * The asset with an id or alias key.
	 * @throws InvalidRequestException when nothing has the id
	 */
	public Asset known(String argument, String id) {
		Asset asset = asset(id);
		if (asset == null) {
			throw InvalidRequestException.notFound(argument, id);
		}
		return asset;
	}

	/**
	 * The node of a type with an id.
	 * @param allowed the type, for the message: {@code a team}
	 * @throws InvalidRequestException when nothing has the id, or a node of another type
	 */
	public <N extends Node> N known(String argument, String id, Class<N> type, String allowed) {
		Node node = node(id);
		if (node == null) {
			throw InvalidRequestException.notFound(argument, id);
		}
		if (!type.isInstance(node)) {
			throw InvalidRequestException.invalid(argument,
					"'" + id + "' is of another type; " + allowed + " is allowed");
		}
		return type.cast(node);
	}

	/**
	 * The version with an id, or one that no source has stated yet.
	 * @param kind MODEL_VERSION or DATASET_VERSION
	 * @throws InvalidRequestException when the id is that of another kind, or no full id
	 * of a version
	 */
	public StatedVersion version(String argument, String id, AssetKind kind) {
		return StatedVersion.of(this, argument, id, kind);
	}

	private @Nullable Asset one(List<String> urns, String argument) {
		if (urns.size() > 1) {
			throw InvalidRequestException.invalid(argument,
					"several assets have it; use the id of one: " + String.join(", ", urns));
		}
		return urns.isEmpty() ? null : asset(urns.getFirst());
	}

	private @Nullable Node node(Row row) {
		List<String> labels = row.texts("labels");
		return labels.contains("Asset") ? Asset.of(row)
				: labels.stream()
					.map(this.readers::get)
					.filter(Objects::nonNull)
					.findFirst()
					.map((reader) -> reader.reading().apply(Asset.withInstants(row.properties("properties"))))
					.orElse(null);
	}

	private static Stream<Urn> urns(@Nullable AssetKind kind, String namespace, String name) {
		return AssetKind.standing()
			.stream()
			.filter((one) -> kind == null || kind == one)
			.map((one) -> one.isData() ? DatasetNaming.of(namespace, name).urn() : Urn.of(one, namespace, name))
			.distinct();
	}

}
