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
 * Splits an asset that several keys identify (semantics, Identity). What was stated under
 * a key goes with it; no source can make the two one again, only a person can.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Splitting {

	private final SplittingRepository repository;

	private final Identity identity;

	private final ApplicationEventPublisher events;

	Splitting(SplittingRepository repository, Identity identity, ApplicationEventPublisher events) {
		this.repository = repository;
		this.identity = identity;
		this.events = events;
	}

	/**
	 * Makes a key, with those that came together with it, an asset of its own, in the
	 * caller's transaction. What is derived of both is the caller's to derive anew.
	 * @throws InvalidRequestException when the key is no further key of an asset
	 */
	public Split begin(String alias, Instant at, String actor) {
		if (alias.startsWith("artifact:")) {
			throw InvalidRequestException.invalid("alias",
					"is no key of an asset; resolveArtifact takes back what an artifact was said to be");
		}
		Row known = this.repository.splittable(alias);
		Urn from = new Urn(known.text("asset"), known.text("namespace"), known.text("name"), null);
		Map<String, Urn> aliases = new TreeMap<>();
		known.rows("aliases")
			.forEach((key) -> aliases.put(key.text("key"),
					new Urn(key.text("key"), key.text("namespace"), key.text("name"), null)));
		this.identity.claim(List.of(new AssetReference(from, known.flag("model") ? AssetKind.MODEL : AssetKind.DATASET,
				Set.copyOf(aliases.values()), at, AssetReference.MANUAL, false)));
		aliases.keySet().retainAll(leaving(known.text("key"), from.value(), known.rows("merges")));
		Urn to = aliases.values().stream().min(Urn::compareTo).orElseThrow();
		Row split = this.repository.split(from, to, aliases.keySet(), at, actor);
		List<Map<String, String>> versions = new ArrayList<>();
		for (Row version : split.rows("versions")) {
			versions.add(Map.of("from", version.text("urn"), "to", Urn.version(to, version.text("version")).value(),
					"version", version.text("version")));
		}
		this.repository.splitVersions(to, aliases.keySet(), versions);
		List<Map<String, String>> twins = new ArrayList<>(versions);
		twins.add(Map.of("from", from.value(), "to", to.value()));
		return new Split(from, to, aliases.keySet(), twins, new TreeSet<>(split.texts("jobs")),
				new TreeSet<>(split.texts("deployments")));
	}

	/**
	 * The keys that go together: those that came along when a person made them one with
	 * the asset. What sources made one is taken apart key by key.
	 */
	private static Set<String> leaving(String alias, String asset, List<Row> merges) {
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

	/** Takes away what is left of versions that went, once everything is derived. */
	public void end(Split split) {
		this.repository.sweep(split);
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.CREATED, List.of(split.to().value())));
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.SPLIT, split.both()));
		this.events.publishEvent(new NamesChanged(split.both()));
	}

}
