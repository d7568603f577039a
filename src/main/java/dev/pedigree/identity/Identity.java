package dev.pedigree.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
 * Finds or makes the assets that messages name, and locks them. The id of an asset is the
 * byte-smallest of its keys; every other key finds it for ever (semantics, Identity).
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
	 * Claims all assets that are mentioned, in urn order, so that transactions that meet
	 * take turns instead of deadlocking. Runs inside the caller's transaction.
	 */
	public Identities claim(Collection<AssetReference> mentions) {
		Map<Urn, Urn> known = this.repository.resolve(keys(mentions));
		Map<Urn, Urn> assets = canonical(mentions, known, apart(mentions, known));
		Map<Urn, AssetUpsert> claims = new TreeMap<>();
		for (AssetReference mention : mentions) {
			Urn asset = assets.getOrDefault(mention.urn(), mention.urn());
			claims.computeIfAbsent(asset, AssetUpsert::new).add(mention, known);
		}
		Set<String> named = new TreeSet<>();
		Set<String> models = this.repository.claim(claims.values(), named);
		List<Urn> turned = claims.values()
			.stream()
			.filter((claim) -> claim.kind == AssetKind.MODEL && !models.contains(claim.urn.value()))
			.map((claim) -> claim.urn)
			.toList();
		if (!turned.isEmpty()) {
			this.repository.becomeModels(turned);
		}
		Map<Urn, Urn> news = new TreeMap<>(assets);
		news.entrySet().removeAll(known.entrySet());
		List<String> created = List.copyOf(named);
		Identities identities = this.repository.merge(assets, news);
		news.values().forEach((asset) -> named.add(asset.value()));
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.CREATED, created));
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.MERGED, mergedKeys(identities, news)));
		if (!named.isEmpty()) {
			this.events.publishEvent(new NamesChanged(named));
		}
		return identities;
	}

	/** The keys of the assets that were taken in, and of those that took them in. */
	private static Set<String> mergedKeys(Identities identities, Map<Urn, Urn> news) {
		Set<String> keys = new TreeSet<>();
		news.forEach((key, asset) -> {
			if (identities.merged().contains(asset)) {
				keys.add(key.value());
				keys.add(asset.value());
			}
		});
		return keys;
	}

	/**
	 * Makes the versions that somebody names before anything else is known of them, in
	 * the caller's transaction, which has claimed their data.
	 */
	public void meet(Collection<VersionReference> versions, Identities identities) {
		if (!versions.isEmpty()) {
			Map<Urn, VersionReference> met = new TreeMap<>();
			Map<Urn, Set<String>> keys = new HashMap<>();
			for (VersionReference meeting : versions) {
				Urn version = identities.of(meeting.version());
				met.merge(version, meeting, VersionReference::earlier);
				if (meeting.registeredAt() != null) {
					keys.computeIfAbsent(version, (_) -> new TreeSet<>()).add(meeting.version().data().value());
				}
			}
			Set<String> registered = new TreeSet<>();
			List<Map<String, ?>> rows = new ArrayList<>();
			met.forEach((version, meeting) -> rows.add(meeting.row(identities, keys.getOrDefault(version, Set.of()))));
			for (Row row : this.repository.meet(rows)) {
				registered.add(row.text("urn"));
				registered.add(row.text("data"));
			}
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.VERSION, registered));
		}
	}

	/**
	 * A version that is named, and when a person registered it; null when it was only
	 * mentioned.
	 */
	public record VersionReference(StatedVersion version, @Nullable Instant registeredAt) {

		private VersionReference earlier(VersionReference other) {
			return (other.registeredAt == null
					|| (this.registeredAt != null && this.registeredAt.isBefore(other.registeredAt))) ? this : other;
		}

		private Map<String, @Nullable Object> row(Identities identities, Set<String> registeredAs) {
			Urn urn = identities.of(this.version);
			Urn data = identities.of(this.version.data());
			Map<String, @Nullable Object> row = new HashMap<>();
			row.put("urn", urn.value());
			row.put("data", data.value());
			row.put("namespace", data.namespace());
			row.put("name", data.name());
			row.put("version", urn.version());
			row.put("registeredAt", this.registeredAt);
			row.put("registeredAs", registeredAs);
			return row;
		}

	}

	/**
	 * Keeps that a person says that two assets are one, in the caller's transaction,
	 * which is about to claim one with the other as its alias.
	 */
	public void state(Attributed<Merge> submitted) {
		Merge merge = submitted.statement();
		this.repository.stateMerge(Map.of("key", merge.keep() + "\n" + merge.merge() + "\n" + merge.at(), "keep",
				merge.keep().value(), "merge", merge.merge().value(), "at", merge.at(), "actors", submitted.actors()));
	}

	/**
	 * That a person says that two assets are one.
	 *
	 * @param keep one of them
	 * @param merge the other one
	 * @param kind what both are: DATASET or MODEL
	 * @param at when it was said
	 */
	public record Merge(Urn keep, Urn merge, AssetKind kind, Instant at) {

		/** One asset with two keys. */
		public AssetReference mention() {
			return new AssetReference(this.keep, this.kind, Set.of(this.merge), this.at, AssetReference.MANUAL, false);
		}

	}

	/** The assets of those keys of data that are aliases. */
	public Map<Urn, Urn> aliases(Set<Urn> keys) {
		return this.repository.resolve(keys);
	}

	/** All keys of data; other assets have none but their own. */
	private static Set<Urn> keys(Collection<AssetReference> mentions) {
		Set<Urn> keys = new TreeSet<>();
		for (AssetReference mention : mentions) {
			if (mention.kind() == AssetKind.DATASET || mention.kind() == AssetKind.MODEL) {
				keys.add(mention.urn());
				keys.addAll(mention.aliases());
			}
		}
		return keys;
	}

	/**
	 * Of the assets that sources are about to make one, those that a person split off
	 * from another one: only a person makes them one with any again.
	 */
	private Set<String> apart(Collection<AssetReference> mentions, Map<Urn, Urn> known) {
		Set<String> joined = new TreeSet<>();
		for (AssetReference mention : mentions) {
			Urn asset = known.getOrDefault(mention.urn(), mention.urn());
			for (Urn alias : byPerson(mention) ? Set.<Urn>of() : mention.aliases()) {
				Urn other = known.getOrDefault(alias, alias);
				if (!asset.equals(other)) {
					joined.add(asset.value());
					joined.add(other.value());
				}
			}
		}
		return joined.isEmpty() ? joined : this.repository.apart(joined);
	}

	/** Whether a person split an asset off from another one. */
	@Transactional(readOnly = true, timeout = 10)
	public boolean isApart(Asset asset) {
		return !this.repository.apart(Set.of(asset.urn())).isEmpty();
	}

	private static boolean byPerson(AssetReference mention) {
		return mention.source().equals(AssetReference.MANUAL);
	}

	/**
	 * The asset of every key that is not its own asset's id, by the graph's aliases and
	 * those of this batch.
	 */
	private static Map<Urn, Urn> canonical(Collection<AssetReference> mentions, Map<Urn, Urn> known,
			Set<String> apart) {
		Map<Urn, Urn> parents = new HashMap<>(known);
		for (AssetReference mention : mentions) {
			mention.aliases()
				.stream()
				.filter((alias) -> byPerson(mention) || Stream.of(mention.urn(), alias)
					.noneMatch((key) -> apart.contains(known.getOrDefault(key, key).value())))
				.forEach((alias) -> join(parents, mention.urn(), alias));
		}
		Map<Urn, Urn> assets = new HashMap<>();
		for (Urn key : new HashSet<>(parents.keySet())) {
			Urn root = root(parents, key);
			if (!root.equals(key)) {
				assets.put(key, root);
			}
		}
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

	/** The asset was given to another meanwhile: the transaction is to be tried again. */
	static TransientDataAccessResourceException renamedMeanwhile(String urn) {
		return new TransientDataAccessResourceException(urn + " was merged by another transaction meanwhile");
	}

}
