package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetFilter;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.StoredTime;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads servings, environments and applications of deployments, now or in the past. The
 * number of queries does not depend on the number of assets.
 */
@Service
@Transactional(readOnly = true, timeout = 10)
class Deployments {

	private final DeploymentRepository repository;

	private final Catalog catalog;

	Deployments(DeploymentRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	/**
	 * Returns a page of deployments.
	 * @param environment name or urn of the environment they run in; null for all
	 * @param moment the time at which they served; now for all
	 * @param total whether to count them all
	 * @throws InvalidRequestException if the environment is unknown: an empty list would
	 * mean that nothing runs in it
	 */
	Connection<Asset> list(AssetFilter filter, @Nullable String environment, TemporalScope moment, PageRequest page,
			boolean total) {
		String urn = (environment != null) ? environment(environment) : null;
		return this.catalog.page(page, this.repository.deployments(filter, urn, moment, page),
				total ? this.repository.count(filter, urn, moment) : null);
	}

	private String environment(String stated) {
		String urn = stated.startsWith("environment:") ? stated : Urn.environment(stated).value();
		if (this.catalog.node(urn) instanceof Environment) {
			return urn;
		}
		throw InvalidRequestException.unknownName("environment", stated, this.repository.environmentNames());
	}

	/** Returns a page of the artifacts that serve or served and are no known version. */
	Connection<Asset> unresolved(PageRequest page) {
		return this.catalog.page(page, this.repository.unresolved(page), null);
	}

	/** Returns the servings of each deployment. */
	Map<String, List<Serving>> serving(Collection<String> deployments, TemporalScope moment) {
		Instant asOf = moment.asOf();
		return servings((asOf != null) ? this.repository.served(deployments, asOf, asOf.plusMillis(1), moment.knownAt())
				: this.repository.serving(deployments), "deployment");
	}

	/** Returns the servings of each deployment in a period, oldest first. */
	Map<String, List<Serving>> history(Collection<String> deployments, Instant from, Instant to) {
		return servings(this.repository.served(deployments, from, to, null), "deployment");
	}

	/** Returns the present and past servings of each version, newest first. */
	Map<String, List<Serving>> servings(Collection<String> versions) {
		return servings(this.repository.servings(versions), "version");
	}

	/** Returns the deployments in which each model serves now. */
	Map<String, List<Asset>> deploymentsOf(Collection<String> models) {
		return assets(this.repository.deploymentsOf(models), "model", "deployment");
	}

	/** Returns the deployments that each application uses now. */
	Map<String, List<Asset>> consumed(Collection<String> applications) {
		return assets(this.repository.consumed(applications), "application", "urn");
	}

	/** Returns the environment of each deployment. */
	Map<String, Environment> environments(Collection<String> deployments) {
		Map<String, Environment> environments = new HashMap<>();
		for (Map<String, Object> row : this.repository.environments(deployments)) {
			@SuppressWarnings("unchecked")
			Map<String, Object> properties = (Map<String, Object>) Objects.requireNonNull(row.get("properties"));
			environments.put(text(row, "deployment"), Environment.of(properties));
		}
		return environments;
	}

	private Map<String, List<Serving>> servings(Collection<Map<String, Object>> rows, String by) {
		Map<String, Asset> assets = this.catalog.mapByUrns(
				rows.stream().flatMap((row) -> Stream.of(text(row, "version"), text(row, "deployment"))).toList());
		Map<String, List<Serving>> servings = new HashMap<>();
		for (Map<String, Object> row : rows) {
			servings.computeIfAbsent(text(row, by), (_) -> new ArrayList<>())
				.add(new Serving(assets.get(text(row, "version")), assets.get(text(row, "deployment")),
						text(row, "role"), (Double) row.get("traffic"), StoredTime.of(row, "since"),
						StoredTime.orNull(row, "until"), false));
		}
		return servings;
	}

	private Map<String, List<Asset>> assets(Collection<Map<String, Object>> rows, String by, String column) {
		Map<String, Asset> assets = this.catalog.mapByUrns(rows.stream().map((row) -> text(row, column)).toList());
		Map<String, List<Asset>> grouped = new HashMap<>();
		for (Map<String, Object> row : rows) {
			Asset asset = assets.get(text(row, column));
			if (asset != null) {
				grouped.computeIfAbsent(text(row, by), (_) -> new ArrayList<>()).add(asset);
			}
		}
		return grouped;
	}

	private static String text(Map<String, Object> row, String column) {
		return (String) Objects.requireNonNull(row.get(column), column);
	}

}
