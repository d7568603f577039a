package dev.pedigree.curation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.AssetProperty;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.description.Statement.StatementKind;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.ingestion.MetadataEvent;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * An edit: the statements of one curator about one asset at one time, and the problems of
 * its arguments. Values that a curator has set already are not stated again.
 *
 * @param known the asset before the edit; null for a new one
 * @param values the values of the input, changed or not, by property
 * @param problems if there are any, nothing may be written
 */
record Edit(Urn urn, @Nullable Asset known, Instant at, List<MetadataEvent> events, Map<String, Object> values,
		List<InvalidRequestException> problems) {

	Edit(Urn urn, @Nullable Asset known, Instant at) {
		this(urn, known, at, new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
	}

	/** The input as the schema coerced it: it has the properties of the registry. */
	static Map<String, Object> input(DataFetchingEnvironment environment) {
		return Objects.requireNonNull(environment.<Map<String, Object>>getArgument("input"));
	}

	/** Parses a version of a model as a curator writes it. */
	static StatedVersion version(String argument, Urn model, String written) {
		String version = StatedVersion.withScheme(InputValidation.name(argument, written));
		if (version == null) {
			throw InvalidRequestException.invalid(argument,
					"'" + written + "' has no value after its scheme; <scheme>:<value> or <value> is allowed");
		}
		return new StatedVersion(Urn.version(model, version), model, false);
	}

	/** States that a version is registered, unless this is known; returns since when. */
	Instant register(StatedVersion version) {
		if (this.known != null && this.known.properties().get("registeredAt") instanceof Instant registered) {
			return registered;
		}
		add(new MetadataEvent.VersionNamed(version, this.at, AssetReference.MANUAL));
		return this.at;
	}

	void declared(Urn job) {
		add(new MetadataEvent.AssetDescribed(Statement.declaredJob(job, this.at, AssetReference.MANUAL)));
	}

	/** States that the asset exists and is of a kind, unless this is known. */
	Edit register(AssetKind kind) {
		if (this.known == null || !this.known.described()
				|| (kind == AssetKind.MODEL && this.known.kind() != AssetKind.MODEL)) {
			add(new MetadataEvent.AssetDescribed(Statement.registered(this.urn, kind, this.at)));
		}
		return this;
	}

	/** Sets the properties that an input has; null clears a property or is ignored. */
	Edit set(List<AssetProperty> properties, Map<String, Object> input, boolean clear) {
		for (AssetProperty property : properties) {
			Object value = input.get(property.name());
			if (value != null) {
				set(property, value);
			}
			else if (clear && input.containsKey(property.name())) {
				state(property, null);
			}
		}
		return this;
	}

	@SuppressWarnings("unchecked")
	private void set(AssetProperty property, Object stated) {
		try {
			String argument = "input." + property.name();
			Object value = property.checked(argument, stated);
			if (property.type() == AssetProperty.PropertyType.PACKAGES) {
				value = Packages.canonical(argument, (List<String>) value);
			}
			this.values.put(property.name(), value);
			state(property, value);
		}
		catch (InvalidRequestException ex) {
			this.problems.add(ex);
		}
	}

	/** Adds an event that is not about a property of the asset. */
	Edit add(MetadataEvent event) {
		this.events.add(event);
		return this;
	}

	private void state(AssetProperty property, @Nullable Object value) {
		if (this.known == null || !this.known.isCurated(property.name(), value)) {
			add(new MetadataEvent.AssetDescribed(
					Statement.edited(this.urn, StatementKind.SET, this.at, property.group(), property.name(), value)));
		}
	}

}
