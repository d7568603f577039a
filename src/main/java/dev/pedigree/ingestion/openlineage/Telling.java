package dev.pedigree.ingestion.openlineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ownership.OwnersStatement;
import tools.jackson.databind.JsonNode;

/** What one event tells, gathered while it is read. */
final class Telling {

	static final String SOURCE = "openlineage";

	/** Descriptions beyond this many characters are cut. */
	private static final int LONGEST = 65_536;

	private final Instant at;

	/**
	 * By what each is about: one event says one thing of an asset in each group, and the
	 * last word counts (explicit lineage comes after the column lineage facet).
	 */
	private final Map<Object, MetadataEvent> events = new LinkedHashMap<>();

	private final List<Translation.PayloadFacet> facets = new ArrayList<>();

	Telling(Instant at) {
		this.at = at;
	}

	Instant at() {
		return this.at;
	}

	void add(MetadataEvent event) {
		this.events.put(event, event);
	}

	void describe(Urn asset, String group, Map<String, Object> values) {
		this.events.put(List.of(asset, group),
				new MetadataEvent.AssetDescribed(Statement.captured(asset, group, this.at, SOURCE, values)));
	}

	/** Documentation, ownership and tags, which data and jobs have alike. */
	void describe(Urn asset, Facets given) {
		given.text("documentation", "description")
			.ifPresent((text) -> describe(asset, "documentation", Map.of("description", cut(text, LONGEST))));
		given.store("ownership", (facet) -> owners(given.at("ownership")))
			.ifPresent((owners) -> this.events.put(List.of(asset, "ownership"),
					new MetadataEvent.OwnersNamed(new OwnersStatement(asset, this.at, SOURCE, owners))));
		tags(asset, given);
	}

	/** Tags, which runs have too. */
	void tags(Urn asset, Facets given) {
		given
			.store("tags",
					(facet) -> facet.path("tags").isArray() ? Optional.of(Telling.tags(facet)) : Optional.empty())
			.ifPresent((tags) -> describe(asset, "tags", Map.of("tags", tags)));
	}

	/** Counts the facets, once all that is used was used. */
	void count(Facets given) {
		this.facets.addAll(given.counted());
	}

	/** Counts a part that nothing is taken from. */
	void unused(String place, String name, JsonNode value) {
		this.facets.add(new Translation.PayloadFacet(place, name, false, value));
	}

	Translation done() {
		return new Translation(List.copyOf(this.events.values()), List.copyOf(this.facets));
	}

	static String cut(String text, int longest) {
		return (text.length() > longest) ? text.substring(0, longest) + "\u2026" : text;
	}

	/** The owners of a facet; an empty list states that there are none. */
	private static Optional<List<OwnersStatement.NamedOwner>> owners(PayloadNode facet) {
		if (!facet.at("owners").node().isArray()) {
			return Optional.empty();
		}
		Set<OwnersStatement.NamedOwner> owners = new LinkedHashSet<>();
		for (PayloadNode owner : facet.at("owners").elements()) {
			if (owner.text("name").isEmpty()) {
				owner.at("name").warn("is missing; the owner is not recorded");
			}
			owner.text("name")
				// Schedulers print *** in place of what they take for a secret; it names
				// nobody.
				.filter((name) -> !name.matches("\\*+"))
				.map((name) -> new OwnersStatement.NamedOwner(name, owner.text("type").orElse(null)))
				.ifPresent(owners::add);
		}
		boolean stated = !owners.isEmpty() || facet.at("owners").node().isEmpty();
		return stated ? Optional.of(List.copyOf(owners)) : Optional.empty();
	}

	/**
	 * {@code key}, or {@code key:value} where the value says more than that the tag is
	 * there. Tags of a single column are no tags of the dataset.
	 */
	private static List<String> tags(JsonNode facet) {
		Set<String> tags = new TreeSet<>();
		for (JsonNode tag : facet.path("tags").values()) {
			String value = tag.path("value").isValueNode() ? tag.path("value").asString("").strip() : "";
			boolean plain = value.isEmpty() || value.equalsIgnoreCase("true");
			if (PayloadNode.text(tag, "field").isEmpty()) {
				PayloadNode.text(tag, "key").ifPresent((key) -> tags.add(plain ? key : key + ":" + value));
			}
		}
		return List.copyOf(tags);
	}

}
