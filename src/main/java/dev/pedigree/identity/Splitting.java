package dev.pedigree.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.NamesChanged;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Splits an asset that several keys identify (semantics, Identity). Statements move with
 * the key under which they were made. Afterwards only a curator can merge the two assets
 * again.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Splitting {

	private final IdentityRepository repository;

	private final Identity identity;

	private final ApplicationEventPublisher events;

	Splitting(IdentityRepository repository, Identity identity, ApplicationEventPublisher events) {
		this.repository = repository;
		this.identity = identity;
		this.events = events;
	}

	/**
	 * Moves a key, with those that were merged together with it, to an asset of its own,
	 * in the caller's transaction, which must derive both assets again.
	 * @throws InvalidRequestException if the key is not an alias
	 */
	public Split begin(String alias, Instant at, String actor) {
		if (alias.startsWith("artifact:")) {
			throw InvalidRequestException.invalid("alias",
					"is the key of an artifact; a key of an asset is allowed, and resolveArtifact withdraws the version of an artifact");
		}
		Row known = this.repository.splittable(alias);
		Urn from = IdentityRepository.asset(known, "asset");
		Map<String, Urn> aliases = new TreeMap<>();
		known.rows("aliases").forEach((key) -> aliases.put(key.text("key"), IdentityRepository.asset(key, "key")));
		this.identity.upsert(List.of(new AssetReference(from, known.flag("model") ? AssetKind.MODEL : AssetKind.DATASET,
				Set.copyOf(aliases.values()), at, AssetReference.MANUAL, false)));
		aliases.keySet().retainAll(keysToMove(known.text("key"), from.value(), known.rows("merges")));
		Urn to = aliases.values().stream().min(Urn::compareTo).orElseThrow();
		Row split = this.repository.split(from, to, aliases.keySet(), at, actor);
		List<Map<String, String>> versions = split.rows("versions")
			.stream()
			.map((version) -> Map.of("from", version.text("urn"), "to",
					Urn.version(to, version.text("version")).value(), "version", version.text("version")))
			.toList();
		this.repository.splitVersions(to, aliases.keySet(), versions);
		List<Map<String, String>> twins = new ArrayList<>(versions);
		twins.add(Map.of("from", from.value(), "to", to.value()));
		return new Split(from, to, aliases.keySet(), twins, new TreeSet<>(split.texts("jobs")),
				new TreeSet<>(split.texts("deployments")));
	}

	/** Returns the keys that a curator merged at once, else the alias alone. */
	private static Set<String> keysToMove(String alias, String asset, List<Row> merges) {
		for (Row merge : merges) {
			for (String side : List.of("keepKeys", "mergeKeys")) {
				List<String> keys = merge.texts(side);
				if (keys.contains(alias) && !keys.contains(asset)) {
					return new TreeSet<>(keys);
				}
			}
		}
		return Set.of(alias);
	}

	/** Deletes what is left of moved versions, after everything is derived. */
	public void end(Split split) {
		this.repository.sweep(split);
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.CREATED, List.of(split.to().value())));
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.SPLIT, split.both()));
		this.events.publishEvent(new NamesChanged(split.both()));
	}

}
