package dev.pedigree.ingestion.connector;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
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

/** The connected systems, how each kind of them is read, and how they fare. */
@Component
class Connectors {

	private final Map<String, Connector> types;

	private final Map<String, SourceConfig> instances = new TreeMap<>();

	private final ConnectorRepository repository;

	private final Clock clock;

	/**
	 * Joins settings and connectors.
	 * @throws InvalidConfigurationPropertyValueException when a system is of a type that
	 * no connector knows, or lacks what its type needs
	 * @throws org.springframework.boot.context.properties.bind.BindException when there
	 * is a setting that is not known
	 */
	Connectors(List<Connector> connectors, ConnectorProperties properties, ConnectorRepository repository,
			Environment environment, Clock clock) {
		this.repository = repository;
		this.clock = clock;
		// A slip in a name must not be taken for silence.
		Binder.get(environment)
			.bind("pedigree.sources", Bindable.mapOf(String.class, SourceConfig.Settings.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
		this.types = connectors.stream()
			.collect(Collectors.toMap(Connector::name, Function.identity(), (one, other) -> one, TreeMap::new));
		properties.sources().forEach((name, settings) -> {
			if (!this.types.containsKey(settings.type())) {
				throw new InvalidConfigurationPropertyValueException("pedigree.sources." + name + ".type",
						settings.type(), "It is one of " + this.types.keySet() + ".");
			}
			for (String need : Objects.requireNonNull(this.types.get(settings.type())).needs()) {
				if (!settings.has(need)) {
					throw new InvalidConfigurationPropertyValueException("pedigree.sources." + name + "." + need, null,
							"It is missing, and " + settings.type() + " is not asked without it.");
				}
			}
			this.instances.put(name, new SourceConfig(name, settings));
		});
	}

	/** Takes an asset that is being deleted out of what the systems listed. */
	@EventListener
	void forget(AssetDeletionStarted deletion) {
		if (!deletion.names().isEmpty()) {
			this.repository.forgetListed(deletion.patterns());
		}
	}

	List<SourceConfig> instances() {
		return List.copyOf(this.instances.values());
	}

	List<String> names() {
		return List.copyOf(this.instances.keySet());
	}

	/**
	 * How each connected system fares; nobody is asked where there is none.
	 * @param counts what became of the parts of payloads
	 */
	List<SourceStatus> sources(List<FacetCount> counts) {
		Map<String, Row> rows = this.instances.isEmpty() ? Map.of() : this.repository.sources(names());
		Instant now = this.clock.instant();
		return instances().stream()
			.map((one) -> SourceStatus.of(one, Objects.requireNonNull(rows.get(one.name())), of(one).captures(), counts,
					now))
			.toList();
	}

	/** A system by its name; null when there is none. */
	@Nullable SourceConfig instance(String name) {
		return this.instances.get(name);
	}

	/** A kind of system by its name; null when there is none. */
	@Nullable Connector type(String name) {
		return this.types.get(name);
	}

	Connector of(SourceConfig instance) {
		return Objects.requireNonNull(this.types.get(instance.settings().type()));
	}

}
