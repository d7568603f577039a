package dev.pedigree.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;

/** All that the messages of a batch say of one asset's identity. */
final class AssetUpsert {

	final Urn urn;

	AssetKind kind = AssetKind.OTHER;

	Instant first = Instant.MAX;

	Instant last = Instant.MIN;

	final TreeSet<String> sources = new TreeSet<>();

	boolean described;

	/** Further keys that it was found by. */
	final TreeSet<String> keys = new TreeSet<>();

	AssetUpsert(Urn urn) {
		this.urn = urn;
	}

	void add(AssetReference mention, Map<Urn, Urn> known) {
		Stream.concat(Stream.of(mention.urn()), mention.aliases().stream())
			.filter((key) -> this.urn.equals(known.get(key)))
			.forEach((key) -> this.keys.add(key.value()));
		if (this.kind != AssetKind.MODEL) {
			this.kind = mention.kind();
		}
		this.first = mention.at().isBefore(this.first) ? mention.at() : this.first;
		this.last = mention.at().isAfter(this.last) ? mention.at() : this.last;
		this.sources.add(mention.source());
		this.described |= mention.described();
	}

	/**
	 * Deployments and applications belong to both levels (semantics, Levels and tense).
	 */
	private List<String> labels() {
		return (this.kind == AssetKind.DEPLOYMENT || this.kind == AssetKind.APPLICATION)
				? List.of("Asset", "Standing", "Recorded", this.kind.label())
				: List.of("Asset", "Standing", this.kind.label());
	}

	List<Map<String, Object>> rows() {
		List<Map<String, Object>> rows = new ArrayList<>();
		for (String source : this.sources) {
			rows.add(Map.of("urn", this.urn.value(), "identity",
					Map.of("namespace", this.urn.namespace(), "name", this.urn.name()), "labels", labels(), "first",
					this.first, "last", this.last, "source", source, "described", this.described, "keys", this.keys));
		}
		return rows;
	}

}
