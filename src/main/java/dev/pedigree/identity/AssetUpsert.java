package dev.pedigree.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;

/** Collects the references of a batch to one asset, for its creation or update. */
final class AssetUpsert {

	final Urn urn;

	AssetKind kind = AssetKind.OTHER;

	Instant first = Instant.MAX;

	Instant last = Instant.MIN;

	final TreeSet<String> sources = new TreeSet<>();

	boolean described;

	final TreeSet<String> keys = new TreeSet<>();

	AssetUpsert(Urn urn) {
		this.urn = urn;
	}

	void add(AssetReference reference, Map<Urn, Urn> known) {
		Stream.concat(Stream.of(reference.urn()), reference.aliases().stream())
			.filter((key) -> this.urn.equals(known.get(key)))
			.forEach((key) -> this.keys.add(key.value()));
		if (this.kind != AssetKind.MODEL) {
			this.kind = reference.kind();
		}
		this.first = reference.at().isBefore(this.first) ? reference.at() : this.first;
		this.last = reference.at().isAfter(this.last) ? reference.at() : this.last;
		this.sources.add(reference.source());
		this.described |= reference.described();
	}

	private List<String> labels() {
		return this.kind.isRecorded() ? List.of("Asset", "Standing", "Recorded", this.kind.label())
				: List.of("Asset", "Standing", this.kind.label());
	}

	List<Map<String, Object>> rows() {
		Map<String, String> identity = Map.of("namespace", this.urn.namespace(), "name", this.urn.name());
		return this.sources.stream()
			.map((source) -> Map.of("urn", this.urn.value(), "identity", identity, "labels", labels(), "first",
					this.first, "last", this.last, "source", source, "described", this.described, "keys", this.keys))
			.toList();
	}

}
