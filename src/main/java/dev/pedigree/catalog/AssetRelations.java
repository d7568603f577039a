package dev.pedigree.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the versions, runs, parents and training data of many assets at once, with a
 * constant number of queries.
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
	Map<String, Connection<Asset>> versions(Collection<String> assets, PageRequest page) {
		Position after = Position.of(page);
		return pages(assets, page,
				this.repository.versions(assets, after.at(), after.tie(), true, page.fetch(), after.dated()), "asset",
				"version");
	}

	/** The newest version of each asset, except those that a failed run wrote. */
	Map<String, List<Asset>> latestVersions(Collection<String> assets) {
		return this.catalog.grouped(this.repository.versions(assets, LATEST, "", false, 1, true), "asset", "urn");
	}

	/** A page of the runs of each job, newest first. */
	Map<String, Connection<Asset>> runs(Collection<String> jobs, PageRequest page) {
		Position after = Position.of(page);
		return pages(jobs, page, this.repository.runs(jobs, after.at(), after.tie(), page.fetch()), "job", "urn");
	}

	Map<String, List<Asset>> lastRuns(Collection<String> jobs) {
		return this.catalog.grouped(this.repository.runs(jobs, LATEST, "", 1), "job", "urn");
	}

	/** The data of each version, or the job of each run; most have one. */
	Map<String, List<Asset>> parents(Collection<String> children) {
		return this.catalog.grouped(this.repository.parents(children), "child", "urn");
	}

	/** The runs that wrote each model version, newest first. */
	Map<String, List<Asset>> trainedBy(Collection<String> versions) {
		return this.catalog.grouped(this.repository.trainingRuns(versions), "version", "urn");
	}

	Map<String, List<Asset>> trainedOn(Collection<String> versions) {
		return this.catalog.grouped(this.repository.trainingData(versions), "version", "urn");
	}

	private Map<String, Connection<Asset>> pages(Collection<String> keys, PageRequest page, List<Row> rows, String by,
			String tie) {
		Map<String, Asset> known = this.catalog.mapByUrns(rows.stream().map((row) -> row.text("urn")).toList());
		Map<String, List<Row>> groups = rows.stream().collect(Collectors.groupingBy((row) -> row.text(by)));
		return keys.stream().distinct().collect(Collectors.toMap(Function.identity(), (key) -> {
			List<Row> group = groups.getOrDefault(key, List.of());
			Map<Asset, String> positions = new LinkedHashMap<>();
			for (Row row : group) {
				Asset asset = known.get(row.text("urn"));
				if (asset != null) {
					positions.putIfAbsent(asset, Position.text(row.maybeTime("at"), row.text(tie)));
				}
			}
			return Connection.of(page, List.copyOf(positions.keySet()),
					(asset) -> Objects.requireNonNull(positions.get(asset)),
					group.isEmpty() ? null : group.getFirst().number("total"));
		}));
	}

	/** Where a page in order of time begins: after a time, and after a name within it. */
	private record Position(Instant at, String tie, boolean dated) {

		static Position of(PageRequest page) {
			if (page.after().isEmpty()) {
				return new Position(LATEST, "", true);
			}
			int bar = page.after().indexOf('|');
			try {
				String time = page.after().substring(0, bar);
				return new Position(time.isEmpty() ? LATEST : Instant.ofEpochMilli(Long.parseLong(time)),
						page.after().substring(bar + 1), !time.isEmpty());
			}
			catch (IndexOutOfBoundsException | NumberFormatException ex) {
				throw InvalidRequestException.invalid("after", "is no cursor of this list");
			}
		}

		static String text(@Nullable Instant at, String tie) {
			return ((at != null) ? at.toEpochMilli() : "") + "|" + tie;
		}

	}

}
