package dev.pedigree.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.NamesChanged;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Resolves keys to assets, creates missing assets and locks them. The id of an asset is
 * the byte-smallest of its keys; its other keys are aliases and stay valid (semantics,
 * Identity).
 */
@Service
public class Identity {

	private final IdentityRepository repository;

	private final ApplicationEventPublisher events;

	Identity(IdentityRepository repository, ApplicationEventPublisher events) {
		this.repository = repository;
		this.events = events;
	}

	/**
	 * Creates or updates all referenced assets in urn order, so that concurrent
	 * transactions wait for each other instead of deadlocking. Runs inside the caller's
	 * transaction.
	 */
	public Identities upsert(Collection<AssetReference> references) {
		Map<Urn, Urn> known = this.repository.resolve(keys(references));
		Map<Urn, Urn> assets = canonical(references, known, splitOff(references, known));
		Map<Urn, AssetUpsert> upserts = new TreeMap<>();
		for (AssetReference reference : references) {
			Urn asset = assets.getOrDefault(reference.urn(), reference.urn());
			upserts.computeIfAbsent(asset, AssetUpsert::new).add(reference, known);
		}
		Set<String> named = new TreeSet<>();
		Set<String> models = this.repository.upsert(upserts.values(), named);
		this.repository.becomeModels(upserts.values()
			.stream()
			.filter((upsert) -> upsert.kind == AssetKind.MODEL && !models.contains(upsert.urn.value()))
			.map((upsert) -> upsert.urn)
			.toList());
		Map<Urn, Urn> newAliases = new TreeMap<>(assets);
		newAliases.entrySet().removeAll(known.entrySet());
		List<String> created = List.copyOf(named);
		Identities identities = this.repository.merge(assets, newAliases);
		newAliases.values().forEach((asset) -> named.add(asset.value()));
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.CREATED, created));
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.MERGED, mergedKeys(identities, newAliases)));
		if (!named.isEmpty()) {
			this.events.publishEvent(new NamesChanged(named));
		}
		return identities;
	}

	private static Set<String> mergedKeys(Identities identities, Map<Urn, Urn> newAliases) {
		Set<String> keys = new TreeSet<>();
		newAliases.forEach((key, asset) -> {
			if (identities.merged().contains(asset)) {
				keys.addAll(List.of(key.value(), asset.value()));
			}
		});
		return keys;
	}

	/**
	 * Creates missing versions in the caller's transaction, which has upserted their
	 * data.
	 */
	public void ensureExists(Collection<VersionReference> versions, Identities identities) {
		if (!versions.isEmpty()) {
			Map<Urn, VersionReference> earliest = new TreeMap<>();
			Map<Urn, Set<String>> keys = new HashMap<>();
			for (VersionReference reference : versions) {
				Urn version = identities.of(reference.version());
				earliest.merge(version, reference, VersionReference::earlier);
				if (reference.registeredAt() != null) {
					keys.computeIfAbsent(version, (_) -> new TreeSet<>()).add(reference.version().data().value());
				}
			}
			List<Map<String, ?>> rows = new ArrayList<>();
			earliest.forEach(
					(version, reference) -> rows.add(reference.row(identities, keys.getOrDefault(version, Set.of()))));
			Set<String> registered = new TreeSet<>();
			this.repository.ensureVersionsExist(rows)
				.forEach((row) -> registered.addAll(List.of(row.text("urn"), row.text("data"))));
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.VERSION, registered));
		}
	}

	/**
	 * A reference to a version.
	 *
	 * @param registeredAt when a curator registered it; null if it was only named
	 */
	public record VersionReference(StatedVersion version, @Nullable Instant registeredAt) {

		private VersionReference earlier(VersionReference other) {
			return (other.registeredAt == null
					|| (this.registeredAt != null && this.registeredAt.isBefore(other.registeredAt))) ? this : other;
		}

		private Map<String, @Nullable Object> row(Identities identities, Set<String> registeredAs) {
			Urn urn = identities.of(this.version);
			Urn data = identities.of(this.version.data());
			return Row.map("urn", urn.value(), "data", data.value(), "namespace", data.namespace(), "name", data.name(),
					"version", urn.version(), "registeredAt", this.registeredAt, "registeredAs", registeredAs);
		}

	}

	/**
	 * Stores a curator's merge, in the caller's transaction, which then upserts one asset
	 * with the other as its alias.
	 */
	public void state(Attributed<Merge> submitted) {
		Merge merge = submitted.statement();
		this.repository.stateMerge(Map.of("key", merge.keep() + "\n" + merge.merge() + "\n" + merge.at(), "keep",
				merge.keep().value(), "merge", merge.merge().value(), "at", merge.at(), "actors", submitted.actors()));
	}

	/**
	 * A curator's statement that two assets are the same.
	 *
	 * @param kind DATASET or MODEL
	 * @param at when the curator stated it
	 */
	public record Merge(Urn keep, Urn merge, AssetKind kind, Instant at) {

		/** References one asset with both keys. */
		public AssetReference reference() {
			return new AssetReference(this.keep, this.kind, Set.of(this.merge), this.at, AssetReference.MANUAL, false);
		}

	}

	/** Returns the asset of each key that is an alias. */
	public Map<Urn, Urn> aliases(Set<Urn> keys) {
		return this.repository.resolve(keys);
	}

	/** Returns all keys of datasets and models; other kinds have no aliases. */
	private static Set<Urn> keys(Collection<AssetReference> references) {
		Set<Urn> keys = new TreeSet<>();
		for (AssetReference reference : references) {
			if (reference.kind().isData()) {
				keys.add(reference.urn());
				keys.addAll(reference.aliases());
			}
		}
		return keys;
	}

	/**
	 * Returns split assets that sources would merge; only a curator can merge them again.
	 */
	private Set<String> splitOff(Collection<AssetReference> references, Map<Urn, Urn> known) {
		Set<String> joined = new TreeSet<>();
		for (AssetReference reference : references) {
			Urn asset = known.getOrDefault(reference.urn(), reference.urn());
			for (Urn alias : isByCurator(reference) ? Set.<Urn>of() : reference.aliases()) {
				Urn other = known.getOrDefault(alias, alias);
				if (!asset.equals(other)) {
					joined.addAll(List.of(asset.value(), other.value()));
				}
			}
		}
		return joined.isEmpty() ? joined : this.repository.splitOff(joined);
	}

	/** Whether a curator split an asset off from another one. */
	@Transactional(readOnly = true, timeout = 10)
	public boolean isSplitOff(Asset asset) {
		return !this.repository.splitOff(Set.of(asset.urn())).isEmpty();
	}

	private static boolean isByCurator(AssetReference reference) {
		return reference.source().equals(AssetReference.MANUAL);
	}

	/** Returns the asset of each alias, from the graph and from this batch. */
	private static Map<Urn, Urn> canonical(Collection<AssetReference> references, Map<Urn, Urn> known,
			Set<String> splitOff) {
		Map<Urn, Urn> parents = new HashMap<>(known);
		for (AssetReference reference : references) {
			reference.aliases()
				.stream()
				.filter((alias) -> isByCurator(reference) || Stream.of(reference.urn(), alias)
					.noneMatch((key) -> splitOff.contains(known.getOrDefault(key, key).value())))
				.forEach((alias) -> join(parents, reference.urn(), alias));
		}
		Map<Urn, Urn> assets = new HashMap<>();
		parents.keySet().forEach((key) -> assets.put(key, root(parents, key)));
		assets.entrySet().removeIf((entry) -> entry.getKey().equals(entry.getValue()));
		return assets;
	}

	private static void join(Map<Urn, Urn> parents, Urn one, Urn other) {
		Urn a = root(parents, one);
		Urn b = root(parents, other);
		if (!a.equals(b)) {
			parents.put((a.compareTo(b) < 0) ? b : a, (a.compareTo(b) < 0) ? a : b);
		}
	}

	private static Urn root(Map<Urn, Urn> parents, Urn key) {
		Urn root = key;
		for (Urn next = parents.get(root); next != null && !next.equals(root); next = parents.get(root)) {
			root = next;
		}
		return root;
	}

	/** The asset was merged concurrently; the transaction must be retried. */
	static TransientDataAccessResourceException mergedConcurrently(String urn) {
		return new TransientDataAccessResourceException(urn + " was merged concurrently by another transaction");
	}

}
