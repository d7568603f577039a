package dev.pedigree.lineage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.TemporalScope;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a walk: its start, the edges that it follows and the size of the
 * result.
 *
 * @param roots urns
 */
public record WalkQuestion(Collection<String> roots, Direction direction, LineageLevel level, Tense tense, Start start,
		Extent extent) {

	/**
	 * The time at which edges must hold.
	 *
	 * @param asOf valid time; null for now
	 * @param includePast whether ended edges count too
	 * @param after start of the period that ends at {@code asOf}, in which an edge must
	 * hold; null for {@code asOf} only
	 * @param knownAt transaction time; null for everything
	 */
	public record Tense(@Nullable Instant asOf, boolean includePast, @Nullable Instant after,
			@Nullable Instant knownAt) {

		/** Edges that hold now. */
		public static final Tense NOW = new Tense(null, false);

		/** Uses everything that is known. */
		public Tense(@Nullable Instant asOf, boolean includePast) {
			this(asOf, includePast, null, null);
		}

		/** Edges that hold at a valid and a transaction time. */
		public static Tense at(TemporalScope scope) {
			return new Tense(scope.asOf(), false, null, scope.knownAt());
		}

		/** Edges that hold at any time of a period. */
		public static Tense between(Instant after, Instant until) {
			return new Tense(until, false, after, null);
		}

	}

	/**
	 * The nodes at 0 hops. A standing walk maps a version to its data and a run to its
	 * job; a recorded one maps data to its versions and a job to its runs.
	 *
	 * @param from minimum creation time of these versions or runs; null for any
	 * @param to end of the creation time, exclusive; null for any
	 * @param written whether a job or run is replaced by the versions that it wrote
	 */
	public record Start(@Nullable Instant from, @Nullable Instant to, boolean written) {

		/** All versions and runs. */
		public static final Start ALL = new Start(null, null, false);

	}

	/**
	 * The size of the result.
	 *
	 * @param maxHops maximum number of hops; null for any
	 * @param limit maximum number of nodes of the requested kinds
	 * @param kinds the requested kinds; empty for all
	 * @param startsCount whether the starts count in the limit
	 */
	public record Extent(@Nullable Integer maxHops, int limit, Set<AssetKind> kinds, boolean startsCount) {

		boolean wants(AssetKind kind) {
			return this.kinds.isEmpty() || this.kinds.contains(kind);
		}

		boolean within(int hops) {
			return this.maxHops == null || hops <= this.maxHops;
		}

	}

	WalkQuestion from(Collection<String> roots) {
		return new WalkQuestion(roots, this.direction, this.level, this.tense, this.start, this.extent);
	}

	List<Direction> directions() {
		return (this.direction == Direction.BOTH) ? List.of(Direction.DOWNSTREAM, Direction.UPSTREAM)
				: List.of(this.direction);
	}

	/** Whether it only follows present edges of the standing level. */
	public boolean isNowByDesign() {
		return this.level == LineageLevel.STANDING && this.tense.equals(Tense.NOW);
	}

}
