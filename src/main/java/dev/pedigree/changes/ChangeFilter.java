package dev.pedigree.changes;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.AssetsChanged.What;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.lineage.Direction;
import dev.pedigree.lineage.LineageLevel;
import dev.pedigree.lineage.Walk;
import dev.pedigree.lineage.WalkQuestion;
import dev.pedigree.lineage.Walks;
import org.jspecify.annotations.Nullable;

/**
 * Which changes somebody wants to hear of. The neighbourhood of an asset is walked again
 * when an edge of it changes, and a watched asset that becomes one with another one is
 * watched under its new id.
 */
final class ChangeFilter {

	private static final int MOST = 10_000;

	private final Catalog catalog;

	private final Walks walks;

	private final RequestedFilter asked;

	private Set<String> watched = Set.of();

	/** Whether all that is watched was looked up after the changes at hand. */
	private boolean fresh;

	/**
	 * Begins to watch.
	 * @throws InvalidRequestException when an id is not known, or too much is to be
	 * watched
	 */
	ChangeFilter(Catalog catalog, Walks walks, RequestedFilter asked) {
		this.catalog = catalog;
		this.walks = walks;
		this.asked = asked;
		if (asked.ids() != null) {
			limit("ids", asked.ids().size());
			Map<String, Asset> known = catalog.mapByUrns(asked.ids());
			asked.ids().stream().filter((id) -> !known.containsKey(id)).findFirst().ifPresent((id) -> {
				throw InvalidRequestException.notFound("ids", id);
			});
		}
		if (asked.upstreamOf() != null) {
			catalog.known("upstreamOf", asked.upstreamOf());
		}
		if (asked.downstreamOf() != null) {
			catalog.known("downstreamOf", asked.downstreamOf());
		}
		look();
	}

	/** Changes that were committed by now are about to be judged. */
	void page() {
		this.fresh = false;
	}

	/**
	 * What was asked for.
	 *
	 * @param ids of assets; null for any
	 * @param kinds of assets; null for any
	 * @param upstreamOf an asset that is watched with all that feeds it
	 * @param downstreamOf an asset that is watched with all that it feeds
	 */
	record RequestedFilter(@Nullable List<String> ids, @Nullable List<AssetKind> kinds, @Nullable String upstreamOf,
			@Nullable String downstreamOf) {

		private boolean everything() {
			return this.ids == null && !around();
		}

		private boolean around() {
			return this.upstreamOf != null || this.downstreamOf != null;
		}

	}

	/** Whether a change is to be told. */
	boolean wants(AssetChange change) {
		boolean watches = this.asked.everything() || this.watched.contains(change.id());
		// One look sees all that the changes of a page did: they are committed.
		if (watches && !this.fresh && changesWhatIsWatched(change)) {
			look();
		}
		return watches && (this.asked.kinds() == null || this.asked.kinds().contains(change.kind()));
	}

	private boolean changesWhatIsWatched(AssetChange change) {
		return !this.asked.everything()
				&& (change.change().equals(What.MERGED.name()) || change.change().equals(What.SPLIT.name())
						|| (this.asked.around() && (change.change().equals(What.LINEAGE.name())
								|| change.change().equals(What.SERVING.name()))));
	}

	private void look() {
		Set<String> found = new HashSet<>();
		if (this.asked.ids() != null) {
			found.addAll(this.asked.ids());
			this.catalog.byUrns(this.asked.ids()).forEach((asset) -> found.add(asset.urn()));
		}
		found.addAll(reached("upstreamOf", this.asked.upstreamOf(), Direction.UPSTREAM));
		found.addAll(reached("downstreamOf", this.asked.downstreamOf(), Direction.DOWNSTREAM));
		this.watched = found;
		this.fresh = true;
	}

	private Collection<String> reached(String argument, @Nullable String root, Direction direction) {
		Asset asset = (root != null) ? this.catalog.asset(root) : null;
		if (asset == null) {
			return List.of();
		}
		Walk walk = this.walks
			.walk(new WalkQuestion(List.of(asset.urn()), direction, LineageLevel.STANDING, WalkQuestion.Tense.NOW,
					WalkQuestion.Start.ALL, new WalkQuestion.Extent(null, MOST + 1, Set.of(), true)));
		limit(argument, walk.complete() ? walk.steps().size() : MOST + 1);
		return walk.steps().stream().map(Walk.Step::urn).toList();
	}

	private static void limit(String argument, int size) {
		if (size > MOST) {
			throw InvalidRequestException.limit(argument,
					"more than " + MOST + " assets cannot be watched one by one; watch all");
		}
	}

}
