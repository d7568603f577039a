package dev.pedigree.deployment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetFilter;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.NodeReader;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads servings, environments and applications with a constant number of queries. */
@Service
@Transactional(readOnly = true, timeout = 10)
class Deployments {

	private final DeploymentRepository repository;

	private final Catalog catalog;

	/** Reads environments for {@code node(id)}. */
	@Bean
	static NodeReader environmentReader() {
		return new NodeReader("Environment", Environment::of);
	}

	Deployments(DeploymentRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	/**
	 * A page of deployments in an environment, by name or urn.
	 * @throws InvalidRequestException if the environment is unknown: an empty list would
	 * mean that nothing runs in it
	 */
	Connection<Asset> list(AssetFilter filter, @Nullable String environment, TemporalScope scope, PageRequest page,
			boolean total) {
		String urn = (environment != null) ? environment(environment) : null;
		return this.catalog.page(page, this.repository.deployments(filter, urn, scope, page),
				total ? this.repository.count(filter, urn, scope) : null);
	}

	private String environment(String stated) {
		String urn = stated.startsWith("environment:") ? stated : Urn.environment(stated).value();
		if (this.catalog.node(urn) instanceof Environment) {
			return urn;
		}
		throw InvalidRequestException.unknownName("environment", stated, this.repository.environmentNames());
	}

	Connection<Asset> unresolved(PageRequest page) {
		return this.catalog.page(page, this.repository.unresolved(page), null);
	}

	Map<String, List<Serving>> serving(Collection<String> deployments, TemporalScope scope) {
		Instant asOf = scope.asOf();
		return servings((asOf != null) ? this.repository.served(deployments, asOf, asOf.plusMillis(1), scope.knownAt())
				: this.repository.serving(deployments), "deployment");
	}

	/** The servings of each deployment in a period, oldest first. */
	Map<String, List<Serving>> history(Collection<String> deployments, Instant from, Instant to) {
		return servings(this.repository.served(deployments, from, to, null), "deployment");
	}

	/** The present and past servings of each version, newest first. */
	Map<String, List<Serving>> servings(Collection<String> versions) {
		return servings(this.repository.servings(versions), "version");
	}

	Map<String, List<Asset>> deploymentsOf(Collection<String> models) {
		return this.catalog.grouped(this.repository.deploymentsOf(models), "model", "deployment");
	}

	Map<String, List<Asset>> consumed(Collection<String> applications) {
		return this.catalog.grouped(this.repository.consumed(applications), "application", "urn");
	}

	Map<String, Environment> environments(Collection<String> deployments) {
		return this.repository.environments(deployments)
			.stream()
			.collect(Collectors.toMap((row) -> row.text("deployment"),
					(row) -> Environment.of(row.properties("properties")), (_, last) -> last));
	}

	private Map<String, List<Serving>> servings(List<Row> rows, String by) {
		Map<String, Asset> assets = this.catalog
			.mapByUrns(rows.stream().flatMap((row) -> Stream.of(row.text("version"), row.text("deployment"))).toList());
		return rows.stream()
			.collect(Collectors.groupingBy((row) -> row.text(by),
					Collectors.mapping((row) -> new Serving(assets.get(row.text("version")),
							assets.get(row.text("deployment")), row.text("role"), (Double) row.value("traffic"),
							row.time("since"), row.maybeTime("until"), false), Collectors.toList())));
	}

}
