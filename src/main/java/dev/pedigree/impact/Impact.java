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
 * The impact of a change.
 *
 * @param roots urns of the changed assets
 * @param ranked the affected assets, the worst first
 * @param reasons returns the terms of a severity
 * @param byKind the most frequent kind first
 * @param truncation null when the answer is complete
 * @param contacts null when not requested
 * @param concerned node ids of the changed and the affected assets
 * @param shown the affected assets by urn, if there are few; else empty
 */
record Impact(List<String> roots, int total, List<Affected> ranked,
		Function<Affected, List<Affected.AffectedReason>> reasons, List<KindCount> byKind,
		List<EnvironmentCount> byEnvironment, List<String> assumptions, boolean complete,
		@Nullable Truncation truncation, @Nullable Contacts contacts, Collection<Long> concerned,
		Map<String, Asset> shown) {

	record KindCount(AssetKind kind, int count) {
	}

	record EnvironmentCount(Environment environment, int count) {
	}

}
