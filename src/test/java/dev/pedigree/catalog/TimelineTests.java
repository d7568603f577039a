package dev.pedigree.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineTests {

	@Test
	void eachStatementEndsTheOneBefore() {
		assertThat(Timeline.fold(List.of(said(3, "b"), said(1, "a")))).containsExactly(held("a", 1, 3),
				held("b", 3, 0));
	}

	@Test
	void theSameInARowIsOne() {
		assertThat(Timeline.fold(List.of(said(1, "a"), said(2, "a"), said(3, "a", "b"))))
			.containsExactlyInAnyOrder(held("a", 1, 0), held("b", 3, 0));
	}

	@Test
	void whatComesBackIsASecondInterval() {
		assertThat(Timeline.fold(List.of(said(1, "a"), said(2), said(3, "a")))).containsExactly(held("a", 1, 2),
				held("a", 3, 0));
	}

	@Test
	void ofOneTimeTheGreatestTieWins() {
		assertThat(Timeline.fold(List.of(said(1, "b"), said(1, "a")))).containsExactly(held("b", 1, 0));
	}

	@Test
	void theOrderOfArrivalDoesNotMatter() {
		List<Timeline.TimedFacts<String>> statements = new ArrayList<>(
				List.of(said(1, "a"), said(2, "b"), said(2, "a"), said(4), said(5, "a", "b"), said(6, "b")));
		List<Timeline.Interval<String>> expected = Timeline.fold(statements);
		Random random = new Random(7);
		for (int i = 0; i < 50; i++) {
			Collections.shuffle(statements, random);
			assertThat(Timeline.fold(statements)).containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	@Test
	void intervalsThatTouchAreOne() {
		assertThat(Timeline.union("m", List.of(held("a", 1, 3), held("b", 3, 5), held("c", 7, 9), held("d", 8, 0))))
			.containsExactly(held("m", 1, 5), held("m", 7, 0));
	}

	private static Timeline.TimedFacts<String> said(int day, String... facts) {
		return new Timeline.TimedFacts<>(day(day), String.join(",", facts), Set.of(facts));
	}

	private static Timeline.Interval<String> held(String fact, int since, int until) {
		return new Timeline.Interval<>(fact, day(since), (until > 0) ? day(until) : null);
	}

	private static Instant day(int day) {
		return Instant.parse("2026-01-0" + day + "T00:00:00Z");
	}

}
