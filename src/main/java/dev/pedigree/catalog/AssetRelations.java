package dev.pedigree.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.graph.StoredTime;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is beside assets: their versions, runs and parents, and what models were trained
 * by and on. Each question is for many assets at once and costs the same number of
 * queries for one as for a thousand.
 */
@Service
@Transactional(readOnly = true, timeout = 10)
class AssetRelations {

	/** Later than every time in the graph. */
	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private final CatalogRepository repository;

	private final Catalog catalog;

	AssetRelations(CatalogRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	/** A page of the versions of each asset, newest first, those without a time last. */
	Map<String, Connection<Asset>> versions(Collection<String> assets, PageRequest slice) {
		Position after = Position.of(slice);
		return pages(assets, slice,
				this.repository.versions(assets, after.at(), after.tie(), true, slice.fetch(), after.dated()), "asset",
				(row) -> position(row, "version"));
	}

	/** The newest version of each asset, of those that no failed run left behind. */
	Map<String, Asset> latestVersions(Collection<String> assets) {
		return first(this.repository.versions(assets, LATEST, "", false, 1, true), "asset");
	}

	/** A page of the runs of each job, newest first. */
	Map<String, Connection<Asset>> runs(Collection<String> jobs, PageRequest slice) {
		Position after = Position.of(slice);
		return pages(jobs, slice, this.repository.runs(jobs, after.at(), after.tie(), slice.fetch()), "job",
				(row) -> position(row, "urn"));
	}

	/** The newest run of each job. */
	Map<String, Asset> lastRuns(Collection<String> jobs) {
		return first(this.repository.runs(jobs, LATEST, "", 1), "job");
	}

	/** What each version is a version of, or each run a run of; most have one. */
	Map<String, List<Asset>> parents(Collection<String> children) {
		return grouped(this.repository.parents(children), "child");
	}

	/** The newest run that wrote each model version. */
	Map<String, Asset> trainedBy(Collection<String> versions) {
		return first(this.repository.trainingRuns(versions), "version");
	}

	/** The dataset versions that each model version was trained on. */
	Map<String, List<Asset>> trainedOn(Collection<String> versions) {
		return grouped(this.repository.trainingData(versions), "version");
	}

	private Map<String, List<Asset>> grouped(Collection<Map<String, Object>> rows, String by) {
		Map<String, Asset> assets = this.catalog.mapByUrns(rows.stream().map((row) -> text(row, "urn")).toList());
		return rows.stream()
			.filter((row) -> assets.containsKey(text(row, "urn")))
			.collect(Collectors.groupingBy((row) -> text(row, by), Collectors
				.mapping((row) -> Objects.requireNonNull(assets.get(text(row, "urn"))), Collectors.toList())));
	}

	private Map<String, Asset> first(Collection<Map<String, Object>> rows, String by) {
		Map<String, Asset> first = new HashMap<>();
		grouped(rows, by).forEach((key, assets) -> first.put(key, assets.getFirst()));
		return first;
	}

	private Map<String, Connection<Asset>> pages(Collection<String> keys, PageRequest slice,
			Collection<Map<String, Object>> rows, String by, Function<Map<String, Object>, String> position) {
		Map<String, Asset> known = this.catalog.mapByUrns(rows.stream().map((row) -> text(row, "urn")).toList());
		Map<String, Long> totals = new HashMap<>();
		Map<String, Map<Asset, String>> found = new HashMap<>();
		for (Map<String, Object> row : rows) {
			totals.put(text(row, by), (Long) Objects.requireNonNull(row.get("total")));
			Asset asset = known.get(text(row, "urn"));
			if (asset != null) {
				found.computeIfAbsent(text(row, by), (_) -> new LinkedHashMap<>())
					.putIfAbsent(asset, position.apply(row));
			}
		}
		return keys.stream().distinct().collect(Collectors.toMap((key) -> key, (key) -> {
			Map<Asset, String> of = found.getOrDefault(key, Map.of());
			return Connection.of(slice, List.copyOf(of.keySet()), (asset) -> Objects.requireNonNull(of.get(asset)),
					totals.get(key));
		}));
	}

	private static String position(Map<String, Object> row, String tie) {
		Instant at = StoredTime.orNull(row, "at");
		return ((at != null) ? at.toEpochMilli() : "") + "|" + text(row, tie);
	}

	private static String text(Map<String, Object> row, String column) {
		return (String) Objects.requireNonNull(row.get(column));
	}

	/**
	 * Where a page of things in time begins: after a time, and after a name within it.
	 */
	private record Position(Instant at, String tie, boolean dated) {

		static Position of(PageRequest slice) {
			if (slice.after().isEmpty()) {
				return new Position(LATEST, "", true);
			}
			int bar = slice.after().indexOf('|');
			try {
				String time = slice.after().substring(0, bar);
				return new Position(time.isEmpty() ? LATEST : Instant.ofEpochMilli(Long.parseLong(time)),
						slice.after().substring(bar + 1), !time.isEmpty());
			}
			catch (IndexOutOfBoundsException | NumberFormatException ex) {
				throw InvalidRequestException.invalid("after", "is no cursor of this list");
			}
		}

	}

}
