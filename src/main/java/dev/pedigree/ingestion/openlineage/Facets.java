package dev.pedigree.ingestion.openlineage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ownership.OwnersStatement.NamedOwner;
import tools.jackson.databind.JsonNode;

/**
 * Reads the facets of one part of an event, and records which of them are stored so that
 * a GraphQL query can read them. A facet that violates its schema is ignored and does not
 * make the event invalid, because many producers deviate here.
 */
record Facets(String place, PayloadNode facets, Set<String> stored) {

	private static final int MAX_DESCRIPTION_LENGTH = 65_537;

	Facets(String place, PayloadNode facets) {
		this(place, facets, new HashSet<>());
	}

	/** Returns a facet, unless it is missing, no object or deleted. */
	Optional<JsonNode> read(String name) {
		JsonNode facet = this.facets.node().path(name);
		boolean present = facet.isObject() && !facet.path("_deleted").asBoolean(false);
		return present ? Optional.of(facet) : Optional.empty();
	}

	/** Returns a value of a facet; a facet with a value is marked as stored. */
	<T> Optional<T> store(String name, Function<JsonNode, Optional<T>> value) {
		Optional<T> found = read(name).flatMap(value);
		found.ifPresent((_) -> this.stored.add(name));
		return found;
	}

	/** Returns a text of a facet; a facet with the text is marked as stored. */
	Optional<String> text(String name, String field) {
		return store(name, (facet) -> PayloadNode.text(facet, field));
	}

	/** Returns texts of a facet; a facet with one of them is marked as stored. */
	Map<String, Object> texts(String name, String... fields) {
		return store(name, (facet) -> Optional.of(PayloadNode.texts(facet, fields)).filter((texts) -> !texts.isEmpty()))
			.orElseGet(HashMap::new);
	}

	/** Returns JSON from a facet; one with JSON that is not empty is marked. */
	<T extends JsonNode> Optional<T> json(String name, Function<JsonNode, T> value) {
		return store(name, (facet) -> Optional.of(value.apply(facet)).filter((json) -> !json.isEmpty()));
	}

	void markStored(String name) {
		this.stored.add(name);
	}

	PayloadNode at(String name) {
		return this.facets.at(name);
	}

	/** Translates facets of datasets and jobs: documentation, ownership, tags. */
	void describe(TranslationBuilder translation, Urn asset) {
		text("documentation", "description").ifPresent((text) -> translation.describe(asset, "documentation",
				Map.of("description", PlainText.cut(text, MAX_DESCRIPTION_LENGTH))));
		store("ownership", (_) -> owners(at("ownership"))).ifPresent((owners) -> translation.own(asset, owners));
		tag(translation, asset);
	}

	/** Translates tags, which runs have too. */
	void tag(TranslationBuilder translation, Urn asset) {
		store("tags", (facet) -> facet.path("tags").isArray() ? Optional.of(tags(facet)) : Optional.empty())
			.ifPresent((tags) -> translation.set(asset, "tags", tags));
	}

	/** The owners of a facet; an empty list states that there are none. */
	private static Optional<List<NamedOwner>> owners(PayloadNode facet) {
		if (!facet.at("owners").node().isArray()) {
			return Optional.empty();
		}
		Set<NamedOwner> owners = new LinkedHashSet<>();
		for (PayloadNode owner : facet.at("owners").elements()) {
			if (owner.text("name").isEmpty()) {
				owner.at("name").warn("is missing; the owner is not recorded");
			}
			owner.text("name")
				// Schedulers mask names that look like a secret with ***.
				.filter((name) -> !name.matches("\\*+"))
				.map((name) -> new NamedOwner(name, owner.text("type").orElse(null)))
				.ifPresent(owners::add);
		}
		boolean stated = !owners.isEmpty() || facet.at("owners").node().isEmpty();
		return stated ? Optional.of(List.copyOf(owners)) : Optional.empty();
	}

	/** Renders tags. Tags of a single column are not tags of the dataset. */
	private static List<String> tags(JsonNode facet) {
		Set<String> tags = new TreeSet<>();
		for (JsonNode tag : facet.path("tags").values()) {
			String value = tag.path("value").isValueNode() ? tag.path("value").asString("").strip() : "";
			if (PayloadNode.text(tag, "field").isEmpty()) {
				PayloadNode.text(tag, "key").ifPresent((key) -> tags.add(TranslationBuilder.tagText(key, value)));
			}
		}
		return List.copyOf(tags);
	}

	void count(TranslationBuilder translation) {
		translation.count(this.place, this.facets, this.stored);
	}

}
