package dev.pedigree.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;

import org.jspecify.annotations.Nullable;

/**
 * One random run of a scenario.
 */
final class ScenarioRun {

	private final Scenario scenario;

	private final Urn job;

	private final String runId;

	private final boolean streaming;

	private final Instant start;

	private final int mode;

	private final List<String> inputs;

	private final List<String> outputs;

	private final @Nullable String parent;

	private final @Nullable String code;

	private final @Nullable Instant nominal;

	ScenarioRun(Scenario scenario, String job, String runId) {
		this.scenario = scenario;
		this.job = Urn.job(scenario.namespace(), job);
		this.runId = runId;
		this.streaming = scenario.has(Feature.STREAMING) && scenario.chance(40);
		this.start = scenario.moment(4, 24);
		this.mode = scenario.next(Scenario.MODES);
		this.inputs = scenario.some(3);
		List<String> written = new ArrayList<>(scenario.some(2));
		if (!scenario.has(Feature.SELF_READS)) {
			written.removeAll(this.inputs);
		}
		this.outputs = written;
		this.parent = (scenario.has(Feature.PARENTS) && scenario.chance(60)) ? "p" + scenario.next(3) : null;
		this.code = (scenario.has(Feature.CODE) && scenario.chance(70)) ? "v" + scenario.next(2) : null;
		this.nominal = (scenario.has(Feature.NOMINAL) && scenario.chance(60)) ? this.start.minus(delay()) : null;
	}

	/** How long after its nominal time it starts: a backfill from a day on. */
	private Duration delay() {
		return Scenario.STEP.multipliedBy(List.of(0, 1, 3, 4, 5, 120).get(this.scenario.next(6)));
	}

	List<MetadataEvent> write() {
		List<MetadataEvent> events = new ArrayList<>();
		int at = 0;
		for (RunObservation.RunEventType type : types()) {
			events.add(observed(type, this.start.plus(Scenario.STEP.multipliedBy(at))));
			at += this.scenario.next(this.streaming ? 8 : 3);
			if (this.scenario.has(Feature.ODD_ORDERS) && this.scenario.chance(15)) {
				at -= this.scenario.next(6);
			}
		}
		return events;
	}

	private List<RunObservation.RunEventType> types() {
		if (this.streaming) {
			return switch (this.scenario.next(4)) {
				case 0 -> List.of(RunObservation.RunEventType.START, RunObservation.RunEventType.RUNNING,
						RunObservation.RunEventType.RUNNING, RunObservation.RunEventType.COMPLETE);
				case 1 -> List.of(RunObservation.RunEventType.START, RunObservation.RunEventType.RUNNING,
						RunObservation.RunEventType.FAIL);
				case 2 -> List.of(RunObservation.RunEventType.START, RunObservation.RunEventType.RUNNING);
				default -> List.of(RunObservation.RunEventType.RUNNING, RunObservation.RunEventType.RUNNING);
			};
		}
		if (this.scenario.has(Feature.ODD_ORDERS) && this.scenario.chance(50)) {
			return switch (this.scenario.next(8)) {
				case 0 -> List.of(RunObservation.RunEventType.COMPLETE);
				case 1 -> List.of(RunObservation.RunEventType.START);
				case 2 -> List.of(RunObservation.RunEventType.START, RunObservation.RunEventType.COMPLETE,
						RunObservation.RunEventType.FAIL);
				case 3 -> List.of(RunObservation.RunEventType.FAIL, RunObservation.RunEventType.START,
						RunObservation.RunEventType.COMPLETE);
				case 4 -> List.of(RunObservation.RunEventType.START, RunObservation.RunEventType.ABORT,
						RunObservation.RunEventType.OTHER);
				case 5 -> List.of(RunObservation.RunEventType.OTHER, RunObservation.RunEventType.START,
						RunObservation.RunEventType.START, RunObservation.RunEventType.COMPLETE);
				case 6 -> List.of(RunObservation.RunEventType.COMPLETE, RunObservation.RunEventType.COMPLETE,
						RunObservation.RunEventType.RUNNING);
				default -> List.of(RunObservation.RunEventType.OTHER);
			};
		}
		return switch (this.scenario.next(6)) {
			case 0 -> List.of(RunObservation.RunEventType.START, RunObservation.RunEventType.RUNNING,
					RunObservation.RunEventType.COMPLETE);
			case 1 -> List.of(RunObservation.RunEventType.START, RunObservation.RunEventType.FAIL);
			default -> List.of(RunObservation.RunEventType.START, RunObservation.RunEventType.COMPLETE);
		};
	}

	private MetadataEvent observed(RunObservation.RunEventType type, Instant at) {
		boolean named = this.parent != null && this.scenario.chance(70);
		String parentRun = (this.scenario.has(Feature.RIVAL_PARENTS) && this.scenario.chance(30))
				? "p" + this.scenario.next(3) : this.parent;
		Urn parentJob = named ? Urn.job(this.scenario.namespace(), "app") : null;
		Urn parentUrn = (parentJob != null && parentRun != null) ? Urn.run(parentJob, parentRun) : null;
		String told = (this.code != null && this.scenario.chance(10)) ? "v2" : this.code;
		RunObservation seen = new RunObservation(this.job, this.runId, at, "openlineage", type, parentJob, parentUrn,
				this.scenario.chance(70) ? this.nominal : null, this.streaming && this.scenario.chance(80),
				this.scenario.chance(70) ? told : null, null, reads(), writes());
		boolean mixed = this.scenario.has(Feature.MIXED_JOBS) && this.scenario.chance(30);
		return new MetadataEvent.RunObserved(mixed ? seen.ofMixedJob() : seen);
	}

	private List<DataUse> reads() {
		return this.inputs.stream().filter((name) -> this.scenario.chance(70)).map(this.scenario::read).toList();
	}

	private List<DataUse> writes() {
		boolean versioned = !this.streaming || this.scenario.has(Feature.STREAMED_VERSIONS);
		return this.outputs.stream()
			.filter((name) -> this.scenario.chance(70))
			.map((name) -> this.scenario.written(name, versioned, (this.mode + name.length()) % Scenario.MODES))
			.toList();
	}

}
