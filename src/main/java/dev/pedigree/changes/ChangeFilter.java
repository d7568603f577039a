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
import dev.pedigree.changes.ChangeLog.AssetChange;
import dev.pedigree.lineage.Direction;
import dev.pedigree.lineage.LineageLevel;
import dev.pedigree.lineage.Walk;
import dev.pedigree.lineage.WalkQuestion;
import dev.pedigree.lineage.Walks;
import org.jspecify.annotations.Nullable;

/**
 * Filters the changes that a subscriber receives. The neighbourhood of an asset is walked
 * again when one of its edges changes. A watched asset that is merged is watched under
 * its new id.
 */
final class ChangeFilter {

	private static final int MOST = 10_000;

	private final Catalog catalog;

	private final Walks walks;

	private final RequestedFilter requested;

	private Set<String> watched = Set.of();

	/** Whether the watched assets were read after the current page of changes. */
	private boolean upToDate;

	/**
	 * Looks up the watched assets.
	 * @throws InvalidRequestException if an id is unknown, or if too many assets match
	 */
	ChangeFilter(Catalog catalog, Walks walks, RequestedFilter requested) {
		this.catalog = catalog;
		this.walks = walks;
		this.requested = requested;
		if (requested.ids() != null) {
			limit("ids", requested.ids().size());
			Map<String, Asset> known = catalog.mapByUrns(requested.ids());
			requested.ids().stream().filter((id) -> !known.containsKey(id)).findFirst().ifPresent((id) -> {
				throw InvalidRequestException.notFound("ids", id);
			});
		}
		if (requested.upstreamOf() != null) {
			catalog.known("upstreamOf", requested.upstreamOf());
		}
		if (requested.downstreamOf() != null) {
			catalog.known("downstreamOf", requested.downstreamOf());
		}
		refresh();
	}

	/** Starts a page of changes, which may outdate the watched assets. */
	void startPage() {
		this.upToDate = false;
	}

	/** The arguments of a subscription; null for no restriction. */
	record RequestedFilter(@Nullable List<String> ids, @Nullable List<AssetKind> kinds, @Nullable String upstreamOf,
			@Nullable String downstreamOf) {

		private boolean matchesAll() {
			return this.ids == null && !hasNeighbourhood();
		}

		private boolean hasNeighbourhood() {
			return this.upstreamOf != null || this.downstreamOf != null;
		}

	}

	boolean matches(AssetChange change) {
		boolean watches = this.requested.matchesAll() || this.watched.contains(change.id());
		// The changes of a page are committed, so one refresh sees all of them.
		if (watches && !this.upToDate && changesWatchedAssets(change)) {
			refresh();
		}
		return watches && (this.requested.kinds() == null || this.requested.kinds().contains(change.kind()));
	}

	private boolean changesWatchedAssets(AssetChange change) {
		return !this.requested.matchesAll()
				&& (change.change().equals(What.MERGED.name()) || change.change().equals(What.SPLIT.name())
						|| (this.requested.hasNeighbourhood() && (change.change().equals(What.LINEAGE.name())
								|| change.change().equals(What.SERVING.name()))));
	}

	private void refresh() {
		Set<String> found = new HashSet<>();
		if (this.requested.ids() != null) {
			found.addAll(this.requested.ids());
			this.catalog.byUrns(this.requested.ids()).forEach((asset) -> found.add(asset.urn()));
		}
		found.addAll(reached("upstreamOf", this.requested.upstreamOf(), Direction.UPSTREAM));
		found.addAll(reached("downstreamOf", this.requested.downstreamOf(), Direction.DOWNSTREAM));
		this.watched = found;
		this.upToDate = true;
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
					"matches more than " + MOST + " assets; omit it to receive the changes of all assets");
		}
	}

}
