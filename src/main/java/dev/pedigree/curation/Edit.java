package dev.pedigree.curation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.AssetProperty;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.description.Statement.StatementKind;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.ingestion.MetadataEvent;
import org.jspecify.annotations.Nullable;

/**
 * What one person says of one asset at one time, gathered argument by argument, and what
 * is wrong with it. What is so already, because a person set it, is not said again.
 */
final class Edit {

	private final Urn urn;

	private final @Nullable Asset known;

	private final Instant at;

	private final List<MetadataEvent> events = new ArrayList<>();

	private final Map<String, Object> told = new LinkedHashMap<>();

	private final List<InvalidRequestException> problems = new ArrayList<>();

	/**
	 * Begins an edit.
	 * @param known the asset as it is; null when there is none yet
	 */
	Edit(Urn urn, @Nullable Asset known, Instant at) {
		this.urn = urn;
		this.known = known;
		this.at = at;
	}

	Urn urn() {
		return this.urn;
	}

	/** The asset as it is; null when there is none yet. */
	@Nullable Asset known() {
		return this.known;
	}

	Instant at() {
		return this.at;
	}

	/** A time that is known of the asset; null when it is not. */
	@Nullable Instant knownTime(String property) {
		return (this.known != null) ? (Instant) this.known.properties().get(property) : null;
	}

	/** Says that a job is one that was declared. */
	void declared(Urn job) {
		add(new MetadataEvent.AssetDescribed(Statement.declaredJob(job, this.at, AssetReference.MANUAL)));
	}

	/** Says that the asset is there, as one of a kind, unless that is known. */
	Edit register(AssetKind kind) {
		if (this.known == null || !this.known.described()
				|| (kind == AssetKind.MODEL && this.known.kind() != AssetKind.MODEL)) {
			add(new MetadataEvent.AssetDescribed(Statement.registered(this.urn, kind, this.at)));
		}
		return this;
	}

	/**
	 * Sets the properties of a kind that an input has; absent ones stay as they are.
	 * @param clear whether null clears a property; it is as absent otherwise
	 */
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
			if (property.type() == AssetProperty.Type.PACKAGES) {
				value = Packages.canonical(argument, (List<String>) value);
			}
			this.told.put(property.name(), value);
			state(property, value);
		}
		catch (InvalidRequestException ex) {
			this.problems.add(ex);
		}
	}

	/** Something other than a property of the asset. */
	Edit add(MetadataEvent event) {
		this.events.add(event);
		return this;
	}

	/** The properties that were told, news or not, with their values. */
	Map<String, Object> told() {
		return this.told;
	}

	/** What was told and is refused; none of the edit is to be written then. */
	List<InvalidRequestException> problems() {
		return this.problems;
	}

	/** All that was said. */
	List<MetadataEvent> events() {
		return List.copyOf(this.events);
	}

	private void state(AssetProperty property, @Nullable Object value) {
		if (this.known == null || !this.known.isCurated(property.name(), value)) {
			add(new MetadataEvent.AssetDescribed(
					Statement.edited(this.urn, StatementKind.SET, this.at, property.group(), property.name(), value)));
		}
	}

}
