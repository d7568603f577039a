package dev.pedigree.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.AssetReference;

/**
 * Which deployments an application uses from a time on, as one source says it. It
 * replaces what the same source said of that application before.
 *
 * @param application its key
 * @param at from when on
 * @param source who said it
 * @param uses keys of deployments, maybe none
 */
public record ApplicationObservation(Urn application, Instant at, String source, Set<Urn> uses) {

	/** Times are kept in milliseconds. */
	public ApplicationObservation {
		at = at.truncatedTo(ChronoUnit.MILLIS);
		uses = Set.copyOf(uses);
	}

	/** The assets to be claimed before it is written. */
	public List<AssetReference> mentions() {
		List<AssetReference> mentions = new ArrayList<>();
		mentions.add(new AssetReference(this.application, AssetKind.APPLICATION, Set.of(), this.at, this.source, true));
		this.uses.forEach((deployment) -> mentions
			.add(new AssetReference(deployment, AssetKind.DEPLOYMENT, Set.of(), this.at, this.source, false)));
		return mentions;
	}

	/** The deployments, in order. */
	List<String> deployments() {
		return this.uses.stream().map(Urn::value).sorted().toList();
	}

}
