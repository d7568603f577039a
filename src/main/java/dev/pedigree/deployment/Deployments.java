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
 * Answers what serves where, now and formerly. Each question is for many assets at once
 * and costs the same number of queries for one as for a thousand.
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
	 * One page of deployments.
	 * @param environment name or urn of the environment they run in; null for all
	 * @param moment only those that served then; now for all
	 * @param total whether to count them all
	 * @throws InvalidRequestException when there is no such environment: an empty list
	 * would say that nothing runs in it
	 */
	Connection<Asset> list(AssetFilter filter, @Nullable String environment, TemporalScope moment, PageRequest slice,
			boolean total) {
		String urn = (environment != null) ? environment(environment) : null;
		return this.catalog.page(slice, this.repository.deployments(filter, urn, moment, slice),
				total ? this.repository.count(filter, urn, moment) : null);
	}

	private String environment(String stated) {
		String urn = stated.startsWith("environment:") ? stated : Urn.environment(stated).value();
		if (this.catalog.node(urn) instanceof Environment) {
			return urn;
		}
		throw InvalidRequestException.unknownName("environment", stated, this.repository.environmentNames());
	}

	/** One page of the artifacts that serve, or served, and are no known version. */
	Connection<Asset> unresolved(PageRequest slice) {
		return this.catalog.page(slice, this.repository.unresolved(slice), null);
	}

	/** What serves in each deployment. */
	Map<String, List<Serving>> serving(Collection<String> deployments, TemporalScope moment) {
		Instant asOf = moment.asOf();
		return servings((asOf != null) ? this.repository.served(deployments, asOf, asOf.plusMillis(1), moment.knownAt())
				: this.repository.serving(deployments), "deployment");
	}

	/** What served in each deployment at some time of a period, oldest first. */
	Map<String, List<Serving>> history(Collection<String> deployments, Instant from, Instant to) {
		return servings(this.repository.served(deployments, from, to, null), "deployment");
	}

	/** Where each version serves or served, newest first. */
	Map<String, List<Serving>> servings(Collection<String> versions) {
		return servings(this.repository.servings(versions), "version");
	}

	/** Where some version of each model serves now. */
	Map<String, List<Asset>> deploymentsOf(Collection<String> models) {
		return assets(this.repository.deploymentsOf(models), "model", "deployment");
	}

	/** What each application uses now. */
	Map<String, List<Asset>> consumed(Collection<String> applications) {
		return assets(this.repository.consumed(applications), "application", "urn");
	}

	/** Where each deployment runs. */
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
			servings.computeIfAbsent(text(row, by), (any) -> new ArrayList<>())
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
				grouped.computeIfAbsent(text(row, by), (any) -> new ArrayList<>()).add(asset);
			}
		}
		return grouped;
	}

	private static String text(Map<String, Object> row, String column) {
		return (String) Objects.requireNonNull(row.get(column), column);
	}

}
