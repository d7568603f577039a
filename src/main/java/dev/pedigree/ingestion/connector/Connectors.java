package dev.pedigree.ingestion.connector;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.pedigree.catalog.AssetDeletionStarted;
import dev.pedigree.graph.Row;
import dev.pedigree.ingestion.FacetCount;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The configured sources with their connectors and status. */
@Component
class Connectors {

	/** A name is part of namespaces and URLs. */
	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

	private final Map<String, Connector> connectors;

	private final Map<String, SourceConfig> configs = new TreeMap<>();

	private final ConnectorRepository repository;

	private final Clock clock;

	/**
	 * Reads the settings of the sources ({@code pedigree.sources}).
	 * @throws InvalidConfigurationPropertyValueException if the type of a source is
	 * unknown or a required setting is missing
	 * @throws org.springframework.boot.context.properties.bind.BindException if a setting
	 * is unknown
	 */
	Connectors(List<Connector> connectors, ConnectorRepository repository, Environment environment, Clock clock) {
		this.repository = repository;
		this.clock = clock;
		this.connectors = new TreeMap<>(
				connectors.stream().collect(Collectors.toMap(Connector::name, Function.identity())));
		// Rejects unknown settings, so that a typing error is not ignored.
		Binder.get(environment)
			.bind("pedigree.sources", Bindable.mapOf(String.class, SourceConfig.Settings.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()))
			.orElse(Map.of())
			.forEach((name, settings) -> {
				validate(name, settings);
				this.configs.put(name, new SourceConfig(name, settings));
			});
	}

	private void validate(String name, SourceConfig.Settings settings) {
		String path = "pedigree.sources." + name;
		if (!NAME.matcher(name).matches()) {
			throw new InvalidConfigurationPropertyValueException(path, null,
					"Invalid name; allowed are lower case letters, digits and hyphens.");
		}
		Connector connector = connector(settings.type());
		if (connector == null) {
			throw new InvalidConfigurationPropertyValueException(path + ".type", settings.type(),
					"Unknown type; allowed are " + this.connectors.keySet() + ".");
		}
		for (String need : connector.needs()) {
			if (!settings.has(need)) {
				throw new InvalidConfigurationPropertyValueException(path + "." + need, null,
						"The setting is missing; " + settings.type() + " requires it.");
			}
		}
	}

	/** Removes an asset that is being deleted from the snapshots. */
	@EventListener
	void deleteFromSnapshots(AssetDeletionStarted deletion) {
		if (!deletion.names().isEmpty()) {
			this.repository.deleteFromSnapshots(deletion.patterns());
		}
	}

	List<SourceConfig> configs() {
		return List.copyOf(this.configs.values());
	}

	/** Returns the status of each source, with its facets; no query without sources. */
	List<SourceStatus> sources(List<FacetCount> facets) {
		Map<String, Row> rows = this.configs.isEmpty() ? Map.of()
				: this.repository.sources(List.copyOf(this.configs.keySet()));
		Instant now = this.clock.instant();
		return configs().stream()
			.map((one) -> SourceStatus.of(one, Objects.requireNonNull(rows.get(one.name())), connector(one).captures(),
					facets, now))
			.toList();
	}

	@Nullable SourceConfig config(String name) {
		return this.configs.get(name);
	}

	@Nullable Connector connector(String type) {
		return this.connectors.get(type);
	}

	Connector connector(SourceConfig config) {
		return Objects.requireNonNull(this.connectors.get(config.settings().type()));
	}

}
