package dev.pedigree.lineage;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.TemporalScope;
import org.jspecify.annotations.Nullable;

/**
 * What a walk is asked: where it starts, which edges it follows and how much of what it
 * reaches is wanted.
 *
 * @param roots urns
 * @param direction which way
 * @param level which graph
 * @param tense which edges count
 * @param start which nodes stand at 0 hops
 * @param extent how much is wanted
 */
public record WalkQuestion(Collection<String> roots, Direction direction, LineageLevel level, Tense tense, Start start,
		Extent extent) {

	/**
	 * Which edges count. With neither component set: those that are true now.
	 *
	 * @param asOf the moment at which an edge must hold; null for now
	 * @param includePast whether what has ended counts too
	 * @param after with it an edge must hold at some moment after this one and until
	 * {@code asOf}; null for just then
	 * @param knownAt only what was recorded by this time counts, and was not retold by
	 * then; null for all that is known
	 */
	public record Tense(@Nullable Instant asOf, boolean includePast, @Nullable Instant after,
			@Nullable Instant knownAt) {

		/** What is true now. */
		public static final Tense NOW = new Tense(null, false);

		/** By all that is known. */
		public Tense(@Nullable Instant asOf, boolean includePast) {
			this(asOf, includePast, null, null);
		}

		/** What is true at a moment. */
		public static Tense at(TemporalScope moment) {
			return new Tense(moment.asOf(), false, null, moment.knownAt());
		}

		/** What was true at some moment of a period. */
		public static Tense between(Instant after, Instant until) {
			return new Tense(until, false, after, null);
		}

	}

	/**
	 * Which nodes stand at 0 hops. A standing walk starts at the roots, a version
	 * standing for its data and a run for its job; a recorded one at the versions of data
	 * and the runs of a job.
	 *
	 * @param from the least time at which such a version or run was made; null for any
	 * @param to the first time that is too late; null for any
	 * @param written whether a job or run stands for the versions that it wrote
	 */
	public record Start(@Nullable Instant from, @Nullable Instant to, boolean written) {

		/** All members, at whatever time. */
		public static final Start ALL = new Start(null, null, false);

	}

	/**
	 * How much of what is reached is wanted.
	 *
	 * @param maxHops the greatest number of hops; null for any
	 * @param limit the greatest number of nodes of the wanted kinds
	 * @param kinds which kinds are wanted; empty for all
	 * @param startsCount whether the nodes at which the walk starts count in the limit
	 */
	public record Extent(@Nullable Integer maxHops, int limit, Set<AssetKind> kinds, boolean startsCount) {

		boolean wants(AssetKind kind) {
			return this.kinds.isEmpty() || this.kinds.contains(kind);
		}

		boolean within(int hops) {
			return this.maxHops == null || hops <= this.maxHops;
		}

	}

	/** The same question of other roots. */
	WalkQuestion from(Collection<String> roots) {
		return new WalkQuestion(roots, this.direction, this.level, this.tense, this.start, this.extent);
	}

	/** The ways of this walk, one after the other. */
	List<Direction> directions() {
		return (this.direction == Direction.BOTH) ? List.of(Direction.DOWNSTREAM, Direction.UPSTREAM)
				: List.of(this.direction);
	}

	/** Whether it needs no more than what flows now by design. */
	public boolean isNowByDesign() {
		return this.level == LineageLevel.STANDING && this.tense.equals(Tense.NOW);
	}

}
