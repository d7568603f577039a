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

/** Finds assets, by whatever name one knows them. */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Catalog {

	/** Labels of what has versions, and of all that is found by its name alone. */
	private static final List<String> DATA = List.of("Dataset", "Model");

	private static final List<String> STANDING = List.of("Dataset", "Model", "Job", "Deployment", "Application");

	private final CatalogRepository repository;

	private final Map<String, NodeReader> readers;

	Catalog(CatalogRepository repository, List<NodeReader> readers) {
		this.repository = repository;
		this.readers = readers.stream().collect(Collectors.toMap(NodeReader::label, Function.identity()));
	}

	/**
	 * The assets with these urns, in this order, with one query; one that is not there is
	 * left out. An alias key finds its asset too.
	 */
	public List<Asset> byUrns(Collection<String> urns) {
		Map<String, Asset> found = mapByUrns(urns);
		return urns.stream().distinct().map(found::get).filter(Objects::nonNull).toList();
	}

	/** The assets with these urns or alias keys, each under what it was asked for. */
	public Map<String, Asset> mapByUrns(Collection<String> urns) {
		Map<String, Asset> found = new HashMap<>();
		nodes(urns).forEach((asked, node) -> {
			if (node instanceof Asset asset) {
				found.put(asked, asset);
			}
		});
		return found;
	}

	/**
	 * Replaces each urn by its asset, with one query; an entry whose asset does not exist
	 * is left out.
	 */
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
	 * Returns the assets of rows, grouped, with one query and in the order of the rows;
	 * an asset that does not exist is left out.
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

	/**
	 * Assets, teams, people and environments with these ids, each under what it was asked
	 * for.
	 */
	public Map<String, Node> nodes(Collection<String> ids) {
		if (ids.isEmpty()) {
			return Map.of();
		}
		Map<String, Node> nodes = new LinkedHashMap<>();
		for (Map<String, Object> row : this.repository.nodes(ids.stream().distinct().toList())) {
			Node node = node(row);
			if (node != null) {
				nodes.put((String) Objects.requireNonNull(row.get("asked")), node);
			}
		}
		return nodes;
	}

	/**
	 * The asset, team, person or environment with an id, which may be spelled as sources
	 * spell it; null when there is none.
	 */
	public @Nullable Node node(String id) {
		Node node = nodes(List.of(id)).get(id);
		String normal = (node != null) ? id : Urn.normalised(id);
		if (!normal.equals(id)) {
			node = nodes(List.of(normal)).get(normal);
		}
		return (node != null) ? node : versionOfAlias(normal);
	}

	/** A version by the id that it would have under another key of its data. */
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

	/**
	 * The asset that a further key finds: a urn, {@code namespace|name} of data, or its
	 * location.
	 */
	public @Nullable Asset assetByAlias(String key) {
		return one(this.repository.alias(keys(key)), "key");
	}

	/** What a key may mean: a urn, {@code namespace|name} of data, or its location. */
	public static List<String> keys(String key) {
		int bar = key.indexOf('|');
		String data = (bar >= 0) ? data(key.substring(0, bar), key.substring(bar + 1)).value()
				: key.contains("://") ? DatasetNaming.ofLocation(key).urn().value() : key;
		return Stream.of(key, data, Urn.normalised(key)).distinct().toList();
	}

	/**
	 * The asset with a name; null when there is none.
	 * @param kind what it is; null for whatever has the name, runs excepted
	 * @param namespace its namespace (a run: that of its job)
	 * @param name its name (a run: its run id)
	 * @param version of a version, {@code scheme:value}, or the bare value while that is
	 * unambiguous
	 * @throws InvalidRequestException when several assets have the name, or the arguments
	 * do not fit
	 */
	public @Nullable Asset named(@Nullable AssetKind kind, String namespace, String name, @Nullable String version) {
		boolean versioned = kind == AssetKind.DATASET_VERSION || kind == AssetKind.MODEL_VERSION;
		if (versioned && version == null) {
			throw InvalidRequestException.invalid("version", "a " + kind + " has one");
		}
		if (version != null) {
			if (kind != null && !versioned) {
				throw InvalidRequestException.invalid("version", "a " + kind + " has none");
			}
			Urn data = data(namespace, name);
			Asset exact = asset(Urn.version(data, version).value());
			return (exact != null) ? exact
					: one(this.repository.versionsNamed(List.of(data.value()), version), "version");
		}
		List<String> urns = urns(kind, namespace, name).map(Urn::value).toList();
		return one(this.repository.named(urns, namespace, name, kind == AssetKind.RUN),
				(kind != null) ? "name" : "kind");
	}

	/**
	 * The asset that alone has a name, whatever its namespace; null when there is none.
	 * @param kind what it is; null for any but a run
	 * @param version of a version, as with a namespace
	 * @throws InvalidRequestException when the name is not unique, or the kind needs a
	 * namespace
	 */
	public @Nullable Asset named(@Nullable AssetKind kind, String name, @Nullable String version) {
		List<String> labels = switch (kind) {
			case null -> (version != null) ? DATA : STANDING;
			case DATASET, MODEL, DATASET_VERSION, MODEL_VERSION -> DATA;
			case JOB -> List.of("Job");
			case DEPLOYMENT -> List.of("Deployment");
			case APPLICATION -> List.of("Application");
			case RUN, OTHER -> throw InvalidRequestException.invalid("namespace", "required for " + kind);
		};
		Asset asset = one(this.repository.namedAnywhere(name, labels), "namespace");
		boolean versioned = kind == AssetKind.DATASET_VERSION || kind == AssetKind.MODEL_VERSION;
		return (asset == null || (version == null && !versioned)) ? asset
				: named(kind, asset.namespace(), asset.name(), version);
	}

	/**
	 * One page of all datasets.
	 * @param total whether to count them all
	 */
	public Connection<Asset> datasets(AssetFilter filter, PageRequest slice, boolean total) {
		return page(slice, this.repository.datasets(filter, slice),
				total ? this.repository.countDatasets(filter) : null);
	}

	/**
	 * One page of all models.
	 * @param total whether to count them all
	 */
	public Connection<Asset> models(AssetFilter filter, PageRequest slice, boolean total) {
		return page(slice, this.repository.models(filter, slice), total ? this.repository.countModels(filter) : null);
	}

	/**
	 * One page of all assets of the standing level.
	 * @param kinds their kinds; empty for any
	 * @param total whether to count them all
	 * @throws InvalidRequestException when a kind is not of the standing level
	 */
	public Connection<Asset> assets(Collection<AssetKind> kinds, AssetFilter filter, PageRequest slice, boolean total) {
		List<String> labels = kinds.stream().map(AssetKind::label).distinct().toList();
		if (!STANDING.containsAll(labels)) {
			throw InvalidRequestException.invalid("kinds",
					"has a kind that is not listed; DATASET, JOB, MODEL, DEPLOYMENT and APPLICATION are allowed");
		}
		return page(slice, this.repository.standing(labels, filter, slice),
				total ? this.repository.countStanding(labels, filter) : null);
	}

	/**
	 * A filter as it is asked for; every asset when none is.
	 * @throws InvalidRequestException when its team is not there: an empty list would say
	 * that it owns nothing
	 */
	public AssetFilter filter(@Nullable AssetFilter filter) {
		String team = (filter != null) ? filter.team() : null;
		if (team != null && node(team) == null) {
			throw InvalidRequestException.notFound("filter.team", team);
		}
		return (filter != null) ? filter : AssetFilter.NONE;
	}

	/** A page of assets whose sort key is their urn. */
	public Connection<Asset> page(PageRequest slice, List<String> urns, @Nullable Long totalCount) {
		return Connection.of(slice, byUrns(urns), Asset::urn, totalCount);
	}

	/**
	 * The asset with an id or alias key.
	 * @param argument which argument names it
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
	 * The version with an id, or one that no source has spoken of yet.
	 * @param argument which argument names it
	 * @param kind MODEL_VERSION or DATASET_VERSION
	 * @throws InvalidRequestException when the id is of something else, or no full id of
	 * a version
	 */
	public StatedVersion version(String argument, String id, AssetKind kind) {
		return StatedVersion.of(this, argument, id, kind);
	}

	private @Nullable Asset one(List<String> urns, String argument) {
		if (urns.size() > 1) {
			throw InvalidRequestException.invalid(argument,
					"several assets are meant, ask for one by id: " + String.join(", ", urns));
		}
		return urns.isEmpty() ? null : asset(urns.getFirst());
	}

	private @Nullable Node node(Map<String, Object> row) {
		@SuppressWarnings("unchecked")
		List<String> labels = (List<String>) Objects.requireNonNull(row.get("labels"));
		if (labels.contains("Asset")) {
			return AssetRow.asset(row);
		}
		@SuppressWarnings("unchecked")
		Map<String, Object> properties = (Map<String, Object>) Objects.requireNonNull(row.get("properties"));
		return labels.stream()
			.map(this.readers::get)
			.filter(Objects::nonNull)
			.findFirst()
			.map((reader) -> reader.read(AssetRow.read(properties)))
			.orElse(null);
	}

	/** Names of data are normalised as those in messages are. */
	private static Urn data(String namespace, String name) {
		DatasetNaming naming = DatasetNaming.of(namespace, name);
		return Urn.data(naming.namespace(), naming.name());
	}

	private static Stream<Urn> urns(@Nullable AssetKind kind, String namespace, String name) {
		return switch (kind) {
			case null -> Stream.of(data(namespace, name), Urn.job(namespace, name), Urn.deployment(namespace, name),
					Urn.application(namespace, name));
			case DATASET, MODEL -> Stream.of(data(namespace, name));
			case JOB -> Stream.of(Urn.job(namespace, name));
			case DEPLOYMENT -> Stream.of(Urn.deployment(namespace, name));
			case APPLICATION -> Stream.of(Urn.application(namespace, name));
			case RUN, DATASET_VERSION, MODEL_VERSION, OTHER -> Stream.empty();
		};
	}

}
