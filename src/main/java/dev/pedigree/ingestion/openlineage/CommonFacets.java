package dev.pedigree.ingestion.openlineage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ownership.OwnersStatement;
import tools.jackson.databind.JsonNode;

/** Translates the facets that datasets and jobs share: documentation, ownership, tags. */
final class CommonFacets {

	private static final int MAX_DESCRIPTION_LENGTH = 65_537;

	private CommonFacets() {
	}

	static void describe(TranslationBuilder translation, Urn asset, Facets facets) {
		facets.text("documentation", "description")
			.ifPresent((text) -> translation.describe(asset, "documentation",
					Map.of("description", PlainText.cut(text, MAX_DESCRIPTION_LENGTH))));
		facets.store("ownership", (_) -> owners(facets.at("ownership")))
			.ifPresent((owners) -> translation.own(asset, owners));
		tag(translation, asset, facets);
	}

	/** Translates tags, which runs have too. */
	static void tag(TranslationBuilder translation, Urn asset, Facets facets) {
		facets.store("tags", (facet) -> facet.path("tags").isArray() ? Optional.of(tags(facet)) : Optional.empty())
			.ifPresent((tags) -> translation.set(asset, "tags", tags));
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
				// Schedulers mask names that look like a secret with ***.
				.filter((name) -> !name.matches("\\*+"))
				.map((name) -> new OwnersStatement.NamedOwner(name, owner.text("type").orElse(null)))
				.ifPresent(owners::add);
		}
		boolean stated = !owners.isEmpty() || facet.at("owners").node().isEmpty();
		return stated ? Optional.of(List.copyOf(owners)) : Optional.empty();
	}

	/**
	 * Renders tags as {@code key}, or {@code key:value} if the value is not "true". Tags
	 * of a single column are not tags of the dataset.
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
