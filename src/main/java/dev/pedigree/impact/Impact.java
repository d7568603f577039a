package dev.pedigree.impact;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.deployment.Environment;
import dev.pedigree.lineage.Truncation;
import org.jspecify.annotations.Nullable;

/**
 * What a change touches.
 *
 * @param roots urns of what changes
 * @param total how much it touches
 * @param ranked all that it touches, the worst first
 * @param reasons tells why something is as bad as it is
 * @param byKind how many of each kind, the most first
 * @param byEnvironment how many deployments in each environment
 * @param assumptions what the answer takes for granted, in words
 * @param complete whether nothing is missing
 * @param truncation what is missing; null when nothing is
 * @param contacts whom to tell; null when the question was without
 * @param concerned the store's own numbers of what changes and of what is touched
 * @param shown the affected assets by urn, when they are few; else empty
 */
record Impact(List<String> roots, int total, List<Affected> ranked,
		Function<Affected, List<Affected.AffectedReason>> reasons, List<KindCount> byKind,
		List<EnvironmentCount> byEnvironment, List<String> assumptions, boolean complete,
		@Nullable Truncation truncation, @Nullable Contacts contacts, Collection<Long> concerned,
		Map<String, Asset> shown) {

	/**
	 * How many affected assets of one kind there are.
	 */
	record KindCount(AssetKind kind, int count) {
	}

	/**
	 * How many affected deployments run in one environment.
	 */
	record EnvironmentCount(Environment environment, int count) {
	}

}
