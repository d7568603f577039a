package dev.pedigree.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;

/**
 * Tells the story of one run, message by message. Facts of the run are told once, before
 * its messages.
 */
final class RunScript {

	private final String namespace;

	private final Urn job;

	private final String runId;

	private final List<MetadataEvent> told = new ArrayList<>();

	private @Nullable Urn parentJob;

	private @Nullable Urn parent;

	private @Nullable Instant nominal;

	private @Nullable String code;

	private boolean streaming;

	private boolean mixed;

	private List<DataUse> inputs = List.of();

	private List<DataUse> outputs = List.of();

	RunScript(String namespace, String job, String runId) {
		this.namespace = namespace;
		this.job = Urn.job(namespace, job);
		this.runId = runId;
	}

	/** A moment of March 2026, written {@code 02T10:00}. */
	static Instant time(String dayAndTime) {
		return Instant.parse("2026-03-" + dayAndTime + ":00Z");
	}

	RunScript under(String parentJob, String parentRun) {
		this.parentJob = Urn.job(this.namespace, parentJob);
		this.parent = Urn.run(this.parentJob, parentRun);
		return this;
	}

	RunScript due(String nominal) {
		this.nominal = time(nominal);
		return this;
	}

	RunScript code(String code) {
		this.code = code;
		return this;
	}

	RunScript streaming() {
		this.streaming = true;
		return this;
	}

	RunScript ofMixedJob() {
		this.mixed = true;
		return this;
	}

	/** What the next messages state as inputs. */
	RunScript reads(Object... data) {
		this.inputs = uses(data);
		return this;
	}

	/** What the next messages state as outputs. */
	RunScript writes(Object... data) {
		this.outputs = uses(data);
		return this;
	}

	RunScript start(String at) {
		return tell(RunObservation.RunEventType.START, at);
	}

	RunScript running(String at) {
		return tell(RunObservation.RunEventType.RUNNING, at);
	}

	RunScript complete(String at) {
		return tell(RunObservation.RunEventType.COMPLETE, at);
	}

	RunScript fail(String at) {
		return tell(RunObservation.RunEventType.FAIL, at);
	}

	List<MetadataEvent> told() {
		return this.told;
	}

	/** A use of data by its name. */
	DataUse use(String name) {
		return use(this.namespace, name);
	}

	static DataUse use(String namespace, String name) {
		return DataUse.of(Urn.data(namespace, name));
	}

	/** The same data, known under another name too. */
	static DataUse alias(DataUse use, Urn alias) {
		return new DataUse(use.data(), Set.of(alias), use.version(), use.model(), use.mode(), use.partition(),
				use.renamedFrom(), use.dropped(), use.rowCount(), use.byteSize());
	}

	/** The same write, of one partition. */
	static DataUse partition(DataUse use, String partition) {
		return new DataUse(use.data(), use.aliases(), use.version(), use.model(), use.mode(), partition,
				use.renamedFrom(), use.dropped(), use.rowCount(), use.byteSize());
	}

	/** The same write, which renames another name. */
	static DataUse renamed(DataUse use, Urn from) {
		return new DataUse(use.data(), use.aliases(), use.version(), use.model(), use.mode(), use.partition(), from,
				use.dropped(), use.rowCount(), use.byteSize());
	}

	/** The same data, dropped. */
	static DataUse dropped(DataUse use) {
		return new DataUse(use.data(), use.aliases(), use.version(), use.model(), use.mode(), use.partition(),
				use.renamedFrom(), true, use.rowCount(), use.byteSize());
	}

	private List<DataUse> uses(Object... data) {
		List<DataUse> uses = new ArrayList<>();
		for (Object one : data) {
			uses.add((one instanceof DataUse use) ? use : use((String) one));
		}
		return uses;
	}

	private RunScript tell(RunObservation.RunEventType type, String at) {
		RunObservation seen = new RunObservation(this.job, this.runId, time(at), "openlineage", type, this.parentJob,
				this.parent, this.nominal, this.streaming, this.code, null, this.inputs, this.outputs);
		this.told.add(new MetadataEvent.RunObserved(this.mixed ? seen.ofMixedJob() : seen));
		return this;
	}

}
