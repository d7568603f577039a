package dev.pedigree.ingestion.manual;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.description.Statement.StatementKind;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.ingestion.MetadataEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

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

	/** A property that stays as it is when nothing is told. */
	<T> Edit set(String property, @Nullable T told, BiFunction<String, T, ?> check) {
		if (told != null) {
			try {
				Object value = check.apply("input." + property, told);
				this.told.put(property, value);
				say(property, value);
			}
			catch (InvalidRequestException ex) {
				this.problems.add(ex);
			}
		}
		return this;
	}

	/** A property that stays as it is when it is left out, and is cleared by null. */
	<T> Edit setOrClear(String property, ArgumentValue<T> told, BiFunction<String, T, ?> check) {
		if (told.isPresent()) {
			set(property, told.value(), check);
		}
		else if (!told.isOmitted()) {
			say(property, null);
		}
		return this;
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

	private void say(String property, @Nullable Object value) {
		if (this.known == null || !this.known.isCurated(property, value)) {
			add(new MetadataEvent.AssetDescribed(
					Statement.said(this.urn, StatementKind.SET, this.at, property, value)));
		}
	}

}
