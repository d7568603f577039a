package dev.pedigree.oracle;

import java.util.List;

import dev.pedigree.run.DataUse;
import org.junit.jupiter.api.Test;

/**
 * Known truths of the standing level, made by hand from semantics, Runs and the fold.
 */
abstract class FoldTruths extends KnownTruths {

	@Test
	void aJobThatReadsTwoFilesInTurnUnderOneParentReadsBothAlways() {
		for (String day : List.of("02", "03", "04", "05", "06")) {
			tell(run("score", "a" + day).under("app", "app" + day)
				.start(day + "T01:00")
				.reads("cards-a")
				.writes("scores")
				.complete(day + "T02:00"));
			tell(run("score", "b" + day).under("app", "app" + day)
				.start(day + "T02:00")
				.reads("cards-b")
				.writes("scores")
				.complete(day + "T03:00"));
		}
		flows("cards-a > score [02T01:00, now) confirmed 06T01:00",
				"cards-b > score [02T01:00, now) confirmed 06T01:00",
				"score > scores [02T01:00, now) confirmed 06T01:00");
	}

	@Test
	void withoutAParentEachRunStandsAlone() {
		for (String day : List.of("02", "03", "04")) {
			nightly(run("score", "b" + day).reads("cards-b"), day);
		}
		nightly(run("score", "a").reads("cards-a"), "01");
		flows("cards-a > score [01T01:00, 02T01:00) confirmed 01T01:00",
				"cards-b > score [02T01:00, now) confirmed 04T01:00");
	}

	@Test
	void twoMissesDoNotEndAndAConfirmationStartsTheCountAgain() {
		nightly(run("train", "r1").reads("raw", "labels"), "01");
		nightly(run("train", "r2").reads("raw"), "02");
		nightly(run("train", "r3").reads("raw"), "03");
		nightly(run("train", "r4").reads("raw", "labels"), "04");
		nightly(run("train", "r5").reads("raw"), "05");
		nightly(run("train", "r6").reads("raw"), "06");
		flows("raw > train [01T01:00, now) confirmed 06T01:00", "labels > train [01T01:00, now) confirmed 04T01:00");
	}

	@Test
	void theThirdMissEndsTheEdgeAtTheFirstAndALaterReadIsASecondEdge() {
		nightly(run("train", "r1").reads("raw", "labels"), "01");
		nightly(run("train", "r2").reads("raw"), "02");
		nightly(run("train", "r3").reads("raw"), "03");
		nightly(run("train", "r4").reads("raw"), "04");
		nightly(run("train", "r5").reads("raw", "labels"), "05");
		flows("raw > train [01T01:00, now) confirmed 05T01:00",
				"labels > train [01T01:00, 02T01:00) confirmed 01T01:00",
				"labels > train [05T01:00, now) confirmed 05T01:00");
	}

	@Test
	void anEmptySideSaysNothing() {
		nightly(run("train", "r1").reads("raw").writes("features"), "01");
		nightly(run("train", "r2").writes("features"), "02");
		nightly(run("train", "r3").writes("features"), "03");
		nightly(run("train", "r4").writes("features"), "04");
		nightly(run("train", "r5"), "05");
		flows("raw > train [01T01:00, now) confirmed 01T01:00", "train > features [01T01:00, now) confirmed 04T01:00");
	}

	@Test
	void aChangeOfCodeEndsAtOnce() {
		nightly(run("train", "r1").code("v1").reads("raw", "labels"), "01");
		nightly(run("train", "r2").code("v2").reads("raw"), "02");
		flows("raw > train [01T01:00, now) confirmed 02T01:00",
				"labels > train [01T01:00, 02T01:00) confirmed 01T01:00");
	}

	@Test
	void aChangeOfCodeAtTheSecondMissEndsAtTheFirst() {
		nightly(run("train", "r1").code("v1").reads("raw", "labels"), "01");
		nightly(run("train", "r2").reads("raw"), "02");
		nightly(run("train", "r3").code("v2").reads("raw"), "03");
		flows("raw > train [01T01:00, now) confirmed 03T01:00",
				"labels > train [01T01:00, 02T01:00) confirmed 01T01:00");
	}

	@Test
	void aBackfillAddsAndNeverEnds() {
		nightly(run("train", "r1").code("v1").reads("raw", "labels"), "01");
		nightly(run("train", "b1").code("v2").due("01T01:00").reads("raw-2025"), "02");
		nightly(run("train", "b2").code("v2").due("01T01:00").reads("raw-2025"), "03");
		nightly(run("train", "b3").code("v2").due("01T01:00").reads("raw-2025"), "04");
		nightly(run("train", "r2").code("v1").due("05T01:00").reads("raw", "labels"), "05");
		flows("raw > train [01T01:00, now) confirmed 05T01:00", "labels > train [01T01:00, now) confirmed 05T01:00",
				// Read by a backfill of other code, and missed by the run that follows
				// it.
				"raw-2025 > train [02T01:00, 05T01:00) confirmed 04T01:00");
	}

	@Test
	void aRunOfAJobThatStandsForSeveralEndsNothing() {
		nightly(run("run", "train").ofMixedJob().code("v1").reads("raw").writes("model"), "01");
		for (String day : List.of("02", "03", "04", "05")) {
			nightly(run("run", "eval" + day).ofMixedJob().code("v2").reads("model").writes("report"), day);
		}
		flows("raw > run [01T01:00, now) confirmed 01T01:00", "run > model [01T01:00, now) confirmed 01T01:00",
				"model > run [02T01:00, now) confirmed 05T01:00", "run > report [02T01:00, now) confirmed 05T01:00");
	}

	@Test
	void itEndsNothingAfterAMergeEither() {
		nightly(run("run", "train").ofMixedJob().reads("raw").writes("model"), "01");
		for (String day : List.of("02", "03", "04")) {
			nightly(run("run", "eval" + day).ofMixedJob().reads("model").writes("report"), day);
		}
		nightly(run("publish", "p").reads(RunScript.alias(use("report"), data("a-report"))), "05");
		flows("raw > run [01T01:00, now) confirmed 01T01:00", "run > model [01T01:00, now) confirmed 01T01:00",
				"model > run [02T01:00, now) confirmed 04T01:00", "run > a-report [02T01:00, now) confirmed 04T01:00",
				"a-report > publish [05T01:00, now) confirmed 05T01:00");
	}

	@Test
	void aFailureAfterACompleteIsNoEvidence() {
		nightly(run("train", "r1").reads("raw").writes("features"), "01");
		tell(run("train", "r2").reads("labels").writes("junk").start("02T01:00").complete("02T02:00").fail("02T03:00"));
		flows("raw > train [01T01:00, now) confirmed 01T01:00", "train > features [01T01:00, now) confirmed 01T01:00");
	}

	@Test
	void oneFailedRunSpoilsItsExecution() {
		tell(run("score", "a").under("app", "p").reads("cards-a").start("01T01:00").complete("01T02:00"));
		tell(run("score", "b").under("app", "p").reads("cards-b").start("01T01:00").fail("01T02:00"));
		flows();
	}

	@Test
	void aRunThatIsStillGoingIsNoEvidenceUnlessItStreams() {
		tell(run("train", "r1").reads("raw").start("01T01:00").running("01T02:00"));
		tell(run("stream", "s1").streaming().reads("events").writes("features").start("01T01:00"));
		flows("events > stream [01T01:00, now) confirmed 01T01:00",
				"stream > features [01T01:00, now) confirmed 01T01:00");
	}

	@Test
	void whatStreamedDidFlowAlsoAfterItsEnd() {
		tell(run("stream", "s1").streaming().reads("events").start("01T01:00").fail("03T01:00"));
		tell(run("stream", "s2").streaming().reads("events").start("04T01:00"));
		flows("events > stream [01T01:00, now) confirmed 04T01:00");
	}

	@Test
	void aLateStartBeginsTheEdgeEarlier() {
		tell(run("train", "r1").reads("raw").complete("01T02:00"));
		flows("raw > train [01T02:00, now) confirmed 01T02:00");
		tell(run("train", "r1").start("01T01:00"));
		flows("raw > train [01T01:00, now) confirmed 01T01:00");
	}

	@Test
	void aModelThatIsKnownLateWasAModelAlways() {
		nightly(run("train", "r1").writes("fraud-detector"), "01");
		assets("train/r1 RUN", "train JOB 01T01:00..01T02:00", "fraud-detector DATASET 01T01:00..01T02:00");
		describe(data("fraud-detector"), "model", RunScript.time("03T01:00"));
		assets("train/r1 RUN", "train JOB 01T01:00..01T02:00", "fraud-detector MODEL 01T01:00..03T01:00");
		versions("fraud-detector@run:r1 MODEL_VERSION of fraud-detector at 01T02:00 eligible 01T02:00");
		flows("train > fraud-detector [01T01:00, now) confirmed 01T01:00");
	}

	@Test
	void aNightlySwapRenameNeverMerges() {
		for (String day : List.of("01", "02")) {
			nightly(run("swap", "s" + day).writes("cards-new", RunScript.renamed(use("cards-old"), data("cards")),
					RunScript.renamed(use("cards"), data("cards-new"))), day);
			tell(run("report", "p" + day).reads("cards").start(day + "T03:00").complete(day + "T04:00"));
		}
		flows("cards-new > swap [01T01:00, now) confirmed 02T01:00", "cards > swap [01T01:00, now) confirmed 02T01:00",
				"swap > cards-new [01T01:00, now) confirmed 02T01:00",
				"swap > cards-old [01T01:00, now) confirmed 02T01:00",
				"swap > cards [01T01:00, now) confirmed 02T01:00", "cards > report [01T03:00, now) confirmed 02T03:00");
		renames("cards > cards-old", "cards-new > cards");
		fed("swap/s01 > cards-new@run:s01", "swap/s01 > cards-old@run:s01", "swap/s01 > cards@run:s01",
				"swap/s02 > cards-new@run:s02", "swap/s02 > cards-old@run:s02", "swap/s02 > cards@run:s02",
				// What was there before the first night.
				"cards@initial > swap/s01 INITIAL", "cards-new@initial > swap/s01 INITIAL",
				"cards@run:s01 > swap/s02 NEWEST", "cards-new@run:s01 > swap/s02 NEWEST",
				"cards@run:s01 > report/p01 NEWEST", "cards@run:s02 > report/p02 NEWEST");
	}

	@Test
	void aDropEndsWhatFlowsInAndReadersStay() {
		nightly(run("load", "r1").writes("raw"), "01");
		nightly(run("train", "r2").reads("raw"), "02");
		tell(run("clean", "r3").writes(RunScript.dropped(use("raw"))).complete("03T01:00"));
		flows("load > raw [01T01:00, 03T01:00) confirmed 01T01:00", "raw > train [02T01:00, now) confirmed 02T01:00");
		assets("load/r1 RUN", "train/r2 RUN", "clean/r3 RUN", "load JOB 01T01:00..01T02:00",
				"train JOB 02T01:00..02T02:00", "clean JOB 03T01:00..03T01:00", "raw DATASET 01T01:00..03T01:00 gone");
		nightly(run("load", "r4").writes("raw"), "04");
		flows("load > raw [01T01:00, 03T01:00) confirmed 01T01:00", "load > raw [04T01:00, now) confirmed 04T01:00",
				"raw > train [02T01:00, now) confirmed 02T01:00");
		assets("load/r1 RUN", "train/r2 RUN", "clean/r3 RUN", "load/r4 RUN", "load JOB 01T01:00..04T02:00",
				"train JOB 02T01:00..02T02:00", "clean JOB 03T01:00..03T01:00", "raw DATASET 01T01:00..04T02:00");
	}

	@Test
	void aDesignEndsOnlyItsOwnEdges() {
		nightly(run("train", "r1").reads("raw"), "01");
		declare("train", "01T05:00", List.of("raw", "labels"), List.of("fraud-detector"));
		declare("train", "02T05:00", List.of("raw", "labels"), List.of());
		declare("train", "03T05:00", List.of("labels"), List.of());
		flows("raw > train [01T01:00, now) confirmed 01T01:00",
				"raw > train design [01T05:00, 03T05:00) confirmed 02T05:00",
				"labels > train design [01T05:00, now) confirmed 03T05:00",
				"train > fraud-detector design [01T05:00, now) confirmed 01T05:00");
	}

	@Test
	void dataWithAnEqualKeyMergeUnderTheSmallest() {
		nightly(run("load", "r1").writes("z-table"), "01");
		DataUse both = RunScript.alias(use("z-table"), data("a-path"));
		nightly(run("train", "r2").reads(both), "02");
		nightly(run("load", "r3").writes("a-path"), "03");
		flows("load > a-path [01T01:00, now) confirmed 03T01:00", "a-path > train [02T01:00, now) confirmed 02T01:00");
		aliases("z-table finds a-path");
		fed("load/r1 > a-path@run:r1", "a-path@run:r1 > train/r2 NEWEST", "load/r3 > a-path@run:r3");
	}

}
