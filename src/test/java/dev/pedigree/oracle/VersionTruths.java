package dev.pedigree.oracle;

import dev.pedigree.run.DataUse.WriteMode;
import org.junit.jupiter.api.Test;

/**
 * Known truths of the recorded level, made by hand from semantics, Versions.
 */
abstract class VersionTruths extends KnownTruths {

	@Test
	void whatIsAppendedHoldsWhatWasThereBefore() {
		nightly(run("load", "r1").writes(use("cards").mode(WriteMode.APPEND)), "01");
		nightly(run("load", "r2").writes(use("cards").mode(WriteMode.APPEND)), "02");
		nightly(run("train", "t").reads("cards"), "03");
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2", "cards@run:r1 > cards@run:r2 CARRIED",
				"cards@run:r2 > train/t NEWEST");
	}

	@Test
	void anOverwriteCutsTheChain() {
		nightly(run("load", "r1").writes(use("cards").mode(WriteMode.APPEND)), "01");
		nightly(run("load", "r2").writes(use("cards").mode(WriteMode.OVERWRITE)), "02");
		nightly(run("load", "r3").writes(use("cards").mode(WriteMode.APPEND)), "03");
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2", "load/r3 > cards@run:r3",
				"cards@run:r2 > cards@run:r3 CARRIED");
	}

	@Test
	void anUnknownModeCarriesNothing() {
		nightly(run("load", "r1").writes("cards"), "01");
		nightly(run("load", "r2").writes("cards"), "02");
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2");
	}

	@Test
	void aPartitionIsAddedToTheRest() {
		nightly(run("load", "r1").writes(RunScript.partition(use("cards"), "dt=2026-03-01")), "01");
		nightly(run("load", "r2").writes(RunScript.partition(use("cards"), "dt=2026-03-02")), "02");
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2", "cards@run:r1 > cards@run:r2 CARRIED");
	}

	@Test
	void whatAFailedAppendLeftIsCarriedButNeverRead() {
		nightly(run("load", "r1").writes(use("cards").mode(WriteMode.APPEND)), "01");
		tell(run("load", "r2").writes(use("cards").mode(WriteMode.APPEND)).start("02T01:00").fail("02T02:00"));
		nightly(run("train", "t").reads("cards"), "03");
		nightly(run("load", "r3").writes(use("cards").mode(WriteMode.APPEND)), "04");
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2", "load/r3 > cards@run:r3",
				"cards@run:r1 > cards@run:r2 CARRIED", "cards@run:r2 > cards@run:r3 CARRIED",
				"cards@run:r1 > train/t NEWEST");
		versions("cards@run:r1 DATASET_VERSION of cards at 01T02:00 eligible 01T02:00",
				"cards@run:r2 DATASET_VERSION of cards at 02T02:00 eligible null partial",
				"cards@run:r3 DATASET_VERSION of cards at 04T02:00 eligible 04T02:00");
	}

	@Test
	void aFailureAfterACompleteLeavesAPartialVersion() {
		tell(run("load", "r1").writes("cards").start("01T01:00").complete("01T02:00").fail("01T03:00"));
		nightly(run("train", "t").reads("cards"), "02");
		versions("cards@run:r1 DATASET_VERSION of cards at 01T03:00 eligible null partial",
				"cards@initial DATASET_VERSION of cards at null eligible null");
		fed("load/r1 > cards@run:r1", "cards@initial > train/t INITIAL");
	}

	@Test
	void aStreamingJobWritesOneVersionADay() {
		tell(run("stream", "s").streaming()
			.writes("features")
			.start("01T22:00")
			.running("01T23:00")
			.running("03T08:00")
			.running("03T09:00"));
		nightly(run("train", "before").reads("features"), "01");
		nightly(run("train", "between").reads("features"), "02");
		tell(run("train", "on").reads("features").start("03T08:00").complete("03T10:00"));
		versions("features@run:s/2026-03-01 DATASET_VERSION of features at 01T22:00 eligible 01T22:00",
				"features@run:s/2026-03-03 DATASET_VERSION of features at 03T08:00 eligible 03T08:00",
				"features@initial DATASET_VERSION of features at null eligible null");
		fed("stream/s > features@run:s/2026-03-01", "stream/s > features@run:s/2026-03-03",
				"features@run:s/2026-03-01 > features@run:s/2026-03-03 CARRIED",
				"features@initial > train/before INITIAL", "features@run:s/2026-03-01 > train/between NEWEST",
				"features@run:s/2026-03-03 > train/on NEWEST");
	}

	@Test
	void aStreamingJobReadsWhatAppearsWhileItRuns() {
		nightly(run("load", "r1").writes("cards"), "01");
		nightly(run("load", "r2").writes("cards"), "02");
		nightly(run("load", "r3").writes("cards"), "03");
		nightly(run("load", "r4").writes("cards"), "04");
		tell(run("stream", "s").streaming().reads("cards").start("02T12:00").complete("03T12:00"));
		tell(run("stream", "forever").streaming().reads("cards").start("03T12:00"));
		tell(run("stream", "early").streaming().reads("other").start("03T12:00"));
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2", "load/r3 > cards@run:r3", "load/r4 > cards@run:r4",
				"cards@run:r2 > stream/s NEWEST", "cards@run:r3 > stream/s NEWEST",
				"cards@run:r3 > stream/forever NEWEST", "cards@run:r4 > stream/forever NEWEST",
				"other@initial > stream/early INITIAL");
	}

	@Test
	void aLateStartBindsTheReadEarlier() {
		nightly(run("load", "r1").writes("cards"), "01");
		tell(run("load", "r2").writes("cards").start("02T01:00").complete("02T05:00"));
		tell(run("train", "t").reads("cards").complete("02T06:00"));
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2", "cards@run:r2 > train/t NEWEST");
		tell(run("train", "t").start("02T04:00"));
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2", "cards@run:r1 > train/t NEWEST");
	}

	@Test
	void aLateVersionBindsTheReadsUpToItsSuccessorAgain() {
		nightly(run("load", "r1").writes("cards"), "01");
		nightly(run("load", "r3").writes("cards"), "04");
		nightly(run("train", "t1").reads("cards"), "02");
		tell(run("train", "t2").reads("cards").start("03T06:00").complete("03T07:00"));
		nightly(run("train", "t3").reads("cards"), "05");
		nightly(run("load", "r2").writes("cards"), "03");
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2", "load/r3 > cards@run:r3",
				"cards@run:r1 > train/t1 NEWEST", "cards@run:r2 > train/t2 NEWEST", "cards@run:r3 > train/t3 NEWEST");
	}

	@Test
	void aStatedReaderOfAnImplicitWriterIsFedByWhatWasThere() {
		nightly(run("load", "r1").writes("cards"), "01");
		nightly(run("load", "r2").writes("cards"), "02");
		tell(run("train", "t").reads(use("cards").version("ol:7")).start("02T03:00").complete("02T04:00"));
		nightly(run("load", "r3").writes("cards"), "03");
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2", "load/r3 > cards@run:r3",
				"cards@run:r2 > cards@ol:7 INFERRED", "cards@ol:7 > train/t STATED");
		tell(run("train", "earlier").reads(use("cards").version("ol:7")).start("02T01:30").complete("02T04:00"));
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2", "load/r3 > cards@run:r3",
				"cards@run:r1 > cards@ol:7 INFERRED", "cards@ol:7 > train/t STATED",
				"cards@ol:7 > train/earlier STATED");
	}

	@Test
	void aStatedVersionSilencesThePlainMention() {
		tell(run("load", "r1").writes("cards")
			.start("01T01:00")
			.writes(use("cards").version("ol:1"))
			.complete("01T02:00"));
		tell(run("train", "t").reads("cards")
			.start("02T01:00")
			.reads(use("cards").version("ol:1"))
			.complete("02T02:00"));
		versions("cards@ol:1 DATASET_VERSION of cards at 01T02:00 eligible 01T02:00");
		fed("load/r1 > cards@ol:1", "cards@ol:1 > train/t STATED");
	}

	@Test
	void aRunThatReadsAndWritesTheSameDataReadsWhatAnotherWrote() {
		nightly(run("dedup", "d1").reads("cards").writes("cards"), "01");
		nightly(run("dedup", "d2").reads("cards").writes("cards"), "02");
		fed("dedup/d1 > cards@run:d1", "cards@initial > dedup/d1 INITIAL", "dedup/d2 > cards@run:d2",
				"cards@run:d1 > dedup/d2 NEWEST");
	}

	@Test
	void aRunThatStillRunsHasWrittenNothingToRead() {
		tell(run("load", "r1").writes("cards").start("01T01:00"));
		nightly(run("train", "t").reads("cards"), "02");
		versions("cards@run:r1 DATASET_VERSION of cards at null eligible null",
				"cards@initial DATASET_VERSION of cards at null eligible null");
		fed("load/r1 > cards@run:r1", "cards@initial > train/t INITIAL");
	}

	@Test
	void aVersionIsReadFromTheMomentOfItsEnd() {
		tell(run("load", "r1").writes("cards").start("01T01:00").complete("01T02:00"));
		tell(run("load", "r2").writes("cards").start("01T01:00").complete("01T02:00"));
		tell(run("train", "t").reads("cards").start("01T02:00").complete("01T03:00"));
		// Of two that are equally new, the one with the greater name.
		fed("load/r1 > cards@run:r1", "load/r2 > cards@run:r2", "cards@run:r2 > train/t NEWEST");
	}

}
