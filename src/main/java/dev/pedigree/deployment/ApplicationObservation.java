package dev.pedigree.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.AssetReference;

/**
 * One source's statement of which deployments an application uses from a time on. It
 * replaces that source's earlier statements about the application.
 */
public record ApplicationObservation(Urn application, Instant at, String source, Set<Urn> uses) {

	/** Truncates times to milliseconds. */
	public ApplicationObservation {
		at = at.truncatedTo(ChronoUnit.MILLIS);
		uses = Set.copyOf(uses);
	}

	/** Returns the assets to upsert before it is written. */
	public List<AssetReference> references() {
		return Stream.concat(
				Stream.of(new AssetReference(this.application, AssetKind.APPLICATION, Set.of(), this.at, this.source,
						true)),
				this.uses.stream()
					.map((deployment) -> new AssetReference(deployment, AssetKind.DEPLOYMENT, Set.of(), this.at,
							this.source, false)))
			.toList();
	}

	List<String> deployments() {
		return this.uses.stream().map(Urn::value).sorted().toList();
	}

}
